import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { readSchema, SUBGRAPHS } from './graph/read-schema.mjs';

/** The supergraph that all gateways but Simpul are given. */
export function createSupergraph(urls) {
  const { supergraphSdl, errors } = composeServices(
    SUBGRAPHS.map((name) => ({ name, url: urls[name], typeDefs: parse(readSchema(name)) })),
  );
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
