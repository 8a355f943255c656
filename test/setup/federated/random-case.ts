import { separateOperations, validate } from 'graphql';
import { writeOperation } from '../../unit/access/random-operation.ts';
import { Choices } from './choices.ts';
import type { Rates } from './hashed-data.ts';
import { composeSchemas, type LocalFederation, startHashedFederation } from './local-federation.ts';
import { drawFederation } from './random-federation.ts';
import { type PlannedCase, planCase } from './run-both.ts';

/** Draws a federation; undefined when its subgraphs do not compose. */
export function drawStarted(
  numbers: readonly number[],
  details: Partial<Rates> = {},
): LocalFederation | undefined {
  const { schemas, rates } = drawFederation(new Choices(numbers));
  const supergraphSdl = composeSchemas(schemas);
  if (typeof supergraphSdl !== 'string') return undefined;
  return startHashedFederation(schemas, supergraphSdl, { ...rates, ...details });
}

/** Draws an operation and plans it; undefined when it is not valid, or the planner fails on it. */
export function drawCase(
  federation: LocalFederation,
  numbers: readonly number[],
  wishes: { readonly mutations: boolean } = { mutations: true },
): PlannedCase | undefined {
  const { document, variables } = writeOperation(federation.apiSchema, numbers, { ...wishes, twins: true });
  const first = separateOperations(document).First;
  if (!first || validate(federation.apiSchema, first).length > 0) return undefined;
  try {
    return planCase(federation, first, variables);
  } catch {
    return undefined;
  }
}
