import type { Example } from './example.ts';
import { BAWASLU_EXAMPLES } from './examples/bawaslu.ts';
import { CITIZEN_EXAMPLES } from './examples/citizen.ts';
import { DUKCAPIL_EXAMPLES } from './examples/dukcapil.ts';
import {
  KOMNAS_ANAK_EXAMPLES,
  OPERATOR_EXAMPLES,
  PERPUKADESI_EXAMPLES,
  PUBLIC_EXAMPLES,
} from './examples/everyone.ts';
import { IMIGRASI_EXAMPLES } from './examples/imigrasi.ts';
import { KEMLU_EXAMPLES } from './examples/kemlu.ts';
import { KP2MI_EXAMPLES } from './examples/kp2mi.ts';
import { KPU_EXAMPLES } from './examples/kpu.ts';
import { REGIONAL_GOVERNMENT_EXAMPLES } from './examples/regional-governments.ts';
import { VOCATIONAL_ASSOCIATION_EXAMPLES } from './examples/vocational-associations.ts';

/** Three examples for each agency of `schema/agencies.yaml`. */
export const EXAMPLES: ReadonlyMap<string, readonly Example[]> = new Map([
  ['dukcapil', DUKCAPIL_EXAMPLES],
  ['kp2mi', KP2MI_EXAMPLES],
  ['kemlu', KEMLU_EXAMPLES],
  ['dki-jakarta', REGIONAL_GOVERNMENT_EXAMPLES],
  ['bontang', REGIONAL_GOVERNMENT_EXAMPLES],
  ['flores-timur', REGIONAL_GOVERNMENT_EXAMPLES],
  ['probolinggo', REGIONAL_GOVERNMENT_EXAMPLES],
  ['jember', REGIONAL_GOVERNMENT_EXAMPLES],
  ['hipki', VOCATIONAL_ASSOCIATION_EXAMPLES],
  ['pelita', VOCATIONAL_ASSOCIATION_EXAMPLES],
  ['kpu', KPU_EXAMPLES],
  ['bawaslu', BAWASLU_EXAMPLES],
  ['imigrasi', IMIGRASI_EXAMPLES],
  ['perpukadesi', PERPUKADESI_EXAMPLES],
  ['komnas-anak', KOMNAS_ANAK_EXAMPLES],
  ['citizen', CITIZEN_EXAMPLES],
  ['public', PUBLIC_EXAMPLES],
  ['operator', OPERATOR_EXAMPLES],
]);
