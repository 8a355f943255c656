import { buildASTSchema, Kind, parse } from 'graphql';
import { readSchema } from '../graph/read-schema.mjs';

const FEDERATION = `
  directive @key(fields: String!) repeatable on OBJECT
  directive @external on FIELD_DEFINITION
  directive @requires(fields: String!) on FIELD_DEFINITION
  scalar _Any
  type _Service { sdl: String }
`;

/** A subgraph's schema as graphql-js runs it: with `_entities` and `_service`, resolved from plain rows. */
export function createExecutableSchema(subgraph, rows) {
  const sdl = readSchema(subgraph);
  const own = parse(sdl).definitions.map((definition) =>
    definition.kind === Kind.OBJECT_TYPE_EXTENSION
      ? { ...definition, kind: Kind.OBJECT_TYPE_DEFINITION }
      : definition,
  );
  const names = Object.keys(rows.entities);
  const hasRoot = own.some(({ name }) => name.value === 'Query');
  const added = parse(`${FEDERATION}
    union _Entity = ${names.join(' | ')}
    ${hasRoot ? 'extend type' : 'type'} Query { _entities(representations: [_Any!]!): [_Entity]! _service: _Service! }`);
  const document = { kind: Kind.DOCUMENT, definitions: merge([...own, ...added.definitions]) };
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  const { _entities, _service, ...others } = schema.getQueryType().getFields();
  _entities.resolve = (_, { representations }) => representations.map((each) => findEntity(rows, each));
  _service.resolve = () => ({ sdl });
  for (const field of Object.values(others)) field.resolve = (_, given) => rows[field.name](given);
  return schema;
}

/** The row that a representation is of, or null. */
export function findEntity({ entities }, representation) {
  const { __typename: type } = representation;
  return (Object.hasOwn(entities, type) && entities[type](representation)) || null;
}

function merge(definitions) {
  const extensions = definitions.filter(({ kind }) => kind === Kind.OBJECT_TYPE_EXTENSION);
  return definitions
    .filter((definition) => !extensions.includes(definition))
    .map((definition) => ({
      ...definition,
      ...(definition.fields && {
        fields: [
          ...definition.fields,
          ...extensions
            .filter(({ name }) => name.value === definition.name?.value)
            .flatMap(({ fields }) => fields),
        ],
      }),
    }));
}
