import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { unfoldFragments } from '../../planning/unfold-fragments.ts';
import type { FetchStep } from './read-plan.ts';
import { readSelection, type Selected } from './read-selection.ts';
import { separateFields } from './separate-fields.ts';
import type { TypeNames } from './type-names.ts';
import { type Alternatives, wantedWhen } from './wanted-when.ts';

/** One fetch of a plan: what it asks, taken apart. */
export interface FetchDocument {
  readonly step: FetchStep;
  readonly operation: OperationDefinitionNode;
  /** What is selected of each entity; undefined for a fetch from the root. */
  readonly entitySet: SelectionSetNode | undefined;
  /** What is selected of each entity, or of the root. */
  readonly selection: readonly Selected[];
  /** When anything is asked. */
  readonly wanted: Alternatives;
  /** Tells sets of entities apart, as text. */
  readonly printed: string;
}

/** Reads a fetch of a plan. Fields of it that would overwrite each other get aliases. */
export function readFetchDocument(step: FetchStep, types: TypeNames): FetchDocument {
  const [operation] = unfoldFragments(parse(step.node.operation, { noLocation: true })).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A fetch must be an operation.');
  const aliases = separateFields(operation.selectionSet, types);
  const renamed = aliases.size === 0 ? operation : rename(operation, aliases);
  const isForEntities = step.node.requires !== undefined;
  const read = isForEntities ? entitiesOf(operation) : operation.selectionSet;
  const entitySet = isForEntities ? entitiesOf(renamed) : undefined;
  return {
    step,
    operation: renamed,
    entitySet,
    selection: readSelection([read], aliases),
    wanted: wantedWhen(read),
    printed: entitySet ? print(entitySet) : '',
  };
}

function entitiesOf({ selectionSet }: OperationDefinitionNode): SelectionSetNode {
  const [entities] = selectionSet.selections;
  if (entities?.kind !== Kind.FIELD || !entities.selectionSet) {
    throw new Error('A fetch with representations must ask for entities.');
  }
  return entities.selectionSet;
}

function rename(
  operation: OperationDefinitionNode,
  aliases: ReadonlyMap<FieldNode, string>,
): OperationDefinitionNode {
  return visit(operation, {
    Field(node): FieldNode | undefined {
      const value = aliases.get(node);
      return value === undefined ? undefined : { ...node, alias: { kind: Kind.NAME, value } };
    },
  });
}
