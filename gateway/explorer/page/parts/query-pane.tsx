import {
  QueryEditor,
  useCopyQuery,
  useEditorContext,
  useExecutionContext,
  usePrettifyEditors,
  VariableEditor,
} from '@graphiql/react';
import { useEffect } from 'react';
import { Icon } from './icon.tsx';
import { type OnDenied, RequestOptions } from './request-options.tsx';
import { Splitter } from './splitter.tsx';

interface QueryPaneProps {
  readonly isExplained: boolean;
  readonly onExplain: (isExplained: boolean) => void;
  readonly onDenied: OnDenied;
  readonly onOnDenied: (onDenied: OnDenied) => void;
  /** A name in the query was chosen to be looked up in the schema. */
  readonly onReference: () => void;
}

const RUN_KEYS = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘↵' : 'Ctrl ↵';

/** Where an operation is written: the query, its variables, how it is to be asked, and the button that runs it. */
export function QueryPane({ onReference, ...options }: QueryPaneProps) {
  const { queryEditor, variableEditor } = useEditorContext({ nonNull: true });
  const { run, stop, isFetching } = useExecutionContext({ nonNull: true });
  const copy = useCopyQuery();
  const tidy = usePrettifyEditors();

  useEffect(() => {
    for (const [editor, label] of [[queryEditor, 'Query'] as const, [variableEditor, 'Variables'] as const]) {
      editor?.setOption('screenReaderLabel', label);
      // Tab leaves the editor, as it does everywhere else; otherwise the keyboard is caught in it.
      editor?.addKeyMap({ Tab: false, 'Shift-Tab': false });
    }
  }, [queryEditor, variableEditor]);

  return (
    <section className="pane query-pane" aria-label="Query">
      <div className="pane-head">
        <h2>Query</h2>
        <div className="pane-tools">
          <button type="button" className="button button-quiet" onClick={() => tidy()}>
            <Icon name="tidy" /> Tidy
          </button>
          <button type="button" className="button button-quiet" onClick={() => copy()}>
            <Icon name="copy" /> Copy
          </button>
          <button
            type="button"
            className="button button-primary run"
            disabled={!queryEditor}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            onClick={isFetching ? stop : run}
          >
            <Icon name={isFetching ? 'stop' : 'run'} /> {isFetching ? 'Stop' : 'Run'} <kbd>{RUN_KEYS}</kbd>
          </button>
        </div>
      </div>
      <div className="query-parts">
        <div className="editor-box">
          <QueryEditor onClickReference={onReference} />
        </div>
        <Splitter
          label="Height of the query"
          orientation="horizontal"
          property="--query-share"
          initialPercent={74}
        />
        <div className="variables">
          <h3>Variables</h3>
          <div className="editor-box">
            <VariableEditor />
          </div>
        </div>
      </div>
      <RequestOptions {...options} />
    </section>
  );
}
