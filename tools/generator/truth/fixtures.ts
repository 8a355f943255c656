import type { Committee } from '../committees.ts';
import type { Person } from '../people/person.ts';
import { regionsWithAgreement } from '../regions.ts';

/** Somebody whom a consumer's row filter gives, and somebody whom it leaves out. */
export interface FixtureDocument {
  /** Agency, or agency and unit as in links: `kemlu:KBRI-KUALA-LUMPUR`, `kpu:990501`. */
  readonly _id: string;
  readonly insideCitizenId: string;
  readonly outsideCitizenId: string;
}

/** Picks people for fixtures while they go by; what it holds grows with agencies and units only. */
export interface FixturePicker {
  readonly add: (person: Person) => void;
  readonly fixtures: () => readonly FixtureDocument[];
}

interface Pick {
  readonly id: string;
  readonly kindsOfRows: number;
}

/**
 * Makes a picker. Of all people inside, and of all outside, it takes the first of those who have rows of the most kinds.
 */
export function createFixturePicker(committees: readonly Committee[]): FixturePicker {
  const filters = new Map<string, (person: Person) => boolean>();
  const linked = ['kp2mi', 'kemlu', 'kpu', 'bawaslu', 'hipki', 'pelita'];
  const units = committees.flatMap(({ code, missionCode }) => [`kemlu:${missionCode}`, `kpu:${code}`]);
  for (const link of linked) filters.set(link, ({ links }) => links.includes(link));
  for (const [agency, codes] of Object.entries(regionsWithAgreement)) {
    filters.set(agency, ({ identity }) => codes.includes(identity.origin.code));
  }
  const inside = new Map<string, Pick>();
  const outside = new Map<string, Pick>();
  /** The first two people who have the most: inside and outside of a filter that gives one person alone. */
  const richest: Pick[] = [];
  /** People of different units: whoever is inside one of them is outside of most others. */
  const strangersOf = new Map<string, Pick & { readonly links: readonly string[] }>();

  const better = (picks: Map<string, Pick>, key: string, candidate: Pick) => {
    if (candidate.kindsOfRows > (picks.get(key)?.kindsOfRows ?? -1)) picks.set(key, candidate);
  };
  return {
    add: (person) => {
      const candidate = { id: person.id, kindsOfRows: countKinds(person) };
      for (const [key, isInside] of filters) better(isInside(person) ? inside : outside, key, candidate);
      for (const link of person.links) {
        if (!link.includes(':')) continue;
        better(inside, link, candidate);
        const known = strangersOf.get(link);
        if (candidate.kindsOfRows > (known?.kindsOfRows ?? -1)) {
          strangersOf.set(link, { ...candidate, links: person.links });
        }
      }
      if (richest.length === 2 && candidate.kindsOfRows <= (richest[1]?.kindsOfRows ?? 0)) return;
      richest.push(candidate);
      richest.sort((a, b) => b.kindsOfRows - a.kindsOfRows);
      richest.splice(2);
    },
    fixtures: () => {
      for (const unit of units) {
        const strangers = [...strangersOf.values()].filter(({ links }) => !links.includes(unit));
        for (const stranger of strangers) better(outside, unit, stranger);
      }
      const [first, second] = richest;
      for (const key of ['imigrasi', 'citizen']) {
        if (first) inside.set(key, first);
        if (second) outside.set(key, second);
      }
      return [...filters.keys(), ...units, 'imigrasi', 'citizen'].flatMap((key) => {
        const [insider, outsider] = [inside.get(key), outside.get(key)];
        return insider && outsider
          ? [{ _id: key, insideCitizenId: insider.id, outsideCitizenId: outsider.id }]
          : [];
      });
    },
  };
}

function countKinds({ work, stay, consularCase, trainings, isListed, crossings, deferrals }: Person): number {
  const there = [
    work,
    work?.placements.length,
    work?.complaints.length,
    work?.repatriations.length,
    stay,
    consularCase,
    trainings.length,
    trainings.some(({ certificate }) => certificate),
    isListed,
    crossings.length,
    deferrals.length,
  ];
  return there.filter(Boolean).length;
}
