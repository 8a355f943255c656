import { type ConstDirectiveNode, Kind } from 'graphql';

/** The directives of one name on a part of a supergraph. */
export function joinsOf(
  node: { readonly directives?: readonly ConstDirectiveNode[] },
  name: string,
): readonly ConstDirectiveNode[] {
  return node.directives?.filter((directive) => directive.name.value === name) ?? [];
}

/** A text, enum value or truth value among the arguments of a directive. */
export function joinArgument(directive: ConstDirectiveNode, name: string): string | boolean | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  const isScalar = value?.kind === Kind.STRING || value?.kind === Kind.ENUM || value?.kind === Kind.BOOLEAN;
  return isScalar ? value.value : undefined;
}

/** The value of `join__Graph` that a directive is about. */
export function graphOf(join: ConstDirectiveNode): string {
  return String(joinArgument(join, 'graph'));
}
