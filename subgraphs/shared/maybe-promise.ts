/** A value that is there, or will be. A promise for every field of a long page costs more than what the field says. */
export type MaybePromise<Value> = Value | Promise<Value>;

/** Makes something of a value as soon as it is there: at once where it is. */
export function andThen<Value, Result>(
  value: MaybePromise<Value>,
  make: (value: Value) => Result,
): MaybePromise<Result> {
  return value instanceof Promise ? value.then(make) : make(value);
}
