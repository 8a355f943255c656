import { hash } from 'node:crypto';
import type { AddressQuality, VoterDocument } from '../../../subgraphs/electoral/voter-document.ts';
import type { Committee } from '../committees.ts';
import type { BlockKind } from '../plan/block-kinds.ts';
import type { Block } from '../plan/plan.ts';
import { sharedGroup } from '../plan/strata.ts';
import { drawAddress } from './address.ts';
import type { RowSubject } from './row-subject.ts';
import { type Sources, stream } from './sources.ts';

const qualityOf: Readonly<Partial<Record<BlockKind, AddressQuality>>> = {
  INDONESIAN_ADDRESS: 'IN_INDONESIA',
  PLACEHOLDER_ADDRESS: 'PLACEHOLDER',
  SHARED_ADDRESS: 'FULL',
};
/** Of the addresses that are not recognised. */
const CITY_SHARE = 0.8;

/** Draws the address of a row; continues the stream of the row. */
export function drawRowAddress(
  { plan, random }: Sources,
  slot: number,
  { kind, list, firstSlot, count }: Block,
  { person, repeated }: RowSubject,
): Pick<VoterDocument, 'addressAbroad' | 'addressKey' | 'addressCity' | 'addressQuality'> {
  if (repeated && kind === 'DUPLICATE') {
    const { addressAbroad, addressKey, addressCity, addressQuality } = repeated;
    return { addressAbroad, addressKey, ...(addressCity ? { addressCity } : {}), addressQuality };
  }
  const committee = list?.committee as Committee;
  const { addressUnrecognised, voterFaults } = plan.parameters;
  const unrecognised =
    addressUnrecognised.values[committee.missionCode] ??
    addressUnrecognised.values[committee.country] ??
    addressUnrecognised.values.default ??
    0;
  const isRecognised = !random.chance(unrecognised);
  const isPartial = random.chance(voterFaults.values.addressPartial.share);
  const hasCity = random.chance(CITY_SHARE);
  const quality =
    qualityOf[kind] ??
    (isRecognised ? (isPartial ? 'PARTIAL' : 'FULL') : hasCity ? 'CITY_ONLY' : 'COUNTRY_ONLY');
  if (kind === 'SHARED_ADDRESS') {
    random.begin(firstSlot + sharedGroup(slot - firstSlot, count), stream.sharedAddress);
  }
  const drawn = drawAddress(random, committee, quality);
  if (kind === 'SHARED_ADDRESS') random.begin(slot, stream.sharedAddress);
  const own = quality === 'FULL' && kind !== 'SHARED_ADDRESS' && kind !== 'CROSS_COMMITTEE';
  const text = own ? (person?.stay?.address ?? drawn) : drawn;
  const hasForeignCity = quality === 'FULL' || quality === 'PARTIAL' || quality === 'CITY_ONLY';
  return {
    addressAbroad: text,
    addressKey: hash('sha256', `${plan.seed} ${text}`, 'base64url').slice(0, 22),
    ...(hasForeignCity ? { addressCity: committee.city } : {}),
    addressQuality: quality,
  };
}
