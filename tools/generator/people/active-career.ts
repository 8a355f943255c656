import { addMonths, dayOf, dayText } from '../calendar.ts';
import type { Committee } from '../committees.ts';
import { asOf, listFixedOn } from '../world.ts';
import type { Career } from './former-career.ts';
import type { PlacementOutline } from './placement.ts';
import { arrivalPorts } from './ports.ts';
import type { Sources } from './sources.ts';
import { drawComplaint } from './trouble.ts';
import type { CareerFacts } from './work.ts';

/** Missions that serve countries without one, among those to which workers go. A modelling choice. */
const servedFrom: Readonly<Record<string, string>> = { ZM: 'ZW', MV: 'LK' };
const EARLIER_SHARE = 0.3;
const WORKING_AGE_MONTHS = 18 * 12;
/** A worker counts as departed, and not yet as active, for so many days. */
const DEPARTED_DAYS = 30;

/** Draws the placements of somebody who works abroad now. Listed people return from earlier ones before the list is fixed. */
export function drawActiveCareer(sources: Sources, facts: CareerFacts): Career {
  const { plan, random, rates } = sources;
  const { block, identity, isListed, isShown, consularCase } = facts;
  const [country, committee] = destinationOf(sources, facts);
  const year = random.among(rates.activeYears);
  const departure = dayOf(year, random.among(rates.months), 1 + random.below(28));
  const usual =
    plan.parameters.contractMonths.values[country] ?? plan.parameters.contractMonths.values.default ?? 24;
  const months = year === 2023 ? 36 : year === 2024 ? Math.max(24, usual) : usual;
  const drawn = isShown ? 'P_TO_P' : random.among(rates.schemes(country));

  const working = addMonths(identity.birthDay, WORKING_AGE_MONTHS);
  const extended = addMonths(departure, -24);
  const isExtendable = drawn !== 'EXTENSION_ABROAD' || extended >= working;
  const scheme = isExtendable ? drawn : 'P_TO_P';
  const died = consularCase?.category === 'DEATH' ? consularCase.openedOn : undefined;
  const diedAtWork = died !== undefined && died > departure;
  const latest: PlacementOutline = {
    country,
    committee,
    scheme,
    departure,
    months,
    ...(diedAtWork ? { returned: { day: Math.min(died + 14, asOf), reason: 'DEATH' as const } } : {}),
  };

  const earlier: PlacementOutline[] = [];
  let broughtHome: number | undefined;
  if (scheme === 'EXTENSION_ABROAD') {
    earlier.push({ country, committee, scheme: 'P_TO_P', departure: extended, months: 24 });
  } else if (isShown || scheme === 'EXTENSION_DOMESTIC' || random.chance(EARLIER_SHARE)) {
    const last = Math.min(departure - 45, isListed ? listFixedOn - 21 : departure - 45);
    const stayed = random.pick([12, 18, 24] as const);
    const returned = random.between(Math.max(addMonths(working, stayed), last - 1500), last);
    if (addMonths(returned, -stayed) >= working && returned <= last) {
      if (isShown) broughtHome = returned;
      earlier.push({
        country: block.country.code,
        committee: facts.committee,
        scheme: 'P_TO_P',
        departure: addMonths(returned, -stayed),
        months: 24,
        returned: { day: returned, reason: isShown ? 'PROBLEM' : 'CONTRACT_ENDED' },
      });
    }
  }
  const repatriations = [
    ...(broughtHome === undefined
      ? []
      : [repatriation(sources, broughtHome, block.country.code, 'PROBLEM' as const)]),
    ...(latest.returned ? [repatriation(sources, latest.returned.day, country, 'DEATH' as const)] : []),
  ];
  return {
    status: diedAtWork
      ? 'DECEASED'
      : scheme.startsWith('EXTENSION')
        ? 'EXTENDED'
        : departure > asOf - DEPARTED_DAYS
          ? 'DEPARTED'
          : 'ACTIVE',
    outlines: [...earlier, latest],
    complaints: isShown ? [drawComplaint(sources, departure, asOf)] : [],
    repatriations,
  };
}

function destinationOf({ plan, random, rates }: Sources, facts: CareerFacts): [string, Committee] {
  const home = facts.block.country.code;
  if (facts.block.kind !== 'MOVED') return [home, facts.committee];
  let country = random.among(rates.destinations);
  while (country === home) country = random.among(rates.destinations);
  const committees = rates.committees.get(servedFrom[country] ?? country);
  if (!committees) throw new Error(`No mission serves ${country}; there are ${plan.committees.length}.`);
  return [country, random.among(committees)];
}

function repatriation({ random }: Sources, day: number, country: string, cause: 'PROBLEM' | 'DEATH') {
  return { date: dayText(day), country, arrivalPort: random.pick(arrivalPorts), cause };
}
