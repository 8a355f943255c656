import { createHash } from 'node:crypto';
import { fingerprintIdKey, type IdKeys } from '../../gateway/execution/id-keys.ts';
import { createPairwiseIds } from '../../gateway/execution/pairwise-ids.ts';
import { agencyDatabases, type CollectionName, databaseOf } from './databases.ts';
import type { FixtureDocument } from './truth/fixtures.ts';
import type { FaultDocument } from './truth/rules.ts';

/** With what, and for whom, the ids of a data set are made. */
export interface IdSource {
  readonly keys: IdKeys;
  /** Subgraph name to the agency or group whose data it holds. */
  readonly providers: ReadonlyMap<string, string>;
}

/** Gives documents of a collection with the ids that the owner of its database knows, in place of spine forms. */
export type ConcealDocuments = (
  collection: CollectionName,
  documents: readonly object[],
) => readonly object[];

/** A citizen, or a record about one, by spine forms. */
interface SpineRow {
  readonly _id: string;
  readonly citizenId: string;
}

/** Collections of records about persons; citizens are persons themselves, and the others hold codes only. */
const RECORDS: ReadonlySet<CollectionName> = new Set([
  'workers',
  'selfreports',
  'consularcases',
  'trainings',
  'voters',
  'passports',
  'crossings',
  'deferredapplications',
]);

/**
 * Makes what gives every database ids of its own, so that no two share one. The ground truth speaks of rows by the ids
 * that the databases have them under: of voters by KPU's, of persons by Dukcapil's; fixtures by those of the agency that
 * is to ask with them.
 */
export function createConcealDocuments({ keys, providers }: IdSource): ConcealDocuments {
  const ids = createPairwiseIds(keys);
  const ownerOf = (database: string) => providers.get(database) ?? database;

  function concealFault(fault: FaultDocument): FaultDocument {
    const one = (agency: string, spine: string) => ids.conceal(agency, [spine])[0] ?? '';
    const { voterId, citizenId, detail } = fault;
    const [voter, citizen] = [
      voterId === undefined ? undefined : one(ownerOf('electoral'), voterId),
      citizenId === undefined ? undefined : one(ownerOf('civil'), citizenId),
    ];
    // A spine form can hold a colon, a rule cannot.
    const [name, subject] = [
      fault._id.slice(0, fault._id.indexOf(':')),
      fault._id.slice(fault._id.indexOf(':') + 1),
    ];
    const shown = subject === voterId ? voter : subject === citizenId ? citizen : subject;
    return {
      ...fault,
      _id: `${name}:${shown}`,
      ...(voter === undefined ? {} : { voterId: voter }),
      ...(citizen === undefined ? {} : { citizenId: citizen }),
      detail:
        typeof detail.other === 'string'
          ? { ...detail, other: one(ownerOf('electoral'), detail.other) }
          : detail,
    };
  }

  function concealFixture(fixture: FixtureDocument): FixtureDocument {
    const [agency = ''] = fixture._id.split(':');
    const [inside, outside] = ids.conceal(agency, [fixture.insideCitizenId, fixture.outsideCitizenId]);
    return { _id: fixture._id, insideCitizenId: inside ?? '', outsideCitizenId: outside ?? '' };
  }

  return (collection, documents) => {
    if (collection === 'faults') return (documents as readonly FaultDocument[]).map(concealFault);
    if (collection === 'fixtures') return (documents as readonly FixtureDocument[]).map(concealFixture);
    if (collection !== 'citizens' && !RECORDS.has(collection)) return documents;
    const owner = ownerOf(databaseOf[collection]);
    const rows = documents as readonly SpineRow[];
    // All at once: a call of the cipher costs more than an id.
    const own = ids.conceal(
      owner,
      rows.map(({ _id }) => _id),
    );
    if (collection === 'citizens') return rows.map((row, index) => ({ ...row, _id: own[index] }));
    const persons = ids.conceal(
      owner,
      rows.map(({ citizenId }) => citizenId),
    );
    return rows.map((row, index) => ({ ...row, _id: own[index], citizenId: persons[index] }));
  };
}

/** Names the keys that a data set is made with, without telling them: those of whoever has a database that is filled. */
export function nameIdKeys({ keys, providers }: IdSource): string {
  const named = [...providers]
    .filter(([subgraph]) => Object.hasOwn(agencyDatabases, subgraph))
    .sort()
    .map(([subgraph, owner]) => [subgraph, owner, fingerprintIdKey(keys, owner)]);
  return createHash('sha256').update(JSON.stringify(named)).digest('hex').slice(0, 16);
}
