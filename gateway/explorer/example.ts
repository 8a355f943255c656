import type { Purpose } from '../access/agreement.ts';

/** An operation that is ready to be run, to show what an agency may ask. */
export interface Example {
  /** What the answer shows, as a heading. */
  readonly title: string;
  /** One sentence: why an officer would ask this, or what to look at. */
  readonly about: string;
  /** The purpose under which it is asked. */
  readonly purpose: Purpose;
  readonly query: string;
  /** Identifiers of persons and codes; never written into the query, whose text is kept. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** True when the answer is meant to lack something, so that the denial can be read. */
  readonly showsDenial: boolean;
}
