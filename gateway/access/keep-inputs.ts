import { type FieldDefinitionNode, type InputValueDefinitionNode, Kind } from 'graphql';

/** The field with the arguments that pass, or nothing when it cannot be asked for without one that does not. */
export function keepArguments(
  field: FieldDefinitionNode,
  passes: (argument: InputValueDefinitionNode) => boolean,
): readonly FieldDefinitionNode[] {
  const all = field.arguments ?? [];
  const kept = all.filter(passes);
  return all.some((argument) => isRequired(argument) && !kept.includes(argument))
    ? []
    : [{ ...field, arguments: kept }];
}

function isRequired(input: InputValueDefinitionNode): boolean {
  return input.type.kind === Kind.NON_NULL_TYPE && input.defaultValue === undefined;
}

/** The input fields that pass, or none when the input cannot be written without one that does not. */
export function keepInputFields(
  all: readonly InputValueDefinitionNode[],
  passes: (field: InputValueDefinitionNode) => boolean,
): readonly InputValueDefinitionNode[] {
  const kept = all.filter(passes);
  return all.some((field) => isRequired(field) && !kept.includes(field)) ? [] : kept;
}
