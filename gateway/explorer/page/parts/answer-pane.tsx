import { ResponseEditor, useEditorContext } from '@graphiql/react';
import { useEffect } from 'react';
import { useRunState } from '../run-state.ts';
import { Notice } from './notice.tsx';

/** What the gateway answered, and how fast; or why it did not. */
export function AnswerPane() {
  const state = useRunState();
  const { responseEditor } = useEditorContext({ nonNull: true });
  const trouble = state.kind === 'failed' || state.kind === 'answered' ? state.trouble : undefined;

  useEffect(() => {
    responseEditor?.setOption('screenReaderLabel', 'Answer');
    responseEditor?.addKeyMap({ Tab: false, 'Shift-Tab': false });
  }, [responseEditor]);

  useEffect(() => {
    // CodeMirror cannot measure itself while it is hidden.
    if (state.kind === 'answered') responseEditor?.refresh();
  }, [responseEditor, state]);

  return (
    <section className="pane answer-pane" aria-label="Answer">
      <div className="pane-head">
        <h2>Answer</h2>
        <p className="answer-facts" role="status">
          {state.kind === 'running' && 'Asking…'}
          {state.kind === 'answered' && (
            <>
              <span className="answer-asked-as">{state.askedAs}</span>
              <span data-tone={state.status < 400 ? 'good' : 'bad'}>{state.status}</span>
              <span>{Math.round(state.ms)} ms</span>
              <span>{formatBytes(state.bytes)}</span>
            </>
          )}
        </p>
      </div>
      {trouble && <Notice trouble={trouble} />}
      <div className="editor-box" hidden={state.kind !== 'answered'}>
        <ResponseEditor />
      </div>
      {state.kind === 'idle' && <p className="empty">Run the query, and the answer is shown here.</p>}
      {state.kind === 'running' && <div className="progress" />}
    </section>
  );
}

function formatBytes(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
}
