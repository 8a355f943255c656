/**
 * Whose fault an error is: `client` sent something else than was expected, `consumer` has no agreement for what
 * it asks, `provider` could not give what it owes, `gateway` failed itself.
 */
export type Fault = 'client' | 'consumer' | 'provider' | 'gateway';

/** What the table says of one code. A name in braces is a hole that the details of a problem fill. */
export interface ErrorKind<Message extends string = string, Remedy extends string = string> {
  readonly fault: Fault;
  /** Of the HTTP answer when the whole request fails by it. */
  readonly status: number;
  /** True when the same request may succeed later, unchanged. */
  readonly isRetryable: boolean;
  /** What was expected and what came; never a value of a person. */
  readonly message: Message;
  /** What to do. */
  readonly remedy: Remedy;
}

/** Gives a maker of rows, which keeps the literal texts so that the compiler knows their holes. */
export const rowOf =
  (fault: Fault, isRetryable: boolean) =>
  <const Message extends string, const Remedy extends string>(
    status: number,
    message: Message,
    remedy: Remedy,
  ): ErrorKind<Message, Remedy> => ({ fault, status, isRetryable, message, remedy });
