import { useCallback, useEffect, useState } from 'react';
import type { Catalogue } from '../catalogue.ts';
import { agencyOf } from './choice.ts';
import { Explorer } from './explorer.tsx';
import { callGateway } from './gateway-call.ts';
import { Mark } from './parts/mark.tsx';
import { Notice } from './parts/notice.tsx';
import { describeTrouble, type Trouble } from './trouble.ts';
import { useChoice } from './use-choice.ts';

type CatalogueState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly catalogue: Catalogue }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

/** Reads who may ask before anything else is shown. */
export function Entrance() {
  const [state, setState] = useState<CatalogueState>({ kind: 'loading' });
  const load = useCallback(() => {
    setState({ kind: 'loading' });
    void loadCatalogue().then(setState);
  }, []);
  useEffect(load, [load]);

  if (state.kind === 'ready') return <Chooser catalogue={state.catalogue} />;
  return (
    <main className="lobby graphiql-container">
      <Mark />
      {state.kind === 'loading' ? (
        <p className="empty">Opening the explorer…</p>
      ) : (
        <Notice trouble={state.trouble}>
          <button type="button" className="button button-primary" onClick={load}>
            Try again
          </button>
        </Notice>
      )}
    </main>
  );
}

function Chooser({ catalogue }: { readonly catalogue: Catalogue }) {
  const [choice, change] = useChoice(catalogue);
  const agency = agencyOf(catalogue, choice?.agency);
  if (!choice || !agency) return <Notice trouble={NOBODY} />;
  return <Explorer {...{ catalogue, agency, choice, change }} />;
}

const NOBODY: Trouble = {
  title: 'No agency takes part',
  detail: 'The gateway knows of no agency, so nobody can ask.',
  remedy: 'Add agencies to the file that AGENCIES names.',
};

async function loadCatalogue(): Promise<CatalogueState> {
  const outcome = await callGateway('/explorer/agencies');
  const trouble = describeTrouble(outcome);
  if (trouble) return { kind: 'failed', trouble };
  if (outcome.kind === 'answered' && isCatalogue(outcome.body))
    return { kind: 'ready', catalogue: outcome.body };
  const detail = 'The gateway answered with something that this page does not know.';
  const remedy = 'Reload the page; it may be older than the gateway.';
  return { kind: 'failed', trouble: { title: 'The explorer cannot open', detail, remedy } };
}

/** The gateway that served this page made it; only its presence needs to be seen. */
function isCatalogue(body: object): body is Catalogue {
  return 'agencies' in body && 'purposes' in body && 'names' in body;
}
