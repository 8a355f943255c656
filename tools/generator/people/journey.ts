import type { CrossingDirection, DeferralReason } from '../../../subgraphs/immigration/models.ts';
import { dayOf } from '../calendar.ts';
import type { Block } from '../plan/plan.ts';
import { asOf, statisticsYears } from '../world.ts';
import { arrivalPorts, departurePorts } from './ports.ts';
import { type Sources, stream } from './sources.ts';
import type { Work } from './work.ts';

/** A border crossing of somebody. */
export interface CrossingFacts {
  readonly direction: CrossingDirection;
  readonly day: number;
  /** Minutes after midnight, UTC. */
  readonly minute: number;
  readonly port: string;
  /** Country travelled to, or come from. */
  readonly country: string;
}

/** A passport application of somebody that was put off. */
export interface DeferralFacts {
  readonly day: number;
  readonly office: string;
  readonly reason: DeferralReason;
}

/** Part of the crossings that were recorded; of people whom KP2MI does not know, part who have one. */
const [RECORDED_SHARE, OTHERS_SHARE] = [0.8, 0.5];
/** Days of the gap after the attack on the national data centre: no arrivals were recorded. */
const gap = { from: dayOf(2024, 6, 20), until: dayOf(2024, 7, 31) };
const firstDay = dayOf(2012, 1, 1);
const offices = ['Jakarta Pusat', 'Karawang', 'Surabaya', 'Mataram', 'Medan', 'Cilacap'] as const;

/** Draws the crossings of a person, oldest first. Shown people have all theirs. */
export function drawCrossings(
  { random }: Sources,
  slot: number,
  block: Block,
  work: Work | undefined,
  isShown: boolean,
): readonly CrossingFacts[] {
  random.begin(slot, stream.journey);
  const crossings: CrossingFacts[] = [];
  const add = (direction: CrossingDirection, day: number, country: string) => {
    const isRecorded = random.chance(RECORDED_SHARE) || isShown;
    const port = random.pick(direction === 'OUT' ? departurePorts : arrivalPorts);
    const minute = random.below(24 * 60);
    if (!isRecorded || (direction === 'IN' && day >= gap.from && day <= gap.until)) return;
    crossings.push({ direction, day, minute, port, country });
  };
  for (const { scheme, departure, country, returned } of work?.outlines ?? []) {
    if (scheme !== 'EXTENSION_ABROAD') add('OUT', departure, country);
    if (returned && returned.reason !== 'DEATH') add('IN', returned.day, country);
  }
  if (!work && random.chance(OTHERS_SHARE)) {
    add('OUT', random.between(firstDay, asOf - 30), block.country.code);
  }
  return crossings;
}

/** Draws the deferred applications of a person. Shown people have one. Continues the stream of {@link drawCrossings}. */
export function drawDeferrals({ random, rates }: Sources, isShown: boolean): readonly DeferralFacts[] {
  return statisticsYears
    .filter((year) => random.chance(rates.deferral) || (isShown && year === statisticsYears[0]))
    .map((year) => ({
      day: dayOf(year, 1, 1) + random.below(365),
      office: random.pick(offices),
      reason: random.among(rates.deferralReason),
    }));
}
