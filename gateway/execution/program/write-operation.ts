import { createHash } from 'node:crypto';
import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  stripIgnoredCharacters,
  type VariableDefinitionNode,
} from 'graphql';
import type { JoinedFetch } from './join-fetches.ts';
import type { CompiledOperationText } from './program-run.ts';

/** The text of a call, and under which names it takes and gives what. */
export interface WrittenOperation {
  readonly operation: CompiledOperationText;
  /** Variables of the client that it uses. */
  readonly variables: readonly string[];
  /** For each part, the variable of its representations and the name that its entities come under. */
  readonly parts: readonly { readonly variable: string; readonly key: string }[];
}

const REPRESENTATIONS = 'representations';
const ENTITIES = '_entities';

/** Writes the operation that a call sends. It is the same whatever the variables are, so that a grant holds for it. */
export function writeOperation({ parts }: JoinedFetch): WrittenOperation {
  const [first] = parts.map(({ documents: [document] }) => document);
  if (!first) throw new Error('A call must make a fetch.');
  const own = (definition: VariableDefinitionNode) => definition.variable.name.value !== REPRESENTATIONS;
  const definitions = new Map(
    parts
      .flatMap(({ documents }) => documents)
      .flatMap(({ operation }) => operation.variableDefinitions ?? [])
      .filter((definition) => !first.entitySet || own(definition))
      .map((definition) => [definition.variable.name.value, definition]),
  );
  const variables = [...definitions.keys()];
  if (parts.length === 1) {
    // Of equal selections the variables are equal too.
    return {
      operation: compileText(printShort(first.operation), first.operation.operation),
      variables,
      parts: [{ variable: REPRESENTATIONS, key: ENTITIES }],
    };
  }
  return joinParts(parts, first.operation, definitions);
}

function joinParts(
  parts: JoinedFetch['parts'],
  first: OperationDefinitionNode,
  definitions: ReadonlyMap<string, VariableDefinitionNode>,
): WrittenOperation {
  const named = parts.map(({ documents: [document] }, index) => {
    let variable = `${REPRESENTATIONS}${index}`;
    while (definitions.has(variable)) variable = `_${variable}`;
    return { document, variable, key: `e${index}` };
  });
  const given = named.flatMap(({ document, variable }) => {
    const definition = document?.operation.variableDefinitions?.find(
      (each) => each.variable.name.value === REPRESENTATIONS,
    );
    return definition ? [{ ...definition, variable: variableNode(variable) }] : [];
  });
  const selections = named.flatMap(({ document, variable, key }): readonly FieldNode[] =>
    document?.entitySet
      ? [
          {
            kind: Kind.FIELD,
            alias: nameNode(key),
            name: nameNode(ENTITIES),
            arguments: [
              { kind: Kind.ARGUMENT, name: nameNode(REPRESENTATIONS), value: variableNode(variable) },
            ],
            selectionSet: document.entitySet,
          },
        ]
      : [],
  );
  const operation: OperationDefinitionNode = {
    ...first,
    variableDefinitions: [...given, ...definitions.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  return {
    operation: compileText(printShort(operation), OperationTypeNode.QUERY),
    variables: [...definitions.keys()],
    parts: named,
  };
}

function printShort(operation: OperationDefinitionNode): string {
  return stripIgnoredCharacters(print(operation));
}

function compileText(text: string, kind: OperationTypeNode): CompiledOperationText {
  return {
    text,
    hash: createHash('sha256').update(text).digest('base64url'),
    isMutation: kind === OperationTypeNode.MUTATION,
    bodyPrefix: `{"query":${JSON.stringify(text)},"variables":{`,
  };
}

function nameNode(value: string) {
  return { kind: Kind.NAME, value } as const;
}

function variableNode(name: string) {
  return { kind: Kind.VARIABLE, name: nameNode(name) } as const;
}
