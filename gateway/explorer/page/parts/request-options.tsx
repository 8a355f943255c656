/** What the gateway is to do with an operation of which something is denied; the header `X-On-Denied`. */
export type OnDenied = 'null' | 'reject';

interface RequestOptionsProps {
  readonly isExplained: boolean;
  readonly onExplain: (isExplained: boolean) => void;
  readonly onDenied: OnDenied;
  readonly onOnDenied: (onDenied: OnDenied) => void;
}

const CHOICES = [
  { value: 'null', label: 'Answer the rest' },
  { value: 'reject', label: 'Refuse it all' },
] as const;

/** How an operation is asked: with every decision explained, and in part or not at all. */
export function RequestOptions({ isExplained, onExplain, onDenied, onOnDenied }: RequestOptionsProps) {
  return (
    <div className="request-options">
      <label className="switch" title="Sends X-Explain: true">
        <input
          type="checkbox"
          role="switch"
          aria-checked={isExplained}
          checked={isExplained}
          onChange={(event) => onExplain(event.target.checked)}
        />
        <span>Explain every decision</span>
      </label>
      <fieldset className="choice" title="Sends X-On-Denied">
        <legend>If something is denied</legend>
        {CHOICES.map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name="on-denied"
              checked={onDenied === value}
              onChange={() => onOnDenied(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
