import { expect } from 'vitest';
import type { Audit } from './audit.ts';
import type { Load } from './load.ts';

/**
 * Expects that whatever was seen up to now is written down, in chains without a fault.
 *
 * @param passed ids of requests, data of which reached another agency
 */
export async function expectWrittenDown(
  audit: Audit,
  { answered }: Pick<Load, 'answered'>,
  passed: ReadonlySet<string>,
): Promise<void> {
  const seen = { answered: [...answered], passed: [...passed] };
  await audit.goOn();
  expect(audit.faults).toEqual([]);
  expect(seen.answered.filter((id) => !audit.operations.has(id))).toEqual([]);
  expect(seen.passed.filter((id) => !audit.intents.has(id))).toEqual([]);
}
