import type { ComplaintDocument } from '../../../subgraphs/ministry/worker-document.ts';
import { dayText } from '../calendar.ts';
import type { Sources } from './sources.ts';

const unsolved = ['RECEIVED', 'IN_PROGRESS', 'IN_PROGRESS'] as const;

/** Draws a complaint to KP2MI made between two days. */
export function drawComplaint(
  { plan, random, rates }: Sources,
  from: number,
  until: number,
): ComplaintDocument {
  const category = random.among(rates.complaintCategory);
  const isSolved = random.chance(plan.parameters.complaintsPerYear.solved.share);
  return {
    category,
    status: isSolved ? 'SOLVED' : random.pick(unsolved),
    narrative: `Complaint by ${random.pick(channels)}; the worker asks for help, file ${1 + random.below(99_999)}.`,
    at: dayText(random.between(from, until)),
  };
}

const channels = ['e-mail', 'e-pengaduan', 'social media', 'SMS', 'letter', 'phone', 'a visit'] as const;
