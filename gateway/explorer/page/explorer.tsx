import { useCallback, useState } from 'react';
import type { Catalogue, CatalogueAgency } from '../catalogue.ts';
import type { Choice } from './choice.ts';
import { GraphiqlProviders } from './graphiql-providers.tsx';
import { PasteToken } from './parts/paste-token.tsx';
import type { OnDenied } from './parts/request-options.tsx';
import { TopBar } from './parts/top-bar.tsx';
import { type View, Workbench } from './parts/workbench.tsx';
import type { PastedToken } from './request-token.ts';
import { RunProvider } from './run-provider.tsx';
import { useAsking } from './use-asking.ts';
import type { ChangeChoice } from './use-choice.ts';
import { useSchema } from './use-schema.ts';
import { useTheme } from './use-theme.ts';
import { useToken } from './use-token.ts';
import { shortName, wordsOf } from './wording.ts';

interface ExplorerProps {
  readonly catalogue: Catalogue;
  readonly agency: CatalogueAgency;
  readonly choice: Choice;
  readonly change: ChangeChoice;
}

/** The explorer, once it knows who may ask. */
export function Explorer({ catalogue, agency, choice, change }: ExplorerProps) {
  const [theme, toggleTheme] = useTheme();
  const [pasted, setPasted] = useState<PastedToken>();
  const token = useToken(choice, catalogue.givesTokens, pasted);
  const [isExplained, setExplained] = useState(false);
  const [onDenied, setOnDenied] = useState<OnDenied>('null');
  const [view, setView] = useState<View>('query');
  const [side, setSide] = useState<'examples' | 'schema'>('examples');
  const [attempt, setAttempt] = useState(0);

  const headers = useAsking({ token, purpose: choice.purpose, isExplained, onDenied });
  const key = token.kind === 'held' ? JSON.stringify([choice, pasted?.token, attempt]) : undefined;
  const schema = useSchema(key, headers);
  const unit = choice.unit === undefined ? '' : ` (${choice.unit})`;
  const askedAs = `${shortName(agency.name)}${unit} for ${wordsOf(choice.purpose).toLowerCase()}`;

  const show = useCallback((next: View) => {
    setView(next);
    if (next === 'examples' || next === 'schema') setSide(next);
  }, []);
  const showAnswer = useCallback(() => setView('answer'), []);
  const takeToken = (taken: PastedToken) => {
    setPasted(taken);
    change(taken);
  };
  const [first] = agency.examples;

  return (
    <div className="explorer graphiql-container">
      <TopBar
        {...{ catalogue, agency, choice, change, token, theme }}
        onForgetToken={() => setPasted(undefined)}
        onToggleTheme={toggleTheme}
      />
      {token.kind === 'paste-needed' ? (
        <main className="lobby">
          <PasteToken onPaste={takeToken} />
        </main>
      ) : (
        <GraphiqlProviders
          schema={schema.schema}
          query={first?.query ?? '{\n  __typename\n}\n'}
          variables={first?.variables ? JSON.stringify(first.variables, null, 2) : ''}
        >
          <RunProvider headers={headers} askedAs={askedAs} onRun={showAnswer}>
            <Workbench
              {...{ catalogue, agency, askedAs, change, schema, view, side, isExplained, onDenied }}
              onRetrySchema={() => setAttempt(attempt + 1)}
              onView={show}
              onExplain={setExplained}
              onOnDenied={setOnDenied}
            />
          </RunProvider>
        </GraphiqlProviders>
      )}
    </div>
  );
}
