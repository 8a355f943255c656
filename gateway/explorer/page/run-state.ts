import { createContext, useContext } from 'react';
import type { AccessReport } from './access-report.ts';
import type { Trouble } from './trouble.ts';

/** What has come of the last operation that was run. */
export type RunState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly ms: number;
      readonly bytes: number;
      readonly report: AccessReport;
      /** Present when nothing at all was given. */
      readonly trouble?: Trouble;
      /** Who asked, and for what, when it was run. */
      readonly askedAs: string;
    };

const RunStateContext = createContext<RunState>({ kind: 'idle' });

/** Hands the state of the last run down to the panes. */
export const RunStateProvider = RunStateContext.Provider;

/** The state of the last run. */
export function useRunState(): RunState {
  return useContext(RunStateContext);
}
