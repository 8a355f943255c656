/** A request that `npm start` shows: who asks, for what purpose, and what. */
export interface Example {
  readonly agency: string;
  readonly purpose: string;
  /** GraphQL without single quotes, since it is shown between them in a shell command. */
  readonly query: string;
}

const QUERY = `{ workers(first: 2, filter: { statusIn: [ACTIVE] }) { totalCount nodes { status placements { destinationCountry { name } }
  citizen { fullName nik selfReport { cityAbroad } trainings { programme } } } } }`;

/** Asks four agencies at once: KP2MI, Dukcapil, Kemlu and the regional governments. */
export const FULL_EXAMPLE: Example = { agency: 'kp2mi', purpose: 'PROTECTION_CASE', query: QUERY };

/** Asks the same and gets less. */
export const LESSER_EXAMPLE: Example = { agency: 'dki-jakarta', purpose: 'TRAINING_MATCH', query: QUERY };
