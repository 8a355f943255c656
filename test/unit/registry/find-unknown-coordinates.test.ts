import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSupergraph } from '../../../gateway/composition/read-supergraph.ts';
import { findUnknownCoordinates } from '../../../gateway/registry/find-unknown-coordinates.ts';
import { createPolicy } from '../../../gateway/registry/policy.ts';
import { readProjectAgencies, readProjectAgreements, schemaFolder } from '../../project-agreements.ts';
import { agreementOf, type ClauseSketch } from '../../setup/small-graph.ts';

const graph = readSupergraph(readFileSync(join(schemaFolder, 'supergraph.graphql'), 'utf8'));
const directory = await readProjectAgencies();
const agreements = await readProjectAgreements(directory);

/** The coordinates that are told of when the ministry gives this clause. */
function find(clause: ClauseSketch): readonly string[] {
  const agreement = agreementOf([clause], { id: 'A', provider: 'kp2mi' });
  const found = findUnknownCoordinates(createPolicy(graph, directory.participants, [agreement]));
  return found.map((sentence) => /has no (\S+) in the graph/.exec(sentence)?.[1] ?? sentence);
}

it('finds nothing in the agreements of this project', () => {
  expect(findUnknownCoordinates(createPolicy(graph, directory.participants, agreements))).toEqual([]);
});

it('finds a misspelt field, given whole or under a mask, and a type that does not exist', () => {
  expect(find({ allow: { Worker: ['status', 'statsu'], Wroker: ['id'] } })).toEqual([
    'Worker.statsu',
    'Wroker.id',
  ]);
  expect(find({ mask: { Worker: { statsu: 'year' } } })).toEqual(['Worker.statsu']);
});

it('finds a field that another provider has', () => {
  expect(find({ allow: { Citizen: ['worker', 'nik'] } })).toEqual(['Citizen.nik']);
});

it('finds a misspelt argument and a misspelt field of an input type', () => {
  const inputs = {
    'Query.workers': ['first', 'frist'],
    'Query.wrokers': ['first'],
    WorkerFilter: ['statusIs'],
  };
  expect(find({ inputs })).toEqual([
    'Query.workers(frist:)',
    'Query.wrokers(first:)',
    'WorkerFilter.statusIs',
  ]);
});

it('leaves wildcards alone', () => {
  expect(find({ allow: { '*': ['*'], Worker: ['*'] }, inputs: { '*': ['*'] } })).toEqual([]);
});
