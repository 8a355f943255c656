import { admitsRow } from '../../shared/admits-row.ts';
import { isEqual } from '../../shared/condition.ts';
import { badInput, subgraphError } from '../../shared/errors.ts';
import { requireOwner } from '../../shared/require-owner.ts';
import {
  type ConsularCaseCategory,
  type ConsularCaseDocument,
  coarseCaseCategory,
} from '../case-document.ts';
import { CONSULAR_CASE_ROWS, type ConsularContext } from '../loaders.ts';
import type { ConsularModels } from '../models.ts';

/** `OpenConsularCaseInput`. */
interface OpenConsularCaseInput {
  readonly reference: string;
  readonly citizenId: string;
  readonly mission: string;
  readonly category: ConsularCaseCategory;
  readonly traffickingVictim: boolean;
  readonly criminalDetail?: string | null;
  readonly narrative: string;
  readonly narrativeForPerson?: string | null;
}

/** Id of a person. */
const ID = /^[A-Za-z0-9_-]{22}$/;
/** 128 bits in base64url, where the last character holds but two bits: no second text stands for the same bits. */
const REFERENCE = /^[A-Za-z0-9_-]{21}[AQgw]$/;
const MAX_NARRATIVE_LENGTH = 4_000;
const MAX_DETAIL_LENGTH = 2_000;
/** Longest time that the store may work on the write, in milliseconds. */
const MAX_WRITE_MS = 5_000;

/**
 * Resolves `Mutation.openConsularCase`. The caller's reference becomes the id, so that of two calls with the same input
 * the second finds the case of the first, even when both run at once.
 */
export async function openConsularCase(
  _: unknown,
  { input }: { readonly input: OpenConsularCaseInput },
  { grant, loaders, models }: ConsularContext,
): Promise<ConsularCaseDocument> {
  requireOwner('consular', grant);
  checkInput(input);
  if (grant.unit !== undefined && grant.unit !== input.mission) {
    throw subgraphError('FORBIDDEN', {
      message: 'A mission opens cases of its own only.',
      field: 'input.mission',
      remedy: "Give the code of the unit's own mission.",
    });
  }
  const mission = await loaders.missionByCode.load(input.mission);
  if (!mission) throw badInput('input.mission', 'the code of a mission, as Query.missions lists them');
  const links = await readLinks(models, input.citizenId);
  const opened: ConsularCaseDocument = {
    _id: input.reference,
    citizenId: input.citizenId,
    coarseCategory: coarseCaseCategory(input.category),
    category: input.category,
    status: 'OPEN',
    mission: mission._id,
    country: mission.country,
    openedAt: new Date(),
    ...(input.criminalDetail == null ? {} : { criminalDetail: input.criminalDetail }),
    traffickingVictim: input.traffickingVictim,
    narrative: input.narrative,
    ...(input.narrativeForPerson == null ? {} : { narrativeForPerson: input.narrativeForPerson }),
    links: [...new Set([...links, `kemlu:${mission._id}`])],
  };
  if (!admitsRow(CONSULAR_CASE_ROWS, grant.rows.get('ConsularCase'), opened)) {
    throw subgraphError('FORBIDDEN', {
      message: 'The case would be outside the rows that the agency may see.',
    });
  }
  const stored = await store(models, opened);
  if (!isSameCase(stored, opened)) {
    throw subgraphError('CONFLICT', {
      message: 'input.reference: another case has it.',
      field: 'input.reference',
      remedy: 'Make a new reference from 16 random bytes for each case.',
    });
  }
  loaders.consularCaseById.clear(stored._id);
  loaders.consularCasesByCitizen.clear(stored.citizenId);
  return stored;
}

function checkInput(input: OpenConsularCaseInput): void {
  const { reference, citizenId, criminalDetail, narrative, narrativeForPerson } = input;
  if (!REFERENCE.test(reference))
    throw badInput('input.reference', '16 random bytes as 22 base64url characters');
  if (!ID.test(citizenId)) throw badInput('input.citizenId', 'the id of a person, 22 base64url characters');
  checkText('input.narrative', narrative, MAX_NARRATIVE_LENGTH);
  if (narrativeForPerson != null)
    checkText('input.narrativeForPerson', narrativeForPerson, MAX_NARRATIVE_LENGTH);
  if (criminalDetail != null) checkText('input.criminalDetail', criminalDetail, MAX_DETAIL_LENGTH);
}

function checkText(field: string, text: string, maxLength: number): void {
  if (text.trim() === '' || text.length > maxLength) {
    throw badInput(field, `a text of 1 to ${maxLength} characters, not all of them spaces`);
  }
}

/** Reads who else has a lawful relation to the person; every record of one person says the same. */
async function readLinks(models: ConsularModels, citizenId: string): Promise<readonly string[]> {
  const ofPerson = isEqual('citizenId', citizenId);
  const [report, earlier] = await Promise.all([
    models.selfReports.findOne(ofPerson).select('links').maxTimeMS(MAX_WRITE_MS).lean(),
    models.consularCases.findOne(ofPerson).select('links').maxTimeMS(MAX_WRITE_MS).lean(),
  ]);
  return report?.links ?? earlier?.links ?? [];
}

/** Stores the case unless one with its id is there; gives the one that is there afterwards. One step of the store. */
async function store(models: ConsularModels, opened: ConsularCaseDocument): Promise<ConsularCaseDocument> {
  const { _id, ...content } = opened;
  return await models.consularCases
    .findOneAndUpdate(isEqual('_id', _id), { $setOnInsert: content })
    .setOptions({ upsert: true, returnDocument: 'after', writeConcern: { w: 1, j: true } })
    .maxTimeMS(MAX_WRITE_MS)
    .orFail()
    .lean<ConsularCaseDocument>();
}

/** Whether a stored case is the one that the input asks for; what happened to it since does not matter. */
function isSameCase(stored: ConsularCaseDocument, opened: ConsularCaseDocument): boolean {
  const fields = [
    'citizenId',
    'category',
    'mission',
    'criminalDetail',
    'traffickingVictim',
    'narrative',
    'narrativeForPerson',
  ] as const;
  return fields.every((field) => stored[field] === opened[field]);
}
