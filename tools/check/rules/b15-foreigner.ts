import type { UndecidableRule } from './rule.ts';

/** The holder of an identity card for foreigners, of whom 103 were on the lists of 2019. */
export const b15Foreigner: UndecidableRule = {
  code: 'B15',
  name: 'FOREIGNER',
  version: 1,
  about: 'NOBODY_HOLDS_IT',
  lacking: 'who has an identity card for foreigners',
};
