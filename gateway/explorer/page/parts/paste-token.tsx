import { useState } from 'react';
import { type PastedToken, readPastedToken } from '../request-token.ts';
import { Icon } from './icon.tsx';

/** Where the gateway hands out no tokens: takes one that the officer has from the agency's own issuer. */
export function PasteToken({ onPaste }: { readonly onPaste: (token: PastedToken) => void }) {
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      className="paste-token"
      onSubmit={(event) => {
        event.preventDefault();
        const token = readPastedToken(text);
        setWrong(!token);
        if (!token) return;
        setText('');
        onPaste(token);
      }}
    >
      <h2>
        <Icon name="key" /> Paste a token
      </h2>
      <p>
        This gateway hands out no development tokens. Paste an access token from your agency’s own issuer. It
        stays in this page and is gone when you close it.
      </p>
      <label htmlFor="pasted-token">Access token</label>
      <textarea
        id="pasted-token"
        rows={4}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isWrong}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {isWrong && (
        <p className="paste-token-wrong" role="alert">
          This is not a token for Simpul: three parts with dots between them, with the claims agency and exp.
        </p>
      )}
      <button type="submit" className="button button-primary">
        Use this token
      </button>
    </form>
  );
}
