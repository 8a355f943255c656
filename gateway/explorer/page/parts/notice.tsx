import type { ReactNode } from 'react';
import type { Trouble } from '../trouble.ts';

/** Says in a pane why there is nothing in it, and what to do. */
export function Notice({ trouble, children }: { readonly trouble: Trouble; readonly children?: ReactNode }) {
  return (
    <div className="notice" role="alert">
      <h3>{trouble.title}</h3>
      <p>{trouble.detail}</p>
      <p className="notice-remedy">{trouble.remedy}</p>
      {(trouble.code !== undefined || children) && (
        <div className="notice-end">
          {trouble.code !== undefined && <code className="tag">{trouble.code}</code>}
          {children}
        </div>
      )}
    </div>
  );
}
