import { type DocumentNode, type FieldNode, Kind, visit } from 'graphql';

/**
 * The name under which the value of a client's field stands in the plan and in the answers of subgraphs; only the
 * client's answer has the alias itself.
 *
 * Apollo's planner tells fields apart by their response name alone. With `nationalId: nickname`, a nickname would be
 * sent to the next subgraph as the key that the plan adds: another row looked up, and a value where no agreement lets it
 * go. No client may begin an alias with two underscores (`findReservedAlias`) and no field of a schema begins so.
 */
export function planResponseName({ alias, name }: FieldNode): string {
  return alias && alias.value !== name.value ? `__${alias.value}` : name.value;
}

/** Gives every field of an operation the response name that it has in the plan. Pure. */
export function renameAliases(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field(node): FieldNode | undefined {
      if (!node.alias) return undefined;
      const { alias, ...field } = node;
      const value = planResponseName(node);
      return value === node.name.value ? field : { ...node, alias: { kind: Kind.NAME, value } };
    },
  });
}
