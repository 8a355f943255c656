import fc from 'fast-check';

/** Schemas of three subgraphs that compose, each with a field of its own for what only it knows. */
export type RandomSubgraphs = Readonly<Record<string, string>>;

const SUBGRAPHS = ['north', 'south', 'west'] as const;
const TYPES = ['Alpha', 'Beta', 'Gamma'] as const;
const MAX_FIELDS = 9;

interface Field {
  readonly type: string;
  readonly name: string;
  readonly owner: string;
  /** Type that it leads to; absent for a text. */
  readonly target?: string;
  /** What it requires of others, each as a field of its type, or as one of what a field of its type leads to. */
  readonly requires: readonly (readonly Field[])[];
}

/**
 * Draws graphs of entities that all subgraphs know by their keys (one of them by a nested one), with relations between
 * them, an interface, and fields that `@requires` those of other subgraphs, in chains and through relations.
 */
export const randomSubgraphs: fc.Arbitrary<RandomSubgraphs> = fc
  .array(fc.nat(0xffff), { minLength: 20, maxLength: 80 })
  .map((numbers) => {
    let used = 0;
    const pick = <Item>(items: readonly Item[]): Item =>
      items[(numbers[used++ % numbers.length] ?? 0) % items.length] as Item;
    const fields: Field[] = [];
    const count = 3 + pick([...Array(MAX_FIELDS - 2).keys()]);
    for (let index = 0; index < count; index += 1) fields.push(drawField(index, fields, pick));
    const roots = SUBGRAPHS.map(() => pick([[TYPES[0]], TYPES.slice(1), [TYPES[2]], TYPES]));
    return Object.fromEntries(
      SUBGRAPHS.map((subgraph, index) => [subgraph, write(subgraph, fields, roots[index] ?? TYPES)]),
    );
  });

function drawField(
  index: number,
  fields: readonly Field[],
  pick: <Item>(items: readonly Item[]) => Item,
): Field {
  const base = { type: pick(TYPES), name: `f${index}`, owner: pick(SUBGRAPHS) };
  const kind = pick(['text', 'text', 'link', 'requiring', 'requiring']);
  if (kind === 'link') return { ...base, target: pick(TYPES), requires: [] };
  const foreign = (type: string, owner: string) =>
    fields.filter((each) => each.type === type && each.owner !== owner);
  const paths = foreign(base.type, base.owner).flatMap((field): readonly (readonly Field[])[] =>
    field.target === undefined
      ? [[field]]
      : foreign(field.target, base.owner)
          .filter((below) => below.target === undefined)
          .map((below) => [field, below]),
  );
  if (kind === 'text' || paths.length === 0) return { ...base, requires: [] };
  return { ...base, requires: [...new Set([pick(paths), pick(paths)])] };
}

function write(subgraph: string, fields: readonly Field[], roots: readonly string[]): string {
  const lines = TYPES.map((type) => {
    const own = fields.filter((each) => each.type === type && each.owner === subgraph).map(writeField);
    const required = fields
      .filter((each) => each.owner === subgraph)
      .flatMap((each) => each.requires.flat())
      .filter((each) => each.type === type && each.owner !== subgraph);
    const external = [...new Set(required)].map(
      ({ name, target = 'String' }) => `${name}: ${target} @federation__external`,
    );
    const isNested = type === 'Gamma';
    const key = isNested ? 'ref { code }' : 'id';
    const keyField = isNested ? 'ref: Ref' : 'id: ID!';
    const isThing = subgraph === 'north' && !isNested;
    const implemented = isThing ? ' implements Thing' : '';
    const label = isThing ? ['label: String'] : [];
    return `type ${type}${implemented} @key(fields: "${key}") @classified(as: GENERAL) { ${[keyField, ...label, ...own, ...external].join(' ')} }`;
  });
  const queries = roots.map((type) => `${subgraph}${type}s: [${type}]`);
  const things =
    'interface Thing { id: ID! @classified(as: GENERAL) label: String @classified(as: GENERAL) }';
  return [
    `type Query { ${[...queries, ...(subgraph === 'north' ? ['things: [Thing]'] : [])].join(' ')} }`,
    'type Ref @shareable @classified(as: GENERAL) { code: ID }',
    ...(subgraph === 'north' ? [things] : []),
    ...lines,
  ].join('\n');
}

function writeField({ name, target = 'String', requires }: Field): string {
  const sets = requires.map((path) =>
    path.length === 1 ? path[0]?.name : `${path[0]?.name} { ${path[1]?.name} }`,
  );
  return `${name}: ${target}${sets.length > 0 ? ` @federation__requires(fields: "${sets.join(' ')}")` : ''}`;
}
