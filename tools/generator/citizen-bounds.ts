/** Fewest and most citizens for which all planted cases, and only unique identities, are possible. */
export const FEWEST_CITIZENS = 300;
export const MOST_CITIZENS = 4_500_000;
