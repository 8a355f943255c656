import type { GraphQLSchema } from 'graphql';
import type { CodeBook } from './code.ts';
import type { TypeNames } from './type-names.ts';

/** What the code of one program is written with. */
export interface Writing {
  /** The API schema, or for what subgraphs are asked the full one. */
  readonly schema: GraphQLSchema;
  readonly types: TypeNames;
  readonly book: CodeBook;
  /** Coordinates of pairwise ids. */
  readonly pairwise: ReadonlySet<string>;
}
