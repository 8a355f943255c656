import { getNamedType, isCompositeType, isInterfaceType, isObjectType } from 'graphql';
import type { Participants } from '../access/agency.ts';
import type { Agreement } from '../access/agreement.ts';
import { findDisclosureClauses } from '../access/disclosure.ts';
import type { Graph } from '../access/graph.ts';

/** What a graph would have sent from agency to agency: one sentence each, with what to do where it must not stay so. */
export interface DisclosureLint {
  readonly notes: readonly string[];
  readonly errors: readonly string[];
}

/**
 * Reports what a reader of the agreements could overlook in the graph. A field that `@requires` protected fields of another
 * agency has them sent there whenever somebody asks for it. A field that several subgraphs share and that leads on to others
 * makes it a matter of the plan who supplies a value, and each level of it multiplies the plans that there are.
 */
export function lintDisclosures(
  graph: Graph,
  participants: Participants,
  agreements: readonly Agreement[],
): DisclosureLint {
  const required = lintRequired(graph, participants, agreements);
  const shared = lintShared(graph);
  return { notes: [...required.notes, ...shared.notes], errors: [...required.errors, ...shared.errors] };
}

function lintRequired(
  graph: Graph,
  participants: Participants,
  agreements: readonly Agreement[],
): DisclosureLint {
  const signed = agreements.filter(({ status }) => status === 'signed');
  const ownerOf = (subgraph: string) => participants.providers.get(subgraph) ?? subgraph;
  const notes: string[] = [];
  const errors: string[] = [];
  for (const [field, requirements] of graph.requirements) {
    for (const { subgraph, coordinates } of requirements) {
      const recipient = ownerOf(subgraph);
      for (const coordinate of coordinates) {
        const isProtected =
          graph.classes.get(coordinate) !== 'PUBLIC' && !graph.structures.has(coordinate.split('.')[0] ?? '');
        const providers = new Set((graph.sources.get(coordinate) ?? []).map(ownerOf));
        for (const provider of isProtected ? providers : []) {
          if (provider === recipient) continue;
          const [clause] = findDisclosureClauses(graph, participants, signed, {
            provider,
            recipient,
            coordinate,
          });
          const told = `${field} requires ${coordinate}, so that ${provider} has it sent to the subgraph of ${recipient}`;
          if (clause) notes.push(`${told}: ${clause.agreement.id}, clause ${clause.clause.id}.`);
          else
            errors.push(
              `${told}, which no signed agreement says: write a clause with "holder: subgraph" and the purposes, or take the @requires away.`,
            );
        }
      }
    }
  }
  return { notes, errors };
}

function lintShared({ apiSchema, sources, structures, keyFields }: Graph): DisclosureLint {
  const entities = new Set([...keyFields].map((coordinate) => coordinate.split('.')[0]));
  const notes: string[] = [];
  const errors: string[] = [];
  for (const [coordinate, subgraphs] of sources) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = apiSchema.getType(typeName);
    if (subgraphs.length < 2 || !(isObjectType(type) || isInterfaceType(type))) continue;
    const field = Object.hasOwn(type.getFields(), fieldName) ? type.getFields()[fieldName] : undefined;
    const target = field && getNamedType(field.type);
    if (!isCompositeType(target)) continue;
    if (structures.has(typeName) && structures.has(target.name)) continue;
    const told = `${coordinate} leads to ${target.name} and is shared by the subgraphs ${subgraphs.join(', ')}`;
    if (entities.has(typeName) || entities.has(target.name))
      errors.push(
        `${told}: each level multiplies the plans. Leave it to one of them, and give each of the others a field of its own name.`,
      );
    else notes.push(`${told}: whose value is taken is a matter of the plan. A @structure may be shared.`);
  }
  return { notes, errors };
}
