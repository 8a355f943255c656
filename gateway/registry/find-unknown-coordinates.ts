import { isInputObjectType, isObjectType } from 'graphql';
import type { Participants } from '../access/agency.ts';
import type { Agreement, Clause } from '../access/agreement.ts';
import type { Graph } from '../access/graph.ts';
import type { Policy } from './policy.ts';

/**
 * Finds what agreements name and their providers do not have in the graph: a misspelt field, for example. It
 * gives nothing, and is no reason to refuse the file, which may have been written before its part of the graph. Pure.
 *
 * @returns one sentence per coordinate
 */
export function findUnknownCoordinates({ graph, participants, agreements }: Policy): readonly string[] {
  return agreements.flatMap((agreement) => findUnknown(graph, participants, agreement));
}

function findUnknown(
  graph: Graph,
  participants: Participants,
  { id, provider, clauses }: Agreement,
): readonly string[] {
  const isKnownField = (coordinate: string) =>
    graph.sources.get(coordinate)?.some((subgraph) => participants.providers.get(subgraph) === provider);
  return clauses.flatMap((clause) =>
    [
      ...fieldsOf(clause).filter((coordinate) => !isKnownField(coordinate)),
      ...inputsOf(clause).flatMap(([owner, name]) => findUnknownInput(graph, owner, name)),
    ].map(
      (coordinate) =>
        `${id}, clause ${clause.id}: ${provider} has no ${coordinate} in the graph. It gives nothing; correct the name.`,
    ),
  );
}

/** The fields that a clause names, wildcards left out. */
function fieldsOf({ allow, mask }: Clause): readonly string[] {
  const named: readonly (readonly [string, Iterable<string>])[] = [
    ...allow,
    ...[...mask].map(([type, fields]) => [type, fields.keys()] as const),
  ];
  return named
    .flatMap(([type, fields]) => [...fields].map((field) => `${type}.${field}`))
    .filter((coordinate) => !coordinate.includes('*'));
}

function inputsOf({ inputs }: Clause): readonly (readonly [owner: string, name: string])[] {
  const named = [...inputs].flatMap(([owner, names]) => names.map((name) => [owner, name] as const));
  return named.filter(([owner, name]) => owner !== '*' && name !== '*');
}

/** Its coordinate when the graph does not have it: an argument when the owner is a field, else a field of an input type. */
function findUnknownInput({ apiSchema }: Graph, owner: string, name: string): readonly string[] {
  const [typeName = '', fieldName] = owner.split('.');
  const type = apiSchema.getType(typeName);
  if (fieldName === undefined) {
    return isInputObjectType(type) && Object.hasOwn(type.getFields(), name) ? [] : [`${owner}.${name}`];
  }
  const fields = isObjectType(type) ? type.getFields() : {};
  const field = Object.hasOwn(fields, fieldName) ? fields[fieldName] : undefined;
  return field?.args.some((argument) => argument.name === name) ? [] : [`${owner}(${name}:)`];
}
