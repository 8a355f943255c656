import { describeDenial } from '../describe-denial.ts';
import type { SettledAnswer } from '../gateway/client.ts';
import type { Rule } from '../rules/rule.ts';

/**
 * Gives the data of an answer.
 *
 * @param rules that the operation was made of
 * @throws Error that says what came in their place
 */
export function stopUnlessData<Data>(answer: SettledAnswer<Data>, rules: readonly Rule[]): Data {
  switch (answer.kind) {
    case 'data':
      return answer.data;
    case 'denied':
      throw new Error(describeDenial(answer.errors, rules));
    case 'bad-cursor':
      throw new Error('The gateway does not know the place to which it was read any more.');
    case 'failed':
      throw new Error(
        ['The gateway gives no data.', ...answer.errors.map(({ message }) => `- ${message}`)].join('\n'),
      );
  }
}
