import { GraphQLError } from 'graphql';
import mongoose, { Schema } from 'mongoose';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { subgraphError } from '../../../../subgraphs/shared/errors.ts';
import { createErrorFormatter } from '../../../../subgraphs/shared/format-error.ts';

const CANARY = 'canary-3509014102859000';

function format(cause: unknown) {
  const lines: string[] = [];
  const formatError = createErrorFormatter(pino({}, { write: (line) => void lines.push(line) }));
  const wrapped =
    cause instanceof Error
      ? new GraphQLError(cause.message, { path: ['citizen', 'nik'], originalError: cause })
      : cause;
  const formatted = formatError(
    wrapped instanceof GraphQLError ? wrapped.toJSON() : { message: '' },
    wrapped,
  );
  return { formatted, log: lines.join('') };
}

async function castError(): Promise<unknown> {
  const model = mongoose.createConnection().model('Person', new Schema({ age: Number }));
  return await model
    .find({ age: CANARY } as never)
    .exec()
    .catch((error: unknown) => error);
}

class MongoServerError extends Error {
  override name = 'MongoServerError';
  code = 11000;
}

class MongoNetworkError extends Error {
  override name = 'MongoNetworkError';
}

describe('an error on its way out', () => {
  it('is ours as it is, however often it was wrapped', () => {
    const { formatted, log } = format(new GraphQLError('x', { originalError: subgraphError('NOT_FOUND') }));
    expect(formatted).toMatchObject({ path: ['citizen', 'nik'], extensions: { code: 'NOT_FOUND' } });
    expect(log).toBe('');
  });

  it('of mongoose or the driver tells neither the caller nor the log a value', async () => {
    const cast = await castError();
    expect(String(cast)).toContain(CANARY);
    for (const cause of [cast, new MongoServerError(`E11000 duplicate key: { nik: "${CANARY}" }`)]) {
      const { formatted, log } = format(cause);
      expect(formatted.extensions).toEqual({ code: 'INTERNAL', correlationId: expect.any(String) });
      expect(log).toContain(String(formatted.extensions?.correlationId));
      expect(log).toContain((cause as Error).name);
      expect(log + JSON.stringify(formatted)).not.toContain(CANARY);
    }
  });

  it('of a store that is gone says that another attempt can help', () => {
    const { formatted } = format(new MongoNetworkError(`connection to ${CANARY} closed`));
    expect(formatted.extensions?.code).toBe('UNAVAILABLE');
    expect(JSON.stringify(formatted)).not.toContain(CANARY);
  });

  it('that is no error at all, or borrows one of our codes, is INTERNAL', () => {
    for (const cause of [
      CANARY,
      undefined,
      new GraphQLError(CANARY, { extensions: { code: 'NOT_FOUND' } }),
      new GraphQLError(CANARY, { extensions: { code: 'BAD_CURSOR' } }),
    ]) {
      const { formatted, log } = format(cause);
      expect(formatted.extensions?.code).toBe('INTERNAL');
      expect(log + JSON.stringify(formatted)).not.toContain(CANARY);
    }
  });
});
