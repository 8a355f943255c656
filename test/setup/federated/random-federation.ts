import type { Choices } from './choices.ts';
import type { Rates } from './hashed-data.ts';
import type { Schemas } from './local-federation.ts';

/** Subgraphs that mostly compose, and how often their data are amiss. */
export interface RandomFederation {
  readonly schemas: Schemas;
  readonly rates: Rates;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable",
  "@external", "@requires", "@provides", "@override", "@interfaceObject", "@inaccessible"])`;

/** One field of a type in one subgraph. */
interface Field {
  readonly name: string;
  readonly args?: string;
  readonly type: string;
  readonly directives?: string;
}

/** One type in one subgraph. */
interface ObjectType {
  readonly head: string;
  readonly fields: Map<string, Field>;
}

/** An entity of the graph: where it is, by which keys it is known there, and what belongs to whom. */
interface Entity {
  readonly name: string;
  readonly shape: KeyShape;
  readonly homes: readonly string[];
  /** Fields by their only owner, for `@requires`, `@provides` and `@override` to refer to. */
  readonly owned: { readonly subgraph: string; readonly field: Field; readonly selection: string }[];
}

const KEY_SHAPES = ['simple', 'composite', 'several', 'nested', 'owner', 'deep', 'nullable'] as const;
type KeyShape = (typeof KEY_SHAPES)[number];

/** Draws two to five subgraphs over one small world of entities, values, interfaces, unions, enums and inputs. */
export function drawFederation(choices: Choices): RandomFederation {
  const names = ['alpha', 'beta', 'gamma', 'delta', 'omega'].slice(0, 2 + choices.next(4));
  const types = new Map(names.map((name) => [name, new Map<string, ObjectType>()]));
  const extras = new Map(names.map((name) => [name, new Set<string>()]));
  const entities: Entity[] = [];
  const unions = new Map<string, string[]>();

  const typesOf = (subgraph: string) => types.get(subgraph) as Map<string, ObjectType>;
  const add = (subgraph: string, text: string) => extras.get(subgraph)?.add(text);

  function typeIn(subgraph: string, name: string, head = `type ${name}`): ObjectType {
    const known = typesOf(subgraph).get(name) ?? { head, fields: new Map() };
    typesOf(subgraph).set(name, known);
    return known;
  }

  function put(subgraph: string, type: string, field: Field): void {
    const { fields } = typeIn(subgraph, type);
    if (!fields.has(field.name)) fields.set(field.name, field);
  }

  function wrapped(type: string): string {
    return choices.pick([type, type, `${type}!`, `[${type}]`, `[${type}!]`, `[${type}!]!`, `[[${type}!]]`, `[[${type}]!]!`]); // biome-ignore format: one list
  }

  function fieldOf(subgraph: string, type: string, field: string): Field | undefined {
    return typesOf(subgraph).get(type)?.fields.get(field);
  }

  /** A leaf, a value of all subgraphs, or what only this subgraph has; with a selection of it. */
  function outputType(subgraph: string, isPlain: boolean): { type: string; selection: string } {
    const leaf = { type: choices.pick(['String', 'String!', 'Int', 'Boolean', 'Float', 'Mood', '[String!]', '[[Int]]']), selection: '' }; // biome-ignore format: one list
    if (choices.chance(isPlain ? 2 : 3)) return leaf;
    if (isPlain || choices.chance(4)) return { type: wrapped('Value'), selection: choices.pick(['{ text }', '{ text inner { count } }']) }; // biome-ignore format: one shape
    const own = [...typesOf(subgraph).keys(), ...(unions.get(subgraph) ?? [])].filter(
      (name) => !['Query', 'Mutation', 'Value', 'Inner'].includes(name) && !name.startsWith('Key'),
    );
    return own.length > 0 ? { type: wrapped(choices.pick(own)), selection: '' } : leaf;
  }

  function args(subgraph: string): string {
    if (!choices.chance(3)) return '';
    add(subgraph, inputOf(subgraph));
    add(subgraph, wishOf(subgraph));
    return choices.pick(['(first: Int = 3)', '(filter: Filter)', '(wish: Wish, filters: [[Filter!]])', '(text: String!, wishes: [Wish!] = [COMMON])']); // biome-ignore format: one list
  }

  // Only what all subgraphs know of an input is left of it.
  const inputOf = (subgraph: string) =>
    `input Filter { text: String moods: [Mood!] wish: Wish below: [Filter] limit: Int = 2 ${subgraph}Only: Int }`;
  const wishOf = (subgraph: string) => `enum Wish { COMMON ${subgraph.toUpperCase()}_ONLY SHARED }`;

  for (const name of names) {
    add(name, 'enum Mood { CALM GLAD }');
    add(name, 'type Value @shareable { text: String number: Int! inner: Inner list: [[Inner!]] }');
    add(name, 'type Inner @shareable { count: Int flag: Boolean! mood: Mood }');
    // What all subgraphs know of an enum that only answers use is put together.
    add(name, `enum Tone { PLAIN ${name.toUpperCase()} }`);
  }
  drawEntities();
  drawAbstract();
  for (const entity of entities) drawFields(entity);
  for (const entity of entities) drawTies(entity);
  drawRoots();
  return { schemas: Object.fromEntries(names.map((name) => [name, render(name)])), rates: drawRates() };

  function drawRates(): Rates {
    return {
      nulls: choices.pick([0, 12, 5]),
      missing: choices.pick([0, 0, 9, 4]),
      errors: choices.pick([0, 0, 40, 15]),
    };
  }

  function drawEntities(): void {
    const count = 2 + choices.next(3);
    for (let index = 0; index < count; index += 1) {
      const name = `Thing${index}`;
      const owner = entities.find((each) => each.shape === 'simple');
      const shape = choices.pick(KEY_SHAPES.filter((each) => each !== 'owner' || owner));
      const drawn = names.filter(() => choices.next(4) > 0);
      const all = drawn.length > 0 ? drawn : names.slice(0, 1);
      const homes = shape === 'owner' ? all.filter((each) => owner?.homes.includes(each)) : all;
      if (homes.length === 0) continue;
      const bridge = choices.pick(homes);
      for (const home of homes) drawKey(name, shape, home, home === bridge, owner?.name);
      entities.push({ name, shape, homes, owned: [] });
    }
  }

  function drawKey(name: string, shape: KeyShape, home: string, isBridge: boolean, owner = ''): void {
    const fields: Field[] = [];
    let keys: readonly string[] = ['id'];
    const id = { name: 'id', type: shape === 'nullable' ? 'ID' : 'ID!' };
    if (shape === 'several') {
      const chosen = isBridge ? ['id', 'code'] : choices.pick([['id'], ['code'], ['id', 'code']]);
      if (chosen.includes('id')) fields.push(id);
      if (chosen.includes('code')) fields.push({ name: 'code', type: 'Int!' });
      keys = chosen;
    } else if (shape === 'nested' || shape === 'deep') {
      add(home, 'type KeyPart @shareable { code: ID! region: String! }');
      fields.push({ name: 'part', type: 'KeyPart!' });
      keys = [choices.pick(['part { code }', 'part { code region }'])];
      if (shape === 'deep') {
        fields.push(id);
        keys = keys.map((key) => `id ${key}`);
      }
    } else if (shape === 'owner') {
      fields.push({ name: 'owner', type: `${owner}!` });
      keys = ['owner { id }'];
    } else if (shape === 'composite') {
      fields.push(id, { name: 'place', type: 'String!' });
      keys = ['id place'];
    } else {
      fields.push(id);
    }
    const head = `type ${name} ${keys.map((key) => `@key(fields: "${key}")`).join(' ')}`;
    const type = typeIn(home, name, head);
    for (const field of fields) type.fields.set(field.name, { ...field, ...(shape === 'several' && {}) });
  }

  function drawAbstract(): void {
    const simple = entities.filter((each) => each.shape === 'simple');
    const home = choices.pick(names);
    const members = simple.filter((each) => each.homes.includes(home));
    if (members.length > 0 && choices.next(3) > 0) {
      drawInterface(home, members);
    }
    for (const name of names) {
      const here = [
        ...entities.filter(({ homes }) => homes.includes(name)).map((each) => each.name),
        'Value',
      ];
      const chosen = here.filter(() => choices.next(4) > 0);
      if (chosen.length < 2) continue;
      add(name, `union Either = ${chosen.join(' | ')}`);
      unions.set(name, ['Either']);
    }
  }

  function drawInterface(home: string, members: readonly Entity[]): void {
    // A key of an interface names all types that have it, so a subgraph of its own keeps to the interface alone.
    const others = names.filter((name) => !members.some(({ homes }) => homes.includes(name)));
    const isKeyed = others.length > 0;
    const common: Field = { name: 'common', type: choices.pick(['String', 'Value', '[Value!]']) };
    const head = `interface Common${isKeyed ? ' @key(fields: "id")' : ''}`;
    const face = typeIn(home, 'Common', head);
    face.fields.set('id', { name: 'id', type: 'ID!' });
    face.fields.set('common', common);
    for (const { name } of members) {
      const type = typeIn(home, name);
      typesOf(home).set(name, {
        ...type,
        head: type.head.replace(`type ${name}`, `type ${name} implements Common`),
      });
      put(home, name, { ...common, type: choices.chance(3) ? `${common.type}!` : common.type });
    }
    for (const other of others.slice(0, 2)) {
      const type = typeIn(other, 'Common', 'type Common @key(fields: "id") @interfaceObject');
      type.fields.set('id', { name: 'id', type: 'ID!' });
      type.fields.set(`${other}Extra`, {
        name: `${other}Extra`,
        args: args(other),
        type: outputType(other, true).type,
      });
      if (choices.chance(2)) {
        put(other, 'Common', { ...common, directives: '@external' });
        const selection = common.type.includes('Value') ? ' { text }' : '';
        put(other, 'Common', { name: `${other}From`, type: 'String', directives: `@requires(fields: "common${selection}")` }); // biome-ignore format: one field
      }
    }
  }

  function drawFields(entity: Entity): void {
    for (const home of entity.homes) {
      const count = 1 + choices.next(3);
      for (let index = 0; index < count; index += 1) {
        const { type, selection } = outputType(home, choices.chance(2));
        const field = { name: `${home}${index}`, args: args(home), type };
        put(home, entity.name, field);
        const isReferable = !field.args && !/Thing|Either|Common|Local/.test(type);
        if (isReferable) entity.owned.push({ subgraph: home, field, selection: selection || (type.includes('Value') ? '{ text }' : '') }); // biome-ignore format: one record
      }
      put(home, entity.name, { name: `${home}Tone`, type: choices.pick(['Tone', '[Tone!]']) });
    }
    // Of one name everywhere, and in one subgraph never null: the planner then has names of its own for it.
    if (choices.next(4) > 0) {
      const firm = entity.homes.length > 1 ? choices.pick(entity.homes) : undefined;
      for (const home of entity.homes) {
        const bang = home === firm ? '!' : '';
        put(home, entity.name, { name: 'mark', type: `Int${bang}`, directives: '@shareable' });
        put(home, entity.name, { name: 'made', type: `Value${bang}`, directives: '@shareable' });
      }
    }
    if (choices.chance(2)) {
      const plain = choices.pick(['String', 'Value', 'Int']);
      for (const home of choices.some(entity.homes)) {
        put(home, entity.name, { name: 'shared', type: choices.chance(3) ? `${plain}!` : plain, directives: '@shareable' }); // biome-ignore format: one field
      }
    }
  }

  /** Fields that rest on what another subgraph owns. */
  function drawTies(entity: Entity): void {
    const levels = new Map<string, Field>();
    for (const home of entity.homes) {
      const foreign = entity.owned.filter((each) => each.subgraph !== home);
      if (foreign.length === 0) continue;
      if (choices.chance(2)) {
        const needed = [...new Set([choices.pick(foreign), choices.pick(foreign)])];
        const chain = [...levels].filter(([subgraph]) => subgraph !== home);
        const link = chain.length > 0 && choices.chance(2) ? choices.pick(chain)[1] : undefined;
        for (const { field } of needed) put(home, entity.name, { ...field, directives: '@external' });
        if (link) put(home, entity.name, { name: link.name, type: link.type, directives: '@external' });
        const fields = [...needed.map(({ field, selection }) => `${field.name} ${selection}`), link?.name ?? '']; // biome-ignore format: one list
        const field = { name: `${home}Needs`, type: choices.pick(['String', 'String!', 'Int']) };
        put(home, entity.name, { ...field, args: args(home), directives: `@requires(fields: "${fields.join(' ').trim()}")` }); // biome-ignore format: one field
        if (!fieldOf(home, entity.name, field.name)?.args) levels.set(home, field);
      }
      if (choices.chance(3)) {
        const plain = foreign.filter(({ selection }) => selection === '');
        if (plain.length > 0) drawProvided(entity.name, home, choices.pick(plain));
      }
      if (choices.chance(4)) {
        const moved = choices.pick(foreign);
        if (fieldOf(home, entity.name, moved.field.name)) continue;
        if (fieldOf(moved.subgraph, entity.name, moved.field.name)?.directives) continue;
        put(home, entity.name, { ...moved.field, directives: `@override(from: "${moved.subgraph}")` });
        entity.owned.splice(entity.owned.indexOf(moved), 1);
      }
    }
  }

  function drawProvided(type: string, home: string, { subgraph, field }: Entity['owned'][number]): void {
    put(home, type, { ...field, directives: '@external' });
    if (fieldOf(home, type, field.name)?.directives !== '@external') return;
    // What is provided is resolved in two places.
    typesOf(subgraph)
      .get(type)
      ?.fields.set(field.name, { ...field, directives: '@shareable' });
    const provided = { name: `${home}Gives${type}`, type: wrapped(type) };
    put(home, 'Query', { ...provided, directives: `@provides(fields: "${field.name}")` });
  }

  function drawRoots(): void {
    for (const name of names) {
      const own = [...typesOf(name).keys(), ...(unions.get(name) ?? [])].filter(
        (each) => !['Query', 'Mutation'].includes(each),
      );
      if (own.length === 0) own.push('Value');
      const count = 1 + choices.next(2);
      for (let index = 0; index < count; index += 1) {
        put(name, 'Query', { name: `${name}${index}`, args: args(name), type: wrapped(choices.pick(own)) });
      }
      if (choices.chance(3)) {
        put(name, 'Mutation', {
          name: `${name}Does`,
          args: args(name),
          type: choices.pick([...own, 'Int!']),
        });
      }
    }
    const [first] = entities;
    if (first && choices.chance(2)) {
      for (const home of first.homes) put(home, 'Query', { name: 'shared', type: `[${first.name}]`, directives: '@shareable' }); // biome-ignore format: one field
    }
    for (const name of names) put(name, 'Query', { name: 'value', type: 'Value', directives: '@shareable' });
  }

  function render(name: string): string {
    const own = [...typesOf(name).values()].map(({ head, fields }) => {
      const lines = [...fields.values()].map(
        (field) => `  ${field.name}${field.args ?? ''}: ${field.type} ${field.directives ?? ''}`,
      );
      return `${head} {\n${lines.join('\n')}\n}`;
    });
    return [LINK, ...(extras.get(name) ?? []), ...own].join('\n');
  }
}
