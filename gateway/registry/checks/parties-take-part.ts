import { describeValue } from '../file-problem.ts';
import type { AgreementCheck, Finding } from './agreement-check.ts';

/** The provider owns a subgraph, the consumer takes part, and a clause for units or for a subgraph has a consumer with such. */
export const partiesTakePart: AgreementCheck = ({ provider, consumer, clauses }, { participants }) => {
  const { agencies, groups, providers } = participants;
  const findings: Finding[] = [];
  const owners = new Set(providers.values());
  if (!owners.has(provider)) {
    findings.push({
      path: 'provider',
      expected: `the owner of a subgraph (${[...owners].join(', ')})`,
      came: describeValue(provider),
      remedy: 'Name the agency or group that agencies.yaml lists under "providers".',
    });
  }
  if (!agencies.has(consumer) && !groups.has(consumer)) {
    findings.push({
      path: 'consumer',
      expected: 'the id of an agency or group of agencies.yaml',
      came: describeValue(consumer),
      remedy: 'Correct the id, or add the agency.',
    });
    return findings;
  }
  const members = groups.get(consumer)?.members ?? [consumer];
  const has = {
    agency: true,
    unit: members.some((member) => agencies.get(member)?.units),
    subgraph: [consumer, ...members].some((each) => owners.has(each)),
  };
  for (const [index, { holder }] of clauses.entries()) {
    if (has[holder]) continue;
    findings.push({
      path: `clauses[${index}].holder`,
      expected: `"agency", since this consumer has no ${holder}s`,
      came: describeValue(holder),
      remedy: `Correct the holder, or give the consumer its ${holder}s in agencies.yaml.`,
    });
  }
  return findings;
};
