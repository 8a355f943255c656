import assert from 'node:assert/strict';
import { executeSync, Kind, parse, print, valueFromAST, visit } from 'graphql';
import { createExecutableSchema, findEntity } from './executable-schema.mjs';

/** Requests of each document that are answered by graphql-js as well, and must come out the same. */
const COMPARED = 3;

/**
 * Makes what answers one subgraph's requests, at as little cost as can be: the gateway is what is measured.
 *
 * The rows never change, so the JSON text of a row under a selection is written once and kept. What that way does not
 * know (introspection, arguments below the root, conditions) goes through graphql-js, and so do the first requests of
 * every document, to be compared.
 *
 * @returns {(request: { query: string, variables?: object }) => string} the JSON of the answer
 */
export function createAnswer(subgraph, rows) {
  const schema = createExecutableSchema(subgraph, rows);
  const known = new Map();

  function executePlainly(document, variables) {
    return executeSync({ schema, document, variableValues: variables });
  }

  return ({ query, variables = {} }) => {
    let entry = known.get(query);
    if (!entry) {
      const document = parse(query);
      entry = { document, compared: 0, write: compile(schema, document, rows) };
      known.set(query, entry);
    }
    if (!entry.write) return JSON.stringify(executePlainly(entry.document, variables));
    const text = entry.write(variables);
    if (entry.compared < COMPARED) {
      entry.compared += 1;
      const expected = JSON.parse(JSON.stringify(executePlainly(entry.document, variables)));
      assert.deepStrictEqual(JSON.parse(text), expected, `${subgraph}: ${print(entry.document)}`);
    }
    return text;
  };
}

/** @returns what writes the answer for variables, or undefined where graphql-js has to. */
function compile(schema, document, rows) {
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const fragments = new Map(
    document.definitions
      .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  if (!isSimple(document)) return undefined;
  const queryType = schema.getQueryType();
  const fields = [...collect([operation.selectionSet], 'Query', fragments)];
  if (fields.some(([, [{ name }]]) => name.value.startsWith('__') || name.value === '_service'))
    return undefined;
  const parts = fields.map(([key, nodes]) => {
    const [node] = nodes;
    const definition = queryType.getFields()[node.name.value];
    const readArguments = compileArguments(definition, node);
    const find =
      node.name.value === '_entities'
        ? ({ representations }) => representations.map((each) => findEntity(rows, each))
        : rows[node.name.value];
    const write = createWriter(nodes, fragments);
    return (variables) => `${JSON.stringify(key)}:${write(find(readArguments(variables)))}`;
  });
  return (variables) => `{"data":{${parts.map((part) => part(variables)).join(',')}}}`;
}

/** No directives, no introspection, and arguments at the root only. */
function isSimple(document) {
  let isSimple = true;
  let depth = 0;
  visit(document, {
    Directive: () => {
      isSimple = false;
    },
    Field: {
      enter(node) {
        depth += 1;
        if (depth > 1 && (node.arguments?.length ?? 0) > 0) isSimple = false;
      },
      leave() {
        depth -= 1;
      },
    },
  });
  return isSimple && document.definitions.every(({ operation = 'query' }) => operation === 'query');
}

function compileArguments(definition, node) {
  const readers = node.arguments.map(({ name, value }) => {
    const { type } = definition.args.find((each) => each.name === name.value);
    return value.kind === Kind.VARIABLE
      ? [name.value, (variables) => variables[value.name.value]]
      : [name.value, (variables) => valueFromAST(value, type, variables)];
  });
  return (variables) => Object.fromEntries(readers.map(([name, read]) => [name, read(variables)]));
}

/** Response keys to the nodes that are merged under each, for one type. */
function collect(selectionSets, type, fragments, into = new Map()) {
  for (const { selections } of selectionSets) {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        into.set(key, [...(into.get(key) ?? []), selection]);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const condition = fragment.typeCondition?.name.value ?? type;
      if (condition === type || condition === '_Entity')
        collect([fragment.selectionSet], type, fragments, into);
    }
  }
  return into;
}

/** Writes the values of a field as JSON; the text of a row is kept with it. */
function createWriter(nodes, fragments) {
  const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  if (selectionSets.length === 0) return (value) => JSON.stringify(value ?? null);
  const writersByType = new Map();
  const texts = new WeakMap();

  function writerOf(type) {
    const known = writersByType.get(type);
    if (known) return known;
    const fields = [...collect(selectionSets, type, fragments)].map(([key, merged]) => ({
      start: `${JSON.stringify(key)}:`,
      name: merged[0].name.value,
      write: createWriter(merged, fragments),
    }));
    const write = (row) => `{${fields.map(({ start, name, write }) => start + write(row[name])).join(',')}}`;
    writersByType.set(type, write);
    return write;
  }

  const write = (value) => {
    if (value === null || value === undefined) return 'null';
    if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = writerOf(value.__typename)(value);
    texts.set(value, text);
    return text;
  };
  return write;
}
