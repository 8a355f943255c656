import { DEVELOPMENT_ISSUER } from '../../identity/token-profile.ts';
import { isLoopback } from '../../is-loopback.ts';
import type { AgenciesDocument } from '../agencies-document.ts';
import { describeValue } from '../file-problem.ts';
import type { Finding } from './agreement-check.ts';

/** Checks what the JSON Schema of the agencies file cannot say: that every id leads somewhere, and to one place. Pure. */
export function checkAgencies(document: AgenciesDocument): readonly Finding[] {
  return [
    ...checkGroups(document),
    ...checkProviders(document),
    ...checkAliases(document),
    ...checkIssuers(document),
  ];
}

function checkGroups({ agencies, groups = {} }: AgenciesDocument): readonly Finding[] {
  return Object.entries(groups).flatMap(([id, { members }]) => [
    ...(Object.hasOwn(agencies, id)
      ? [
          {
            path: `groups.${id}`,
            expected: 'an id that no agency has',
            came: describeValue(id),
            remedy: 'Rename the group: agreements name both in the same place.',
          },
        ]
      : []),
    ...(members === 'all' ? [] : members).flatMap((member, index) =>
      leadsToAgency(agencies, member, `groups.${id}.members[${index}]`),
    ),
  ]);
}

function checkProviders({ agencies, groups = {}, providers }: AgenciesDocument): readonly Finding[] {
  return Object.entries(providers).flatMap(([subgraph, owner]) => {
    if (Object.hasOwn(agencies, owner) || Object.hasOwn(groups, owner)) return [];
    return [
      {
        path: `providers.${subgraph}`,
        expected: 'the id of an agency or group of this file',
        came: describeValue(owner),
        remedy: 'Correct the id, or add the agency.',
      },
    ];
  });
}

function checkAliases({ agencies }: AgenciesDocument): readonly Finding[] {
  const owners = new Map(Object.keys(agencies).map((id) => [id.toLowerCase(), id]));
  return Object.entries(agencies).flatMap(([id, { aliases = [] }]) =>
    aliases.flatMap((alias, index) => {
      const owner = owners.get(alias.toLowerCase());
      owners.set(alias.toLowerCase(), owner ?? id);
      if (owner === undefined) return [];
      return [
        {
          path: `agencies.${id}.aliases[${index}]`,
          expected: 'a name that leads to one agency',
          came: `${describeValue(alias)}, which leads to ${owner} already`,
          remedy: 'Take it out of one of the two.',
        },
      ];
    }),
  );
}

function checkIssuers({ agencies, issuers = [] }: AgenciesDocument): readonly Finding[] {
  return issuers.flatMap(({ issuer, jwks, agencies: spokenFor }, index) => {
    const path = `issuers[${index}]`;
    const findings = spokenFor.flatMap((id, position) =>
      leadsToAgency(agencies, id, `${path}.agencies[${position}]`),
    );
    if (issuer === DEVELOPMENT_ISSUER) {
      findings.push({
        path: `${path}.issuer`,
        expected: 'an issuer of an agency',
        came: describeValue(issuer),
        remedy: 'Take it out: development tokens are trusted by DEVELOPMENT_JWKS alone.',
      });
    }
    if (issuers.findIndex((other) => other.issuer === issuer) < index) {
      findings.push({
        path: `${path}.issuer`,
        expected: 'an issuer that stands here once',
        came: `${describeValue(issuer)} again`,
        remedy: 'Join the two, with the agencies of both.',
      });
    }
    if (jwks.includes('://') && !isKeyAddress(jwks)) {
      findings.push({
        path: `${path}.jwks`,
        expected: 'an https address, or the name of a file',
        came: describeValue(jwks),
        remedy: 'Use https: whoever can change the keys on their way can speak for the agency.',
      });
    }
    return findings;
  });
}

function leadsToAgency(agencies: AgenciesDocument['agencies'], id: string, path: string): Finding[] {
  if (Object.hasOwn(agencies, id)) return [];
  const remedy = 'Correct the id, or add the agency.';
  return [{ path, expected: 'the id of an agency of this file', came: describeValue(id), remedy }];
}

function isKeyAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
