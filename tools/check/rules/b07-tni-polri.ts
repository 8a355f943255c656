import type { UndecidableRule } from './rule.ts';

/** A member of the armed forces or the police, who do not vote (UU 7/2017, article 200). */
export const b07TniPolri: UndecidableRule = {
  code: 'B07',
  name: 'TNI_POLRI',
  version: 1,
  about: 'NOBODY_HOLDS_IT',
  lacking: 'who serves in the armed forces or the police',
};
