import type { Catalogue } from '../../catalogue.ts';
import { type RunState, useRunState } from '../run-state.ts';
import { DecisionTable } from './decision-table.tsx';
import { DenialList } from './denial-list.tsx';
import { ErrorList } from './error-list.tsx';

/** What of the last answer was given and what was withheld, by whom and why. */
export function AccessPane({ catalogue }: { readonly catalogue: Catalogue }) {
  const state = useRunState();
  const report = state.kind === 'answered' ? state.report : undefined;
  const counts = report && countsOf(report);
  return (
    <section className="pane access-pane" aria-label="Access">
      <div className="pane-head">
        <h2>Access</h2>
        <ul className="access-counts">
          {counts?.map(({ tone, count, words }) => (
            <li key={words} data-tone={tone}>
              <strong>{count}</strong> {words}
            </li>
          ))}
        </ul>
        {report?.agreementsVersion !== undefined && (
          <span className="agreements-version" title="Version of the agreements that decided">
            agreements {report.agreementsVersion.slice(0, 12)}
          </span>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which must not take a mouse. */}
      <div className="access-body" aria-live="polite" tabIndex={0}>
        {!report && <p className="empty">{WORDS_BEFORE[state.kind]}</p>}
        {report && (
          <>
            <ErrorList errors={report.otherErrors} />
            {report.denials.length === 0 && report.otherErrors.length === 0 && (
              <p className="all-given">Everything you asked for was given.</p>
            )}
            <DenialList denials={report.denials} names={catalogue.names} />
            {report.decisions && <DecisionTable decisions={report.decisions} names={catalogue.names} />}
          </>
        )}
      </div>
    </section>
  );
}

const WORDS_BEFORE: Readonly<Record<RunState['kind'], string>> = {
  idle: 'What is given and what is withheld is told here, with the agreement behind it.',
  running: 'Asking…',
  failed: 'There was no answer, so nothing was decided.',
  answered: '',
};

interface Count {
  readonly tone: 'withheld' | 'masked' | 'given';
  readonly count: number;
  readonly words: string;
}

function countsOf({
  denials,
  decisions = [],
}: NonNullable<Extract<RunState, { kind: 'answered' }>['report']>) {
  const counts: readonly Count[] = [
    { tone: 'withheld', count: denials.length, words: 'withheld' },
    { tone: 'masked', count: decisions.filter((each) => each.decision === 'masked').length, words: 'masked' },
    { tone: 'given', count: decisions.filter((each) => each.decision === 'allowed').length, words: 'given' },
  ];
  return counts.filter(({ count }) => count > 0);
}
