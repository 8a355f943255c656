import type { OtherError } from '../access-report.ts';

/** Errors that are not denials: of the operation itself, of a provider, of the gateway. */
export function ErrorList({ errors }: { readonly errors: readonly OtherError[] }) {
  if (errors.length === 0) return null;
  return (
    <section className="report-group">
      <h3>
        Errors<span className="badge">{errors.length}</span>
      </h3>
      <ul>
        {errors.map(({ code, message, remedy }) => (
          <li key={`${code} ${message}`} className="report-item">
            <p>{message}</p>
            {remedy !== undefined && (
              <p className="remedy">
                <span>What to do</span> {remedy}
              </p>
            )}
            {code !== undefined && (
              <p className="tags">
                <code className="tag">{code}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
