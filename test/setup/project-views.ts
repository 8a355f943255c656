import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Purpose } from '../../gateway/access/agreement.ts';
import type { RowAsker } from '../../gateway/access/row-filter.ts';
import type { View } from '../../gateway/access/view.ts';
import { readSupergraph } from '../../gateway/composition/read-supergraph.ts';
import { createPolicy } from '../../gateway/registry/policy.ts';
import { readProjectAgencies, readProjectAgreements, schemaFolder } from '../project-agreements.ts';

const directory = await readProjectAgencies();
const graph = readSupergraph(readFileSync(join(schemaFolder, 'supergraph.graphql'), 'utf8'));

/** The policy that the project publishes. */
export const policy = createPolicy(graph, directory.participants, await readProjectAgreements(directory));

/** Somebody who may ask, with the purposes for which an agreement gives them persons. */
export interface Consumer {
  readonly agency: string;
  readonly unit?: string;
  readonly purposes: readonly Purpose[];
}

/** Everybody who takes part, units by one example each. */
export const CONSUMERS: readonly Consumer[] = [
  { agency: 'kp2mi', purposes: ['PLACEMENT_SERVICE', 'PROTECTION_CASE', 'DATA_PROTECTION'] },
  { agency: 'kemlu', purposes: ['PROTECTION_CASE', 'DATA_PROTECTION'] },
  { agency: 'kemlu', unit: 'KBRI-KUALA-LUMPUR', purposes: ['PROTECTION_CASE'] },
  ...['dki-jakarta', 'bontang', 'flores-timur', 'probolinggo', 'jember'].map(
    (agency): Consumer => ({ agency, purposes: ['TRAINING_MATCH', 'REPATRIATION', 'DATA_PROTECTION'] }),
  ),
  { agency: 'hipki', purposes: ['TRAINING_MATCH'] },
  { agency: 'pelita', purposes: ['TRAINING_MATCH'] },
  { agency: 'kpu', purposes: ['VOTER_LIST_BUILD', 'DATA_PROTECTION'] },
  { agency: 'kpu', unit: '990501', purposes: ['VOTER_LIST_BUILD'] },
  { agency: 'bawaslu', purposes: ['VOTER_LIST_OVERSIGHT', 'DATA_PROTECTION'] },
  { agency: 'imigrasi', purposes: ['BORDER_PREVENTION', 'DATA_PROTECTION'] },
  { agency: 'citizen', purposes: ['SUBJECT_ACCESS'] },
  { agency: 'dukcapil', purposes: ['PROTECTION_CASE', 'DATA_PROTECTION'] },
  { agency: 'public', purposes: ['STATISTICS'] },
  { agency: 'operator', purposes: ['STATISTICS'] },
  { agency: 'perpukadesi', purposes: ['STATISTICS', 'PROTECTION_CASE'] },
  { agency: 'komnas-anak', purposes: ['STATISTICS', 'PROTECTION_CASE'] },
];

/** How a consumer is called in titles. */
export function nameOf({ agency, unit }: Consumer): string {
  return unit === undefined ? agency : `${agency}:${unit}`;
}

/** The view of a consumer on the day of the test, and who asks as far as rows depend on it. */
export function viewOf(
  consumer: Consumer,
  purpose: Purpose,
  subject?: string,
): { readonly view: View; readonly asker: RowAsker } {
  const agency = policy.participants.agencies.get(consumer.agency);
  if (!agency) throw new Error(`No agency is called ${consumer.agency}.`);
  const holder = consumer.unit === undefined ? 'agency' : 'unit';
  return {
    view: policy.view({ consumer: agency, holder, purpose, today: TODAY }),
    asker: { agency, ...(consumer.unit && { unit: consumer.unit }), ...(subject && { subject }) },
  };
}

/** A day on which every signed agreement is in force. */
export const TODAY = '2026-12-01';
