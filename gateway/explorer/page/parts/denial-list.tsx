import type { Denial } from '../access-report.ts';
import { nameOf, wordsOf } from '../wording.ts';
import { Coordinate } from './coordinate.tsx';

interface DenialListProps {
  readonly denials: readonly Denial[];
  /** Id of an agency or group to its name. */
  readonly names: Readonly<Record<string, string>>;
}

/** What was withheld, grouped by whose data it is: which coordinate, why, and what to do. */
export function DenialList({ denials, names }: DenialListProps) {
  const groups = Map.groupBy(denials, (denial) => denial.provider);
  return [...groups].map(([provider, group]) => (
    <section key={provider ?? ''} className="report-group">
      <h3>
        {provider === undefined ? 'Withheld' : <>Data of {nameOf(names, provider)}</>}
        <span className="badge">{group.length}</span>
      </h3>
      <ul>
        {group.map((denial) => (
          <li key={`${denial.coordinate} ${denial.message}`} className="report-item">
            <Coordinate name={denial.coordinate} />
            <p>{denial.message}</p>
            {denial.remedy !== undefined && (
              <p className="remedy">
                <span>What to do</span> {denial.remedy}
              </p>
            )}
            <AgreementTags {...denial} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function AgreementTags({ reason, agreement, clause, purpose }: Denial) {
  return (
    <p className="tags">
      {reason !== undefined && <span className="tag tag-withheld">{wordsOf(reason)}</span>}
      {agreement !== undefined && (
        <span className="tag" title="The agreement that came nearest">
          {agreement}
          {clause !== undefined && ` · ${clause}`}
        </span>
      )}
      {purpose !== undefined && <span className="tag">{wordsOf(purpose)}</span>}
    </p>
  );
}
