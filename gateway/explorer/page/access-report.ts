/** Something that was asked for and not given, as the gateway explains it. */
export interface Denial {
  /** What was asked for: `ConsularCase.narrative`, `Query.workers(filter:)`. */
  readonly coordinate: string;
  /** Id of the agency or group whose data it is; absent when the gateway does not say. */
  readonly provider?: string;
  readonly message: string;
  /** Code of why: `NO_AGREEMENT`, `OTHER_PURPOSE`, `PROPOSED`. */
  readonly reason?: string;
  readonly purpose?: string;
  /** The agreement and clause that came nearest. */
  readonly agreement?: string;
  readonly clause?: string;
  readonly remedy?: string;
}

/** A decision on one coordinate, from `extensions.access`. */
export interface ReportedDecision {
  readonly coordinate: string;
  readonly decision: 'allowed' | 'masked' | 'denied';
  readonly provider?: string;
  readonly agreement?: string;
  readonly clause?: string;
  readonly mask?: string;
}

/** An error that is not a denial: of the request itself, of a provider, of the gateway. */
export interface OtherError {
  readonly code?: string;
  readonly message: string;
  readonly remedy?: string;
}

/** What an answer says about access. */
export interface AccessReport {
  readonly denials: readonly Denial[];
  readonly otherErrors: readonly OtherError[];
  /** Absent unless the request asked for an explanation. */
  readonly decisions?: readonly ReportedDecision[];
  readonly agreementsVersion?: string;
}

/**
 * Reads denials, decisions and other errors out of a GraphQL answer. Pure; what has another shape than expected
 * is left out.
 */
export function readAccessReport(body: unknown): AccessReport {
  const errors = listOf(memberOf(body, 'errors'));
  const access = memberOf(memberOf(body, 'extensions'), 'access');
  const decisions = memberOf(access, 'decisions');
  const version = memberOf(access, 'agreementsVersion');
  const denials = withoutRepeats(errors.filter(isDenial).map(readDenial));
  const denied = new Set(denials.map(({ coordinate }) => coordinate));
  return {
    denials,
    otherErrors: errors.filter((error) => !isDenial(error)).map(readOtherError),
    ...(Array.isArray(decisions) && { decisions: decisions.flatMap((each) => readDecision(each, denied)) }),
    ...((typeof version === 'string' || typeof version === 'number') && {
      agreementsVersion: String(version),
    }),
  };
}

/** One coordinate once, and no argument of a field that is denied itself: that says nothing more. */
function withoutRepeats(denials: readonly Denial[]): readonly Denial[] {
  const byCoordinate = new Map(denials.map((denial) => [denial.coordinate, denial]));
  return [...byCoordinate.values()].filter(({ coordinate }) => {
    const field = coordinate.replace(/\(.*$/s, '');
    return field === coordinate || !byCoordinate.has(field);
  });
}

/** An error is a denial when it names a coordinate, unless the fault is in what the client sent. */
function isDenial(error: unknown): boolean {
  const extensions = memberOf(error, 'extensions');
  return textAt(extensions, 'coordinate') !== undefined && memberOf(extensions, 'fault') !== 'client';
}

function readDenial(error: unknown): Denial {
  const extensions = memberOf(error, 'extensions');
  return {
    coordinate: textAt(extensions, 'coordinate') ?? '',
    message: textAt(error, 'message') ?? 'It is not given.',
    ...textsAt(extensions, ['provider', 'reason', 'purpose', 'agreement', 'clause', 'remedy']),
  };
}

function readOtherError(error: unknown): OtherError {
  const message = textAt(error, 'message') ?? 'The gateway gave an error without a message.';
  return { message, ...textsAt(memberOf(error, 'extensions'), ['code', 'remedy']) };
}

/** What was decided to be given and was withheld all the same, for what the plan would have sent on, counts as denied. */
function readDecision(value: unknown, denied: ReadonlySet<string>): ReportedDecision[] {
  const coordinate = textAt(value, 'coordinate');
  const decision = memberOf(value, 'decision');
  if (coordinate === undefined) return [];
  if (decision !== 'allowed' && decision !== 'masked' && decision !== 'denied') return [];
  const texts = textsAt(value, ['provider', 'agreement', 'clause', 'mask']);
  return [{ coordinate, decision: denied.has(coordinate) ? 'denied' : decision, ...texts }];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textAt(value: unknown, name: string): string | undefined {
  const text = memberOf(value, name);
  return typeof text === 'string' ? text : undefined;
}

function textsAt<Name extends string>(value: unknown, names: readonly Name[]): { [name in Name]?: string } {
  const texts: { [name in Name]?: string } = {};
  for (const name of names) {
    const text = textAt(value, name);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}
