import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { findProjectRoot } from '../project-root.ts';
import { describeValue, type FileProblem } from './file-problem.ts';

/** The files whose shape is published as `schema/<shape>.schema.json`. */
export type Shape = 'agencies' | 'agreement';

const validators = new Map<Shape, ValidateFunction>();

/**
 * Compares a file's content with its published JSON Schema. What a problem says was expected is the description
 * that the schema gives of the place.
 */
export function checkShape(shape: Shape, value: unknown, file: string): readonly FileProblem[] {
  const validate = validators.get(shape) ?? compile(shape);
  validators.set(shape, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).filter(isTelling).map((error) => describe(error, file));
}

function compile(shape: Shape): ValidateFunction {
  const published = readFileSync(join(findProjectRoot(), 'schema', `${shape}.schema.json`), 'utf8');
  return new Ajv2020({ allErrors: true, verbose: true, strictTypes: false }).compile(JSON.parse(published));
}

/** Keywords that only say that something below them failed, which says so itself. */
function isTelling({ keyword, schemaPath }: ErrorObject): boolean {
  if (keyword === 'required' && schemaPath.includes('/anyOf/')) return false;
  return keyword !== 'if' && keyword !== 'propertyNames';
}

function describe(error: ErrorObject, file: string): FileProblem {
  const path = placeOf(error.instancePath);
  if (error.propertyName !== undefined) {
    const expected = `as a name there, ${descriptionOf(error)}`;
    const came = describeValue(error.propertyName);
    return { file, path, expected, came, remedy: 'Correct the name.' };
  }
  const { params, data } = error;
  switch (error.keyword) {
    case 'required':
      return {
        file,
        path,
        expected: `"${params.missingProperty}": ${descriptionOf(error, params.missingProperty)}`,
        came: 'nothing of that name',
        remedy: `Add "${params.missingProperty}".`,
      };
    case 'anyOf':
      return {
        file,
        path,
        expected: '"allow" or "mask", or both',
        came: 'neither',
        remedy: 'Say what the clause gives, or take it out.',
      };
    case 'additionalProperties':
      return {
        file,
        path,
        expected: `one of ${Object.keys(error.parentSchema?.properties ?? {}).join(', ')}`,
        came: describeValue(params.additionalProperty),
        remedy: 'Correct the spelling, or take it out.',
      };
    case 'enum':
      return {
        file,
        path,
        expected: `one of ${params.allowedValues.join(', ')}`,
        came: describeValue(data),
        remedy: 'Use one of these.',
      };
    case 'uniqueItems':
      return {
        file,
        path,
        expected: descriptionOf(error),
        came: `${describeValue((data as readonly unknown[])[params.i])} twice`,
        remedy: 'Take one out.',
      };
    default:
      return {
        file,
        path,
        expected: descriptionOf(error),
        came: describeValue(data),
        remedy: remedyFor(error),
      };
  }
}

function remedyFor({ keyword, params, data }: ErrorObject): string {
  const isTextMissing = keyword === 'type' && [params.type].flat().includes('string');
  const isQuoteMissing = isTextMissing && ['number', 'boolean'].includes(typeof data);
  return isQuoteMissing ? 'Put it in quotes.' : 'Correct it.';
}

function descriptionOf({ parentSchema, keyword, params }: ErrorObject, property?: string): string {
  const schema = property === undefined ? parentSchema : parentSchema?.properties?.[property];
  return schema?.description ?? `what the schema says under "${keyword}" (${JSON.stringify(params)})`;
}

/** Turns a JSON pointer into the way one would write it in code: `clauses[0].inputs["Query.workers"]`. */
function placeOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : /^[\w$]+$/.test(step) ? `.${step}` : `["${step}"]`))
    .join('')
    .replace(/^\./, '');
}
