import type { Intent, Operation } from '../ledger/entry.ts';
import type { Accounted } from './account.ts';
import type { NameOfficer } from './officer-names.ts';
import type { OperationUse } from './operation-use.ts';

/** Somebody known, as an entry names them. */
export interface Asking {
  readonly agency: string;
  readonly unit?: string | undefined;
  readonly officer: string;
  readonly purpose?: string | undefined;
  readonly requestId: string;
}

/** What an operation is called, as far as it was read. */
export interface OperationTitle {
  /** SHA-256 of its text, 64 hexadecimal digits. */
  readonly hash?: string | undefined;
  readonly name?: string | undefined;
}

/** What the operation was answered on. */
export interface Ground {
  readonly policy: string;
  readonly supergraph: string;
}

/** What became of a request. */
export interface Outcome {
  readonly status: number;
  readonly codes: readonly string[];
  readonly durationMs: number;
  readonly intent: number | undefined;
}

/** Nine digits may be the number of a person, also with something between them. */
const NAME = /^(?!(?:\D*\d){9})[A-Za-z_]\w{0,127}$/;

/** The event of one operation, for its entry. Pure but for the name of the officer. */
export function createOperationEvent(
  asking: Asking,
  title: OperationTitle,
  ground: Ground,
  accounted: Accounted,
  { status, codes, durationMs, intent }: Outcome,
  nameOfficer: NameOfficer,
): Operation {
  return {
    kind: 'operation',
    ...askedOf(asking, title, ground, nameOfficer),
    ...accounted,
    durationMs: Math.round(durationMs),
    intent: intent ?? null,
    outcome: { codes: [...new Set(codes)].sort(), status },
  };
}

/** The event of what an operation is about to hand from agency to agency. */
export function createIntentEvent(
  asking: Asking,
  title: OperationTitle,
  ground: Ground,
  { agreements, planned }: OperationUse,
  nameOfficer: NameOfficer,
): Intent {
  return {
    kind: 'intent',
    ...askedOf(asking, title, ground, nameOfficer),
    agreements,
    disclosures: planned,
  };
}

function askedOf(
  { agency, unit, officer, purpose, requestId }: Asking,
  { hash, name }: OperationTitle,
  { policy, supergraph }: Ground,
  nameOfficer: NameOfficer,
) {
  return {
    agency,
    officer: nameOfficer(agency, officer),
    operation: { hash: hash ?? null, name: name !== undefined && NAME.test(name) ? name : null },
    policy,
    purpose: purpose ?? null,
    request: requestId,
    supergraph,
    unit: unit ?? null,
  };
}
