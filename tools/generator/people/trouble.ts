import type { ComplaintDocument } from '../../../subgraphs/ministry/worker-document.ts';
import { dayText } from '../calendar.ts';
import { fullName } from './names.ts';
import { tellTwice } from './narrative.ts';
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
  const status = isSolved ? 'SOLVED' : random.pick(unsolved);
  const channel = random.pick(channels);
  const file = 1 + random.below(99_999);
  return {
    category,
    status,
    ...tellTwice(
      fullName('M', file),
      (name) => `Complaint by ${channel}; the worker asks for help and names ${name}, file ${file}.`,
    ),
    at: dayText(random.between(from, until)),
  };
}

const channels = ['e-mail', 'e-pengaduan', 'social media', 'SMS', 'letter', 'phone', 'a visit'] as const;
