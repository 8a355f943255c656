import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../subgraphs/shared/project-root.ts';
import { readSchema } from '../subgraphs/shared/read-schema.ts';
import { SUBGRAPH_NAMES } from './setup/found-subgraphs.ts';
import { readClasses } from './setup/schema-findings.ts';

/** The classes of the table of rules, in the words of the schema. */
const CLASSES = new Map([
  ['IDENT', 'IDENTIFIER'],
  ['GENERAL', 'GENERAL'],
  ['SPECIFIC', 'SPECIFIC'],
  ['OPER', 'OPERATIONAL'],
]);

const classes = new Map(SUBGRAPH_NAMES.flatMap((name) => [...readClasses(readSchema(name).document)]));
const ruled = new Map(
  readFileSync(join(projectRoot, 'test', 'data', 'access-rules.csv'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .flatMap(([, type, field, , tableClass]): [string, string][] => {
      const known = CLASSES.get(tableClass ?? '');
      return known ? [[`${type}.${field}`, known]] : [];
    }),
);

describe('the class of a field', () => {
  it.each([...ruled])('%s is %s, as the table of rules has it', (coordinate, ruledClass) => {
    expect(classes.get(coordinate)).toBe(ruledClass);
  });
});
