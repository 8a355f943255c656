import type { ReportedDecision } from '../access-report.ts';
import { nameOf } from '../wording.ts';
import { Coordinate } from './coordinate.tsx';

interface DecisionTableProps {
  readonly decisions: readonly ReportedDecision[];
  /** Id of an agency or group to its name. */
  readonly names: Readonly<Record<string, string>>;
}

const KINDS = {
  denied: { words: 'Withheld', tone: 'withheld' },
  masked: { words: 'Masked', tone: 'masked' },
  allowed: { words: 'Given', tone: 'given' },
} as const;

/** Every decision that the gateway took, by whose data it is, with the agreement and clause it rests on. */
export function DecisionTable({ decisions, names }: DecisionTableProps) {
  const byProvider = Map.groupBy(decisions, ({ provider }) => provider ?? '');
  return (
    <table className="decisions">
      <caption>Every decision</caption>
      {[...byProvider].map(([provider, rows]) => (
        <tbody key={provider}>
          <tr>
            <th scope="rowgroup" colSpan={3}>
              {provider === '' ? 'Nobody’s data' : `Data of ${nameOf(names, provider)}`}
            </th>
          </tr>
          {rows.map(({ coordinate, decision, agreement, clause, mask }) => (
            <tr key={`${coordinate} ${decision}`}>
              <td>
                <Coordinate name={coordinate} />
              </td>
              <td data-tone={KINDS[decision].tone}>
                {KINDS[decision].words}
                {mask !== undefined && ` (mask ${mask})`}
              </td>
              <td>{[agreement, clause].filter(Boolean).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
