import { type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino';
import { describeError } from './describe-error.ts';
import { openLogOutput } from './log-output.ts';

const CODE = /^[A-Za-z][A-Za-z_-]{0,63}$/;
const COORDINATE = /^[A-Za-z_][\w.(:)]{0,127}$/;
const NAME = /^[A-Za-z][\w.-]{0,63}$/;
// Nine digits in a row may be the number of a person: no code, hash or name of ours needs so many.
const WORDS = /^(?!.*\d{9})[\w ,.:'-]{1,120}$/;
const SENTENCE = /^.{1,2000}$/s;

/**
 * The only fields that a log line can have, and what each must look like; a value that looks otherwise is
 * withheld. What may hold a value of a person (variables, texts of operations, tokens, officers, addresses of
 * clients, messages of errors) has no field on purpose. `problems` are sentences about files and settings.
 */
const FIELDS: ReadonlyMap<string, RegExp> = new Map([
  ['from', NAME],
  ['requestId', /^[A-Za-z0-9-]{8,64}$/],
  ['agency', NAME],
  ['unit', /^[A-Z0-9][A-Z0-9.-]{0,63}$/],
  ['purpose', CODE],
  ['operation', /^[\w-]{8,64}$/],
  ['operationName', /^(?!.*\d{9})[A-Za-z_]\w{0,127}$/],
  ['codes', CODE],
  ['code', CODE],
  ['subgraph', NAME],
  ['outcome', CODE],
  ['detail', WORDS],
  ['coordinate', COORDINATE],
  ['issuer', SENTENCE],
  ['problems', SENTENCE],
  ['supergraph', NAME],
  ['supergraphVersion', /^[0-9a-f]{8,64}$/],
  ['version', /^[0-9a-f]{8,64}$/],
  ['url', /^https?:\/\/[\w.:[\]-]+\/?$/],
  ['signal', CODE],
]);

/** From `warn` on, a line is written at once. */
const AT_ONCE = pino.levels.values.warn ?? 0;
/** What stands where a text was withheld. */
const WITHHELD = 'withheld';

/**
 * Opens the log: JSON lines, each an event in fixed words and fields of the list above. Numbers and yes-or-no
 * pass under any name; `err` is told by its name, code and place in the source.
 *
 * @param destination standard output unless given
 */
export function createLogger(level: LevelWithSilent, destination?: DestinationStream): Logger {
  const output = destination === undefined ? openLogOutput() : undefined;
  return pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: pickFields },
      hooks: {
        logMethod([first, second]: unknown[], write, weight) {
          const fields = first instanceof Error ? { err: first } : typeof first === 'object' ? first : {};
          const event = typeof first === 'string' ? first : second;
          write.call(this, { ...fields }, isFixed(event) ? event : `event ${WITHHELD}`);
          if (weight >= AT_ONCE) output?.flushSync();
        },
      },
    },
    destination ?? output,
  );
}

/** Events that have been told, which are few: their words stand in the code. */
const told = new Set<string>();
const MAX_TOLD = 100;

function isFixed(event: unknown): event is string {
  if (typeof event !== 'string') return false;
  if (told.has(event)) return true;
  if (!WORDS.test(event)) return false;
  if (told.size < MAX_TOLD) told.add(event);
  return true;
}

function pickFields(fields: Record<string, unknown>): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value === undefined) continue;
    if (name === 'err') picked[name] = describeError(value);
    else if (typeof value === 'number' || typeof value === 'boolean') picked[name] = value;
    else {
      const pattern = FIELDS.get(name);
      if (pattern === undefined) continue;
      picked[name] = Array.isArray(value) ? value.map((each) => pick(each, pattern)) : pick(value, pattern);
    }
  }
  return picked;
}

function pick(value: unknown, pattern: RegExp): string {
  return typeof value === 'string' && pattern.test(value) ? value : WITHHELD;
}
