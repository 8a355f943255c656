import type { ElectionDocument, PplnDocument } from '../../../subgraphs/electoral/models.ts';
import { dayText } from '../calendar.ts';
import type { PollingPoints } from '../people/ballot.ts';
import { election, listFixedOn, pollingDay } from '../world.ts';

/** The committees, with as many polling points as the data set has. */
export function pplnDocuments(points: readonly PollingPoints[]): readonly PplnDocument[] {
  return points.map(({ committee, count, capacity }) => ({
    _id: committee.code,
    name: `PPLN ${committee.city}`,
    missionKind: committee.missionKind,
    city: committee.city,
    country: committee.country,
    tpsln: count.TPSLN,
    ksk: count.KSK,
    pos: count.POS,
    capacity,
  }));
}

/** The general elections that the graph knows, past and coming; the voter list is that of 2024. */
export function electionDocuments(): readonly ElectionDocument[] {
  return [
    { _id: 'PEMILU-2019', name: 'Pemilihan Umum 2019', pollingDay: '2019-04-17' },
    {
      _id: election,
      name: 'Pemilihan Umum 2024',
      pollingDay: dayText(pollingDay),
      listFixedOn: dayText(listFixedOn),
    },
    { _id: 'PEMILU-2029', name: 'Pemilihan Umum 2029', pollingDay: '2029-02-14' },
  ];
}
