import type { KeyboardEvent, ReactNode } from 'react';

/** One tab of a row. */
interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** A count beside the label. */
  readonly badge?: number;
}

interface TabRowProps<Id extends string> {
  readonly label: string;
  readonly className: string;
  readonly items: readonly TabItem<Id>[];
  readonly current: Id;
  readonly onPick: (id: Id) => void;
}

/**
 * A row of tabs. Arrow keys go from one to the next.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function TabRow<Id extends string>({ label, className, items, current, onPick }: TabRowProps<Id>) {
  const step = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = items.findIndex(({ id }) => id === current);
    const next = by === 0 ? undefined : items[(at + by + items.length) % items.length];
    if (!next) return;
    onPick(next.id);
    document.getElementById(tabId(next.id))?.focus();
  };
  return (
    <div className={className} role="tablist" aria-label={label} tabIndex={-1} onKeyDown={step}>
      {items.map(({ id, label: words, badge }) => (
        <button
          key={id}
          id={tabId(id)}
          type="button"
          role="tab"
          aria-selected={id === current}
          aria-controls={panelId(id)}
          tabIndex={id === current ? 0 : -1}
          onClick={() => onPick(id)}
        >
          {words}
          {badge !== undefined && badge > 0 && <span className="badge">{badge}</span>}
        </button>
      ))}
    </div>
  );
}

interface TabPanelProps {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly children: ReactNode;
}

/** What a tab shows. It stays mounted while another is shown, so that it keeps its place. */
export function TabPanel({ id, isCurrent, children }: TabPanelProps) {
  return (
    <div
      id={panelId(id)}
      className="tab-panel"
      role="tabpanel"
      aria-labelledby={tabId(id)}
      hidden={!isCurrent}
    >
      {children}
    </div>
  );
}

const tabId = (id: string) => `tab-${id}`;
const panelId = (id: string) => `panel-${id}`;
