import { type ConstDirectiveNode, Kind, type ValueNode } from 'graphql';

/** Anything in a schema document that carries directives. */
export interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** The uses of one directive on a node, in order. */
export function directives(node: Directed, name: string): readonly ConstDirectiveNode[] {
  return (node.directives ?? []).filter((directive) => directive.name.value === name);
}

/** The value node of an argument, or undefined when it is not given. */
export function argument(directive: ConstDirectiveNode, name: string): ValueNode | undefined {
  return directive.arguments?.find((each) => each.name.value === name)?.value;
}

/** The name of an enum value; empty when the argument is absent or no enum value. */
export function enumArgument(directive: ConstDirectiveNode, name: string): string {
  const value = argument(directive, name);
  return value?.kind === Kind.ENUM ? value.value : '';
}

/** A string; empty when the argument is absent or no string. */
export function stringArgument(directive: ConstDirectiveNode, name: string): string {
  return text(argument(directive, name)) ?? '';
}

/** Strings; a single string counts as a list of one; undefined when the argument is absent. */
export function stringsArgument(directive: ConstDirectiveNode, name: string): readonly string[] | undefined {
  const value = argument(directive, name);
  if (value?.kind === Kind.STRING) return [value.value];
  if (value?.kind !== Kind.LIST) return undefined;
  return value.values.flatMap((each) => text(each) ?? []);
}

/** True only for the literal `true`. */
export function isTrue(directive: ConstDirectiveNode, name: string): boolean {
  const value = argument(directive, name);
  return value?.kind === Kind.BOOLEAN && value.value;
}

/** The text of a string literal. */
export function text(value: ValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}
