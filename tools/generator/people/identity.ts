import type { MaritalStatus, Sex } from '../../../subgraphs/civil/models.ts';
import { twoDigits } from '../calendar.ts';
import type { Block } from '../plan/plan.ts';
import type { Regency } from '../regions.ts';
import { asOf, votingAge } from '../world.ts';
import { drawBirth } from './birth.ts';
import { fullName, villages } from './names.ts';
import { formatNik, formatNkk, type Registration, registrationOf, strangeRegistration } from './nik.ts';
import { type Sources, stream } from './sources.ts';
import { phoneNumber } from './synthetic-contact.ts';

/** Who somebody is, as the population register has it. */
export interface Identity {
  readonly sex: Sex;
  readonly birthDay: number;
  readonly isDefaultBirthday: boolean;
  /** Completed years on polling day. */
  readonly age: number;
  readonly maritalStatus: MaritalStatus;
  readonly registration: Registration;
  /** Absent for people who were never registered. */
  readonly nik?: string;
  readonly nkk: string;
  readonly fullName: string;
  readonly birthPlace: string;
  /** Where the person comes from now; the NIK may name another regency. */
  readonly origin: Regency;
  readonly isRegisteredElsewhere: boolean;
  readonly district: string;
  readonly address: string;
  readonly phone: string;
  readonly email?: string;
}

/** What KP2MI knows of somebody: working abroad, former worker, first-time candidate, or nothing. */
export type WorkRole = 'ACTIVE' | 'HISTORIC' | 'CANDIDATE' | 'NONE';

/** Youngest ages on polling day at which placements with all their earlier steps fit into a life of work from 18. */
const LEAST_AGE: Readonly<Record<WorkRole, number>> = {
  ACTIVE: 21,
  HISTORIC: 24,
  CANDIDATE: 19,
  NONE: votingAge,
};
const SOLDIERS_AGE = 21;
/** Listed people below voting age who may vote because they are or were married, among those without a record of work. */
const YOUNG_MARRIED = 0.0005;
/** Every ninth person takes the place in the register of the next ninth one: a tenth then live in another region. */
const MOVED_EVERY = 9;
const MOVED_FROM = 4;
const EMAIL_SHARE = 0.4;

/** Draws the identity of the person in a slot. */
export function drawIdentity(sources: Sources, slot: number, block: Block, role: WorkRole): Identity {
  const { plan, random, origins } = sources;
  const person = block.firstPerson + slot - block.firstSlot;
  const isStranger = person >= block.country.people;
  const { parameters } = plan;
  random.begin(slot, stream.identity);

  const sex = block.sex ?? (random.chance(femaleShare(block, parameters)) ? 'F' : 'M');
  const home = origins.originOf(block.countryIndex, isStranger ? person % block.country.people : person);
  const registered = isStranger
    ? home
    : origins.originOf(block.countryIndex, registeredPerson(person, block.country.people));
  const registration = isStranger
    ? strangeRegistration(home.regency.code, person - block.country.people)
    : registrationOf(registered);

  const age = drawAge(sources, block, role);
  const defaultBirthdays = parameters.voterFaults.values.defaultBirthday.share;
  const birth = drawBirth(random, age, registration.layer, defaultBirthdays);
  const maritalStatus = drawMaritalStatus(sources, block, age);
  const hasNik = !random.chance(parameters.presence.noNik) || needsNik(block);
  const nkkDay = random.between(Math.max(birth.day, asOf - 6000), asOf - 400);
  const name = fullName(sex, origins.nameNumber(block.countryIndex, person));
  const district = 1 + random.below(home.regency.districts);

  random.begin(slot, stream.contact);
  const village = random.pick(villages);
  return {
    sex,
    birthDay: birth.day,
    isDefaultBirthday: birth.isDefault,
    age,
    maritalStatus,
    registration,
    ...(hasNik ? { nik: formatNik(registration.place, registration.serial, sex, birth.day) } : {}),
    nkk: formatNkk(registration.place, String(9000 + random.below(1000)), nkkDay),
    fullName: name,
    birthPlace: registered.regency.name,
    origin: home.regency,
    isRegisteredElsewhere: registered.regency.code !== home.regency.code,
    district: `Kecamatan ${twoDigits(district)}`,
    address: `Dusun ${1 + random.below(9)} RT ${twoDigits(1 + random.below(20))} RW ${twoDigits(1 + random.below(12))}, Desa ${village}`,
    phone: phoneNumber('home', slot),
    ...(random.chance(EMAIL_SHARE) ? { email: emailOf(name, slot) } : {}),
  };
}

/** Whether somebody may vote on polling day. */
export function isOldEnough({ age, maritalStatus }: Identity): boolean {
  return age >= votingAge || maritalStatus !== 'SINGLE';
}

function femaleShare({ country }: Block, { femaleShareOfOthers }: Sources['plan']['parameters']): number {
  return femaleShareOfOthers.values[country.code] ?? femaleShareOfOthers.values.default ?? 0.5;
}

function registeredPerson(person: number, people: number): number {
  if (person % MOVED_EVERY !== MOVED_FROM) return person;
  const next = person + MOVED_EVERY;
  return next < people ? next : MOVED_FROM;
}

function needsNik({ kind }: Block): boolean {
  return kind === 'CROSS_BASE' || kind === 'NIK_MISMATCH' || kind === 'NIK_REPEATED_DIGIT';
}

/** Age on polling day, of working age where KP2MI knows the person. */
function drawAge({ random, rates }: Sources, { kind }: Block, role: WorkRole): number {
  if (kind === 'CHILD') return random.below(votingAge);
  if (kind === 'UNDER_AGE') return random.between(votingAge - 3, votingAge - 1);
  if (kind === 'PLAIN' && role === 'NONE' && random.chance(YOUNG_MARRIED)) return votingAge - 1;
  const least = kind === 'ARMED_FORCES' ? SOLDIERS_AGE : LEAST_AGE[role];
  const { from, until } = random.among(rates.ages);
  return random.between(Math.max(from, least), Math.max(until, least));
}

function drawMaritalStatus({ random, rates }: Sources, { kind }: Block, age: number): MaritalStatus {
  if (kind === 'CHILD' || kind === 'UNDER_AGE') return 'SINGLE';
  return age < votingAge ? 'MARRIED' : random.among(rates.maritalStatus);
}

/** An address under a domain that is reserved for examples (RFC 2606). */
function emailOf(name: string, slot: number): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}.${slot.toString(36)}@example.org`;
}
