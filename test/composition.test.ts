import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../gateway/composition/compose-supergraph.ts';
import { readSchema } from '../subgraphs/shared/read-schema.ts';
import { SUBGRAPHS } from '../tools/subgraphs.ts';
import { schemaFolder } from './project-agreements.ts';

const subgraphs = SUBGRAPHS.map(({ name, port }) => ({
  name,
  url: `http://127.0.0.1:${port}/graphql`,
  typeDefs: readSchema(name).document,
}));

describe('schema/supergraph.graphql', () => {
  it('is what the subgraphs compose to', () => {
    const composition = composeSupergraph(subgraphs);
    if (composition.kind === 'failed') throw new Error(composition.errors.join('\n'));
    const committed = readFileSync(join(schemaFolder, 'supergraph.graphql'), 'utf8');
    // Compared as a truth, since the difference of two such texts takes minutes to print.
    expect(committed === composition.supergraphSdl, 'run `npm run compose` and commit it').toBe(true);
  });

  it('is said to be fresh by the check that the gate runs', () => {
    const { status } = spawnSync(process.execPath, ['dist/tools/compose.js', '--check'], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
  });
});

describe('subgraphs that do not compose', () => {
  const composeWith = (sdl: string) => {
    const [civil, ...others] = subgraphs;
    const text = `${readSchema('civil').text}\n${sdl}`;
    return composeSupergraph([{ ...(civil as (typeof subgraphs)[0]), typeDefs: parse(text) }, ...others]);
  };

  it("are told in the words of Apollo's composition", () => {
    const composition = composeWith(
      '"A." type Worker @key(fields: "id") { "I." id: ID! @classified(as: OPERATIONAL) "S." status: Int @classified(as: OPERATIONAL) }',
    );
    expect(composition.kind).toBe('failed');
    expect(composition.kind === 'failed' && composition.errors.join('\n')).toMatch(
      /Worker\.status" is incompatible across subgraphs/,
    );
  });

  it.each([
    [
      'a field that nobody classed',
      'extend type Citizen { "N." shoeSize: Int }',
      'Citizen.shoeSize has no class',
    ],
    [
      'a field that taking away would empty',
      'extend type Citizen { "N." shoeSize: Int! @classified(as: GENERAL) }',
      'Citizen.shoeSize must be nullable',
    ],
    [
      'an input compared with what is not there',
      'extend input CitizenFilter { "N." shoe: String @reads(coordinates: ["Citizen.shoeSize"]) }',
      'CitizenFilter.shoe is compared with Citizen.shoeSize',
    ],
  ])('have %s told', (_, sdl, message) => {
    const composition = composeWith(sdl);
    expect(composition.kind === 'failed' && composition.errors.join('\n')).toContain(message);
  });
});
