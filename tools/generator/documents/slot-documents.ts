import type { CitizenDocument } from '../../../subgraphs/civil/models.ts';
import type { ConsularCaseDocument } from '../../../subgraphs/consular/case-document.ts';
import type { SelfReportDocument } from '../../../subgraphs/consular/self-report-document.ts';
import type { VoterDocument } from '../../../subgraphs/electoral/voter-document.ts';
import type {
  CrossingDocument,
  DeferredApplicationDocument,
  PassportDocument,
} from '../../../subgraphs/immigration/models.ts';
import type { WorkerDocument } from '../../../subgraphs/ministry/worker-document.ts';
import type { TrainingDocument } from '../../../subgraphs/training/models.ts';
import type { P3mi } from '../p3mi.ts';
import { createPerson, type Person } from '../people/person.ts';
import type { RowTables } from '../people/row-subject.ts';
import type { Sources } from '../people/sources.ts';
import { isListedKind, isPersonKind } from '../plan/block-kinds.ts';
import { blockAt } from '../plan/plan.ts';
import { rowFaults } from '../truth/row-faults.ts';
import { createFault, type FaultDocument } from '../truth/rules.ts';
import { citizenDocument } from './civil-documents.ts';
import { consularCaseDocument, selfReportDocument } from './consular-documents.ts';
import { immigrationDocuments } from './immigration-documents.ts';
import { createListedRows } from './listed-rows.ts';
import { workerDocument } from './ministry-documents.ts';
import { trainingDocuments } from './training-documents.ts';

/** All documents that come of one slot, by collection, and what is true of them. */
export interface SlotDocuments {
  readonly collections: CollectionDocuments;
  readonly faults: readonly FaultDocument[];
  /** The citizen of the slot; absent for rows about somebody of another slot or about nobody. */
  readonly person?: Person;
  readonly row?: VoterDocument;
  /** Whom the row is about, of whatever slot; absent when the population register has nobody. */
  readonly listed?: Person;
}

/** Documents by the collection that they go to. */
export interface CollectionDocuments {
  readonly citizens: readonly CitizenDocument[];
  readonly workers: readonly WorkerDocument[];
  readonly selfreports: readonly SelfReportDocument[];
  readonly consularcases: readonly ConsularCaseDocument[];
  readonly trainings: readonly TrainingDocument[];
  readonly voters: readonly VoterDocument[];
  readonly passports: readonly PassportDocument[];
  readonly crossings: readonly CrossingDocument[];
  readonly deferredapplications: readonly DeferredApplicationDocument[];
}

/** Makes the function that gives the documents of a slot; they follow from the sources and the slot alone. */
export function createSlotDocuments(
  sources: Sources,
  tables: RowTables,
  companies: readonly P3mi[],
): (slot: number) => SlotDocuments {
  const listedRow = createListedRows(sources, tables, companies);
  return (slot) => {
    const block = blockAt(sources.plan, slot);
    const person = isPersonKind(block.kind) ? createPerson(sources, companies, slot, block) : undefined;
    const listed = isListedKind(block.kind) ? listedRow(slot, block, person) : undefined;
    return {
      collections: collect(sources, person, listed?.row),
      faults: [
        ...(listed ? rowFaults(listed.row, block, listed.person, listed.ties) : []),
        ...(person?.isMissingFromList ? [missingFault(person)] : []),
      ],
      ...(person ? { person } : {}),
      ...(listed ? { row: listed.row } : {}),
      ...(listed?.person ? { listed: listed.person } : {}),
    };
  };
}

const nobody: Omit<CollectionDocuments, 'voters'> = {
  citizens: [],
  workers: [],
  selfreports: [],
  consularcases: [],
  trainings: [],
  passports: [],
  crossings: [],
  deferredapplications: [],
};

function collect(
  sources: Sources,
  person: Person | undefined,
  row: VoterDocument | undefined,
): CollectionDocuments {
  const voters = row ? [row] : [];
  if (!person) return { ...nobody, voters };
  const worker = workerDocument(sources, person);
  const selfReport = selfReportDocument(sources, person);
  const consularCase = consularCaseDocument(sources, person);
  return {
    citizens: [citizenDocument(person)],
    workers: worker ? [worker] : [],
    selfreports: selfReport ? [selfReport] : [],
    consularcases: consularCase ? [consularCase] : [],
    trainings: trainingDocuments(sources, person),
    voters,
    ...immigrationOf(sources, person),
  };
}

function immigrationOf(sources: Sources, person: Person) {
  const { passports, crossings, deferredApplications } = immigrationDocuments(sources, person);
  return { passports, crossings, deferredapplications: deferredApplications };
}

/** B10: works abroad, is old enough, and no list has a row. The committee is that of the place of work. */
function missingFault({ id, committee, work }: Person): FaultDocument {
  const placement = work?.outlines.at(-1);
  const ppln = (placement?.committee ?? committee)?.code;
  return createFault(
    'B10',
    { citizenId: id, ...(ppln === undefined ? {} : { ppln }) },
    { country: placement?.country ?? '' },
  );
}
