import type { VoterDocument } from '../../../subgraphs/electoral/voter-document.ts';
import { dayText } from '../calendar.ts';
import type { Person } from '../people/person.ts';
import type { Block } from '../plan/plan.ts';
import { pollingDay } from '../world.ts';
import { createFault, type FaultDocument } from './rules.ts';

const pollingText = dayText(pollingDay);

/** What makes a row one of several, by the ids of the others. */
export interface RowTies {
  /** Row of the same person on the same list. */
  readonly duplicate?: string;
  /** Row with the same NIK on another list. */
  readonly sameNik?: string;
  /** Row of somebody else with the same passport. */
  readonly samePassport?: string;
}

/** Tells every fault of a row: those planted with its block, and those of the values drawn for it. Pure. */
export function rowFaults(
  row: VoterDocument,
  block: Block,
  person: Person | undefined,
  ties: RowTies,
): readonly FaultDocument[] {
  const faults: FaultDocument[] = [];
  const about = {
    voterId: row._id,
    ...(person ? { citizenId: person.id } : {}),
    ppln: row.ppln,
  };
  const add = (...[rule, detail]: [Parameters<typeof createFault>[0], FaultDocument['detail']?]) => {
    faults.push(createFault(rule, about, detail));
  };
  switch (block.kind) {
    case 'UNDER_AGE':
      add('B01');
      break;
    case 'DECEASED':
      add('B02', { repatriated: person?.work?.repatriations.at(-1)?.date ?? '' });
      break;
    case 'ARMED_FORCES':
      add('B07');
      break;
    case 'RETURNED':
      add('B08', { returned: person?.work?.placements.at(-1)?.returnDate ?? '' });
      break;
    case 'MOVED':
      add('B09', { country: person?.work?.placements.at(-1)?.destinationCountry ?? '' });
      break;
    case 'SHARED_ADDRESS':
      add('B13', { addressKey: row.addressKey });
      break;
    case 'NIK_MISMATCH':
    case 'NIK_REPEATED_DIGIT':
      add('B14', { kind: block.kind });
      break;
    case 'FOREIGNER':
      add('B15');
      break;
    case 'NO_DOCUMENT':
      add('B16');
      break;
    case 'SHORT_NAME':
      add('B19');
      break;
    case 'UNKNOWN':
      faults.push({
        _id: `UNKNOWN_PERSON:${row._id}`,
        rule: null,
        fault: 'UNKNOWN_PERSON',
        isDecidable: true,
        ...about,
        detail: {},
      });
      break;
  }
  if (ties.sameNik) add('B03', { other: ties.sameNik });
  if (ties.duplicate) add('B04', { other: ties.duplicate });
  if (ties.samePassport) add('B05', { other: ties.samePassport });
  if (row.onHomeList) add('B06');
  const isRecognised = row.addressQuality === 'FULL' || row.addressQuality === 'PARTIAL';
  const hasNoBox = row.method === 'KSK' && block.list?.byMethod.KSK === 0;
  if (hasNoBox || (row.method === 'POS' && !isRecognised)) {
    add('B11', { method: row.method, addressQuality: row.addressQuality });
  }
  if (!isRecognised) add('B12', { addressQuality: row.addressQuality });
  if (row.passportExpiry !== undefined && row.passportExpiry < pollingText) {
    add('B17', { expiry: row.passportExpiry });
  }
  return faults;
}
