import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { addVariants } from './add-variants.ts';
import { graphOf, joinArgument, joinsOf } from './join-directives.ts';
import { isOutputType, mapFields, type OutputType } from './output-types.ts';
import { needKey, type RequiredVariant, type RequiredVariants } from './required-variant.ts';

/** A supergraph for the planner alone, and the variants that it names. */
interface Parted extends RequiredVariants {
  readonly supergraph: DocumentNode;
}

/** A field set on its way: where it stands, and what it was found to need. */
interface FieldSet {
  readonly graph: string;
  readonly type: string;
  readonly prefix: string;
  readonly needed: Map<string, string>;
}

/**
 * Gives each field with arguments that a `@requires` names a variant for these arguments, and has the `@requires` name
 * that. Clients cannot ask for variants: their operations are held against the graph without. Pure.
 */
export function partRequiredFields(supergraph: DocumentNode): Parted {
  const types = supergraph.definitions.filter(isOutputType);
  const variants = new Map<string, RequiredVariant>();
  const uses = new Map<string, Map<string, Set<string>>>();
  const needs = new Map<string, ReadonlyMap<string, string>>();
  const nameVariant = createVariantNames(types, variants);
  const subgraphs = readSubgraphs(supergraph);

  function noteUse(type: string, field: string, variant: string, graph: string): void {
    const implementers = types.filter(({ interfaces }) =>
      interfaces?.some((each) => each.name.value === type),
    );
    for (const owner of [type, ...implementers.map(({ name }) => name.value)]) {
      const coordinate = `${owner}.${field}`;
      const used = uses.get(coordinate) ?? new Map<string, Set<string>>();
      used.set(variant, (used.get(variant) ?? new Set()).add(graph));
      uses.set(coordinate, used);
    }
  }

  function partSelection(selection: SelectionNode, set: FieldSet): SelectionNode {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = selection.typeCondition?.name.value ?? set.type;
      return { ...selection, selectionSet: partSet(selection.selectionSet, { ...set, type }) };
    }
    const field = types
      .find(({ name }) => name.value === set.type)
      ?.fields?.find(({ name }) => name.value === selection.name.value);
    if (!field) return selection;
    const path = `${set.prefix}${field.name.value}`;
    const inner = { ...set, type: namedType(field.type), prefix: `${path}.` };
    const selectionSet = selection.selectionSet && partSet(selection.selectionSet, inner);
    const parted = { ...selection, ...(selectionSet && { selectionSet }) };
    // Also where none is given: the client may give some.
    if ((field.arguments ?? []).length === 0) return parted;
    const variant = nameVariant(field.name.value, selection.arguments ?? []);
    noteUse(set.type, field.name.value, variant, set.graph);
    set.needed.set(path, variant);
    return { ...parted, name: { kind: Kind.NAME, value: variant }, arguments: [] };
  }

  function partSet({ selections }: SelectionSetNode, set: FieldSet): SelectionSetNode {
    return { kind: Kind.SELECTION_SET, selections: selections.map((each) => partSelection(each, set)) };
  }

  function partJoin(join: ConstDirectiveNode, type: string, field: string): ConstDirectiveNode {
    const requires = joinArgument(join, 'requires');
    if (join.name.value !== 'join__field' || typeof requires !== 'string') return join;
    const graph = graphOf(join);
    const needed = new Map<string, string>();
    const parted = print(partSet(readFieldSet(requires), { graph, type, prefix: '', needed }));
    if (needed.size === 0) return join;
    needs.set(needKey(subgraphs.get(graph) ?? '', type, field), needed);
    const value = { kind: Kind.STRING, value: parted.slice(1, -1).replace(/\s+/g, ' ').trim() } as const;
    const replaced = join.arguments?.map((each) =>
      each.name.value === 'requires' ? { ...each, value } : each,
    );
    return { ...join, arguments: replaced ?? [] };
  }

  const parted = mapFields(supergraph, (field, { name }): readonly FieldDefinitionNode[] => [
    {
      ...field,
      directives: field.directives?.map((each) => partJoin(each, name.value, field.name.value)) ?? [],
    },
  ]);
  return { supergraph: addVariants(parted, uses), variants, needs };
}

/** Names variants after their field, as no field of the graph is named; the same arguments give the same variant. */
function createVariantNames(types: readonly OutputType[], variants: Map<string, RequiredVariant>) {
  const taken = new Set(types.flatMap(({ fields = [] }) => fields.map((each) => each.name.value)));
  const known = new Map<string, string>();
  return (name: string, given: readonly ArgumentNode[]): string => {
    const ordered = [...given].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
    const text = `${name}(${ordered.map(print).join()})`;
    let variant = known.get(text);
    if (variant !== undefined) return variant;
    let count = variants.size;
    do variant = `${name}__r${count++}`;
    while (taken.has(variant) || variants.has(variant));
    known.set(text, variant);
    variants.set(variant, { name, arguments: ordered });
    return variant;
  };
}

function readFieldSet(text: string): SelectionSetNode {
  const [operation] = parse(`{${text}}`, { noLocation: true }).definitions;
  return (operation as OperationDefinitionNode).selectionSet;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** Values of `join__Graph` to names of subgraphs. */
function readSubgraphs({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const graphs = definitions.find(
    (each) => each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map((value) => [
      value.name.value,
      String(joinsOf(value, 'join__graph').map((join) => joinArgument(join, 'name'))[0]),
    ]),
  );
}
