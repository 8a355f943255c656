import type { SchemaOptions } from 'mongoose';

/** A field that every document has; an empty text counts as absent. */
export const requiredText = { type: String, required: true } as const;

/** A field that every document has, with a value out of a closed set. */
export function requiredOneOf<const Values extends readonly string[]>(values: Values) {
  return { type: String, required: true, enum: values } as const;
}

/**
 * How a collection is stored: names as written, no version key, unknown fields refused in documents and in queries,
 * indexes built when asked for and never as a side effect of connecting.
 */
export function stored<const Collection extends string>(collection: Collection) {
  return {
    collection,
    autoIndex: false,
    autoCreate: false,
    versionKey: false,
    strict: 'throw',
    strictQuery: 'throw',
  } as const satisfies SchemaOptions;
}

/** As `stored`, for a collection that somebody else fills and indexes: it is read, and never made or indexed here. */
export function readOnly<const Collection extends string>(collection: Collection) {
  return { ...stored(collection), excludeIndexes: true } as const satisfies SchemaOptions;
}

/** A part of a document that has no id of its own; unknown fields are refused. */
export const embedded = { _id: false, strict: 'throw' } as const satisfies SchemaOptions;
