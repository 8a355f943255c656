import { randomBytes } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import type { Participants } from '../../gateway/access/agency.ts';
import {
  fingerprintIdKey,
  generationOf,
  type IdKeys,
  readIdKeys,
  toIdKeysText,
} from '../../gateway/execution/id-keys.ts';

/** Subgraphs whose data no generator makes anew. */
const KEPT = ['ledger', 'oversight'];

/** Whose key is to be another one. */
export interface RotationWish {
  readonly agency: string;
  /** Whether the databases hold nothing but what the generator wrote, and may be generated anew. */
  readonly isDemoStore: boolean;
}

/** How many keys the agency has had now, or why it keeps the one that it has. */
export type Rotation =
  | { readonly ok: true; readonly generation: number; readonly next: string }
  | { readonly ok: false; readonly problem: string };

/** One line for each agency and each group that provides data: its name, the generation and fingerprint of its key. */
export function listIdKeys(keys: IdKeys, participants: Participants): readonly string[] {
  return holdersOf(participants).map((holder) => {
    const generation = `generation ${generationOf(keys, holder)}`;
    return `${holder.padEnd(20)} ${generation.padEnd(16)} ${fingerprintIdKey(keys, holder)}`;
  });
}

/**
 * Gives an agency another key, so that the ids that it has had mean nothing any more. The file is replaced in one step.
 *
 * The owner of a subgraph has ids in its database. Unless that is a demo store, which the next start generates anew
 * because it was made with another key, its key stays: half of a rotation would leave it without any of its rows. The
 * owners of the ledger and of the checks of voter lists keep their keys in any case.
 */
export async function rotateIdKey(
  file: string,
  participants: Participants,
  { agency, isDemoStore }: RotationWish,
): Promise<Rotation> {
  const holders = holdersOf(participants);
  if (!holders.includes(agency)) {
    return { ok: false, problem: `AGENCY must be one of ${holders.join(', ')}.` };
  }
  const owned = [...participants.providers].flatMap(([subgraph, owner]) =>
    owner === agency ? subgraph : [],
  );
  const kept = owned.find((subgraph) => KEPT.includes(subgraph));
  if (kept !== undefined) return { ok: false, problem: refuseKept(agency, kept) };
  if (owned.length > 0 && !isDemoStore) return { ok: false, problem: refuseOwner(agency, owned) };
  const reading = await readIdKeys('ids.json', file);
  if (!reading.ok) return reading;
  const { keys } = reading;
  const generation = generationOf(keys, agency) + 1;
  const changed = { ...keys, generations: new Map(keys.generations).set(agency, generation) };
  const partial = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await writeFile(partial, toIdKeysText(changed), { mode: 0o600, flag: 'wx', flush: true });
  await rename(partial, file);
  const next =
    owned.length > 0
      ? 'The next `npm start` generates the demo store anew; until then, start nothing else.'
      : 'It counts from the next start of each gateway; ids that the agency has kept are void from then on.';
  return { ok: true, generation, next };
}

/** What was read about whom, and what was found and answered, cannot be generated anew. */
function refuseKept(agency: string, subgraph: string): string {
  return `The database of ${subgraph} knows persons by the ids of ${agency}: with another key nobody would find what stands there about them. The key stays.`;
}

function refuseOwner(agency: string, owned: readonly string[]): string {
  return [
    `${agency} provides ${owned.join(', ')}, whose database holds ids of the key of now: with another key none of its`,
    'rows would be found. There is no tool that rewrites the database of an agency. A demo store can be generated anew:',
    `stop everything, run \`npm run keys -- rotate ${agency} --demo-store\`, and start again.`,
  ].join('\n');
}

/** Whoever has ids: all agencies, and the groups that provide data. */
function holdersOf({ agencies, groups, providers }: Participants): readonly string[] {
  const owners = new Set(providers.values());
  return [...agencies.keys(), ...[...groups.keys()].filter((group) => owners.has(group))];
}
