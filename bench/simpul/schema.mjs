import { Kind, parse, visit } from 'graphql';
import { readSchema } from '../graph/read-schema.mjs';

/** Ids of persons and of what a person wrote, and the argument that takes some: each agency knows its own form of them. */
export const PAIRWISE_IDS = ['User.id', 'Review.id'];
const PAIRWISE_ARGUMENTS = ['Query.users(ids:)'];
/** Type to the fields that lead to the person whom its objects are about. */
const ABOUT = new Map([
  ['User', 'id'],
  ['Review', 'author.id'],
]);

const HEADER = `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@composeDirective"])
  @link(url: "https://specs.simpul.example/access/v1.0", import: ["@classified", "@about", "@pairwise"])
  @composeDirective(name: "@classified")
  @composeDirective(name: "@about")
  @composeDirective(name: "@pairwise")
directive @classified(as: DataClass!) on FIELD_DEFINITION | OBJECT
directive @about(person: String!) on OBJECT
directive @pairwise on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
enum DataClass { IDENTIFIER GENERAL SPECIFIC OPERATIONAL PUBLIC }
`;
const [CLASSIFIED, PAIRWISE] = parse('type T @classified(as: GENERAL) @pairwise { f: Int }').definitions[0]
  .directives;

function about(path) {
  return parse(`type T @about(person: "${path}") { f: Int }`).definitions[0].directives[0];
}

/** A subgraph's schema as Simpul asks for it: every field has a class, and the ids of persons are pairwise. */
export function createTypeDefs(subgraph) {
  const direct = (node, directive) => ({ ...node, directives: [...(node.directives ?? []), directive] });
  const writeType = (type) => {
    const owner = type.name.value;
    const fields = type.fields.map((field) => {
      const coordinate = `${owner}.${field.name.value}`;
      const given = field.arguments.map((each) =>
        PAIRWISE_ARGUMENTS.includes(`${coordinate}(${each.name.value}:)`) ? direct(each, PAIRWISE) : each,
      );
      const written = { ...field, arguments: given };
      return PAIRWISE_IDS.includes(coordinate) ? direct(written, PAIRWISE) : written;
    });
    if (owner === 'Query') return { ...type, fields };
    const path = ABOUT.get(owner);
    const classified = direct({ ...type, fields }, CLASSIFIED);
    return path === undefined ? classified : direct(classified, about(path));
  };
  return visit(parse(HEADER + readSchema(subgraph)), {
    [Kind.OBJECT_TYPE_DEFINITION]: writeType,
    [Kind.OBJECT_TYPE_EXTENSION]: writeType,
  });
}
