import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  visitWithTypeInfo,
} from 'graphql';
import { cutDefinitions } from './cut-definitions.ts';
import { decidingTypes } from './deciding-types.ts';
import type { Decision, Denied } from './decision.ts';
import { dropUnused } from './drop-unused.ts';
import { findInlineIdentifier, literalUses, mayHoldIdentifier } from './input-coordinates.ts';
import type { View } from './view.ts';

/** A coordinate that the operation uses and the view does not give. */
export interface Denial {
  readonly coordinate: string;
  readonly decision: Denied;
}

/** A variable of an input object type and the input types that its value will be read as. */
export interface VariableUse {
  readonly variable: string;
  readonly inputType: string;
}

/** An operation cut down to a view. */
export interface CutOperation {
  /** What is left to fetch; undefined when nothing is. */
  readonly document: DocumentNode | undefined;
  /** Field nodes of the original document that answer null. */
  readonly deniedNodes: ReadonlySet<FieldNode>;
  /** True when a field at the root of a mutation is among them. */
  readonly deniesMutation: boolean;
  /** One per denied coordinate, in the order of the operation. */
  readonly denials: readonly Denial[];
  /** Every coordinate that was decided, with its decision, in the order of the operation. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Variables whose values name input coordinates and are checked when they are known. */
  readonly variableUses: readonly VariableUse[];
  /** The input coordinate whose identifier stands in the text instead of a variable, if there is one. */
  readonly inlineIdentifier: string | undefined;
}

/**
 * Cuts an operation to a view before it is planned.
 *
 * Concrete types decide: a field of an interface needs the grant on every object type that it can be. What is
 * given masked stays: it is fetched, and masked while the answer is written. A field goes with all that is below it when the field, an argument of it, or an input field inside an
 * argument is not given. Pure; the document is not changed.
 *
 * @param document valid against the graph's API schema; introspection fields are dropped without a word.
 * @param deniedVariables variables whose values name input coordinates that are not given.
 * @param undisclosed fields of the document that would send a value where it may not be sent: they go like denied ones.
 */
export function cutOperation(
  view: View,
  document: DocumentNode,
  deniedVariables: ReadonlyMap<string, readonly Denial[]>,
  undisclosed: ReadonlySet<FieldNode> = new Set(),
): CutOperation {
  const schema = view.graph.apiSchema;
  const typeInfo = new TypeInfo(schema);
  const deniedNodes = new Set<FieldNode>();
  const denials = new Map<string, Denial>();
  const decisions = new Map<string, Decision>();
  const variableUses = new Map<string, VariableUse>();
  let inline: string | undefined;
  let deniesMutation = false;

  function note(coordinate: string, decision: Decision): Denial | undefined {
    if (decision.kind !== 'structural') decisions.set(coordinate, decision);
    if (decision.kind !== 'denied') return undefined;
    const denial = { coordinate, decision };
    if (!denials.has(coordinate)) denials.set(coordinate, denial);
    return denial;
  }

  function fieldDenied(parent: GraphQLCompositeType, field: string): boolean {
    // Every possible type is asked, so that each denied coordinate is named.
    return decidingTypes(schema, parent)
      .map((type) => note(`${type}.${field}`, view.field(`${type}.${field}`)))
      .some(Boolean);
  }

  function argumentDenied(
    parent: GraphQLCompositeType,
    field: GraphQLField<unknown, unknown>,
    node: ArgumentNode,
  ): boolean {
    const argument = field.args.find((each) => each.name === node.name.value);
    if (!argument) return false;
    const coordinates = decidingTypes(schema, parent).map(
      (type) => `${type}.${field.name}(${argument.name}:)`,
    );
    for (const coordinate of coordinates) {
      inline ??= findInlineIdentifier(view.graph, coordinate, argument.type, node.value);
    }
    let isDenied = coordinates.map((each) => note(each, view.input(each))).some(Boolean);
    for (const used of literalUses(node.value, argument.type)) {
      if (used.kind === 'coordinate') {
        isDenied = note(used.coordinate, view.input(used.coordinate)) !== undefined || isDenied;
        continue;
      }
      for (const { coordinate, decision } of deniedVariables.get(used.variable) ?? []) {
        isDenied = note(coordinate, decision) !== undefined || isDenied;
      }
      const named = getNamedType(used.type);
      if (isInputObjectType(named)) {
        variableUses.set(`${used.variable} ${named.name}`, {
          variable: used.variable,
          inputType: named.name,
        });
      }
    }
    return isDenied;
  }

  const spread = new Set<string>();
  const visitor = visitWithTypeInfo(typeInfo, {
    VariableDefinition(node) {
      const type = typeInfo.getInputType();
      if (type && node.defaultValue && mayHoldIdentifier(node.defaultValue, type)) {
        inline ??= `$${node.variable.name.value}`;
      }
    },
    FragmentSpread(node) {
      spread.add(node.name.value);
    },
    Field(node) {
      const parent = typeInfo.getParentType();
      const field = typeInfo.getFieldDef();
      if (!parent || !field || field.name === '__typename') return undefined;
      if (field.name.startsWith('__')) return null;
      const isDenied = [
        undisclosed.has(node),
        fieldDenied(parent, field.name),
        ...(node.arguments ?? []).map((each) => argumentDenied(parent, field, each)),
      ].some(Boolean);
      if (!isDenied) return undefined;
      deniedNodes.add(node);
      deniesMutation ||= parent === schema.getMutationType();
      return null;
    },
    SelectionSet: {
      leave(node): SelectionSetNode | undefined {
        // Whoever shapes the answer has to know the type of a value that can be of several. Apollo's gateway
        // loses fields of a fragment on one type inside a fragment on several without it. A type that nobody
        // can be is another matter: the planner fails on its name.
        const parent = typeInfo.getParentType();
        const canBeSome = isAbstractType(parent) && schema.getPossibleTypes(parent).length > 0;
        const isNeeded = canBeSome || node.selections.length === 0;
        return isNeeded ? { ...node, selections: [...node.selections, TYPENAME] } : undefined;
      },
    },
  });

  const cut = dropUnused({ ...document, definitions: cutDefinitions(document, spread, visitor) });
  return {
    document: selectsNothing(cut) ? undefined : cut,
    deniedNodes,
    deniesMutation,
    denials: [...denials.values()],
    decisions,
    variableUses: [...variableUses.values()],
    inlineIdentifier: inline,
  };
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** True when an operation asks for nothing but the name of its root type. */
function selectsNothing(document: DocumentNode): boolean {
  return document.definitions.every(
    (definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION ||
      definition.selectionSet.selections.every(
        (selection) =>
          selection.kind === Kind.FIELD && selection.name.value === '__typename' && !selection.alias,
      ),
  );
}
