import type { GraphQLSchemaModule } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { Connection, Model } from 'mongoose';
import { ALL_ROWS, type Condition } from './condition.ts';
import { type Counter, createCounter } from './counter.ts';
import type { CreateCursors } from './cursor.ts';
import type { Grant, RowRule } from './grant-claims.ts';
import type { SubgraphSchema } from './read-schema.ts';
import { type RowType, rowFilter } from './row-filter.ts';
import type { Statistics } from './statistics.ts';
import type { StatisticsModels } from './statistics-models.ts';
import type { StatisticsSource } from './statistics-source.ts';
import type { CreateToken } from './token.ts';
import { createVisibleRows, type Row, type VisibleRows } from './visible-rows.ts';

/** Resolvers by type and field, as `@apollo/subgraph` takes them. */
export type Resolvers = NonNullable<GraphQLSchemaModule['resolvers']>;

/** What every resolver of a request is given. */
export interface SubgraphContext<Models, Loaders> {
  readonly grant: Grant;
  readonly models: Models;
  /** Made for this request. */
  readonly loaders: Loaders;
  readonly statistics: Statistics;
  readonly createCursors: CreateCursors;
  readonly createToken: CreateToken;
}

/** Opens collections to the loaders of one request. */
export interface RequestRows {
  /**
   * The rows of a collection that the request's grant lets it see.
   *
   * @param onRow is told every row that was read whole
   */
  readonly visible: <Stored extends Row>(
    model: Model<Stored>,
    type: RowType,
    onRow?: (row: Stored) => void,
  ) => VisibleRows<Stored>;
  /** All rows of a collection of reference data, which every agency may see. */
  readonly reference: <Stored extends Row>(model: Model<Stored>) => VisibleRows<Stored>;
  /** The grant's rule for a row type that single attributes cannot tell apart; it goes into every condition of `ruled`. */
  readonly ruleOf: (type: string) => RowRule | undefined;
  /** The rows of a collection that meet a condition, which was made from `ruleOf`. */
  readonly ruled: <Stored extends Row>(model: Model<Stored>, condition: Condition) => VisibleRows<Stored>;
}

/** What one subgraph is made of. */
export interface SubgraphParts<Models extends StatisticsModels, Loaders> {
  /** Name in the supergraph, audience of its grants, and folder. */
  readonly name: string;
  /** Name of its database where it is not told another: `simpul_` and its own name when absent. */
  readonly database?: string;
  readonly schema: SubgraphSchema;
  readonly resolvers: Resolvers;
  readonly createModels: (connection: Connection) => Models;
  /** Makes the loaders of one request. */
  readonly createLoaders: (models: Models, rows: RequestRows) => Loaders;
  readonly createStatisticsSources: (models: Models) => readonly StatisticsSource[];
}

/** A subgraph that is ready to be started. */
export interface Subgraph {
  readonly name: string;
  readonly database: string;
  readonly schema: SubgraphSchema;
  readonly resolvers: Resolvers;
  /** Makes the models on a connection; nothing is read yet. */
  readonly open: (connection: Connection) => OpenSubgraph;
}

/** A subgraph over a database. */
export interface OpenSubgraph {
  readonly models: StatisticsModels;
  readonly statisticsSources: readonly StatisticsSource[];
  readonly createContext: (request: RequestParts) => SubgraphContext<unknown, unknown>;
}

/** What the server knows of a request. */
export interface RequestParts {
  readonly grant: Grant;
  readonly statistics: Statistics;
  readonly createCursors: CreateCursors;
  readonly createToken: CreateToken;
}

/** Puts the parts of a subgraph together. */
export function createSubgraph<Models extends StatisticsModels, Loaders>(
  parts: SubgraphParts<Models, Loaders>,
): Subgraph {
  const { name, schema, resolvers, createModels, createLoaders, createStatisticsSources } = parts;
  return {
    name,
    database: parts.database ?? `simpul_${name}`,
    schema,
    resolvers,
    open: (connection) => {
      const models = createModels(connection);
      const counter = createCounter();
      return {
        models,
        statisticsSources: createStatisticsSources(models),
        createContext: (request) => ({
          ...request,
          models,
          loaders: createLoaders(models, openRows(request.grant, counter)),
        }),
      };
    },
  };
}

function openRows(grant: Grant, counter: Counter): RequestRows {
  return {
    visible: (model, type, onRow) =>
      createVisibleRows(model, rowFilter(type, grant.rows.get(type.name)), counter, onRow),
    reference: (model) => createVisibleRows(model, ALL_ROWS, counter),
    ruleOf: (type) => grant.rows.get(type),
    ruled: (model, condition) => createVisibleRows(model, condition, counter),
  };
}
