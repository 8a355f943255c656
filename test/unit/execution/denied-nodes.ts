import type { DocumentNode, FieldNode } from 'graphql';
import type { View } from '../../../gateway/access/view.ts';
import { unfold } from '../access/used-coordinates.ts';

/** What a view does not give of an operation. */
export interface NotGiven {
  readonly nodes: ReadonlySet<FieldNode>;
  readonly coordinates: ReadonlySet<string>;
}

/** Finds the fields of an operation that a view does not give, the slow and plain way. */
export function findNotGiven(
  view: View,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): NotGiven {
  const nodes = new Set<FieldNode>();
  const coordinates = new Set<string>();
  unfold(view.graph.apiSchema, document, variables, ({ node, fields, inputs }) => {
    const refused = [
      ...fields.filter((each) => !isGiven(view.field(each))),
      ...inputs.filter((each) => !isGiven(view.input(each))),
    ];
    for (const each of refused) coordinates.add(each);
    if (refused.length > 0) nodes.add(node);
    return refused.length === 0;
  });
  return { nodes, coordinates };
}

function isGiven({ kind }: { readonly kind: string }): boolean {
  return kind !== 'denied';
}
