import { useEditorContext } from '@graphiql/react';
import { useEffect } from 'react';
import type { Catalogue, CatalogueAgency } from '../../catalogue.ts';
import type { Example } from '../../example.ts';
import { useRunState } from '../run-state.ts';
import type { ChangeChoice } from '../use-choice.ts';
import type { SchemaState } from '../use-schema.ts';
import { AccessPane } from './access-pane.tsx';
import { AnswerPane } from './answer-pane.tsx';
import { ExampleList } from './example-list.tsx';
import { QueryPane } from './query-pane.tsx';
import type { OnDenied } from './request-options.tsx';
import { SchemaView } from './schema-view.tsx';
import { Splitter } from './splitter.tsx';
import { TabPanel, TabRow } from './tabs.tsx';

/** The panes; a narrow screen shows one of them at a time. */
export type View = 'examples' | 'schema' | 'query' | 'answer' | 'access';

interface WorkbenchProps {
  readonly catalogue: Catalogue;
  readonly agency: CatalogueAgency;
  readonly askedAs: string;
  readonly schema: SchemaState;
  readonly onRetrySchema: () => void;
  readonly view: View;
  readonly onView: (view: View) => void;
  /** Which of the two the side pane shows. */
  readonly side: 'examples' | 'schema';
  readonly change: ChangeChoice;
  readonly isExplained: boolean;
  readonly onExplain: (isExplained: boolean) => void;
  readonly onDenied: OnDenied;
  readonly onOnDenied: (onDenied: OnDenied) => void;
}

/** Where the work is done: examples and schema, query, answer, access. */
export function Workbench(props: WorkbenchProps) {
  const { catalogue, agency, askedAs, change, schema, onRetrySchema, view, onView, side, ...options } = props;
  const { queryEditor, variableEditor } = useEditorContext({ nonNull: true });
  const withheld = useWithheld();
  const loadExample = ({ query, variables, purpose }: Example) => {
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables ? JSON.stringify(variables, null, 2) : '');
    change({ purpose });
    onView('query');
  };
  useRefreshedEditors(view);
  return (
    <>
      <main className="workbench" data-view={view}>
        <aside className="pane side-pane" aria-label="Examples and schema">
          <TabRow
            label="Side pane"
            className="side-tabs"
            items={[
              { id: 'examples', label: 'Examples' },
              { id: 'schema', label: 'Schema' },
            ]}
            current={side}
            onPick={onView}
          />
          <TabPanel id="examples" isCurrent={side === 'examples'}>
            <ExampleList
              examples={agency.examples}
              isReady={queryEditor !== null && variableEditor !== null}
              onPick={loadExample}
            />
          </TabPanel>
          <TabPanel id="schema" isCurrent={side === 'schema'}>
            <SchemaView state={schema} askedAs={askedAs} onRetry={onRetrySchema} />
          </TabPanel>
        </aside>
        <div className="desk">
          <QueryPane {...options} onReference={() => onView('schema')} />
          <Splitter
            label="Width of the query"
            orientation="vertical"
            property="--query-width"
            initialPercent={46}
          />
          <div className="outcome">
            <AnswerPane />
            <Splitter
              label="Height of the answer"
              orientation="horizontal"
              property="--answer-share"
              initialPercent={50}
            />
            <AccessPane catalogue={catalogue} />
          </div>
        </div>
      </main>
      <nav className="view-bar" aria-label="Panes">
        {VIEWS.map((each) => (
          <button
            key={each}
            type="button"
            aria-current={each === view ? 'page' : undefined}
            onClick={() => onView(each)}
          >
            {each.charAt(0).toUpperCase() + each.slice(1)}
            {each === 'access' && withheld > 0 && <span className="badge">{withheld}</span>}
          </button>
        ))}
      </nav>
    </>
  );
}

const VIEWS: readonly View[] = ['examples', 'schema', 'query', 'answer', 'access'];

function useWithheld(): number {
  const state = useRunState();
  return state.kind === 'answered' ? state.report.denials.length : 0;
}

/** CodeMirror cannot measure itself while it is hidden: it does so when its pane is shown. */
function useRefreshedEditors(view: View): void {
  const { queryEditor, variableEditor, responseEditor } = useEditorContext({ nonNull: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view decides what is hidden.
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, responseEditor]) editor?.refresh();
  }, [view, queryEditor, variableEditor, responseEditor]);
}
