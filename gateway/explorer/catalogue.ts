import type { Agency, Group, Participants } from '../access/agency.ts';
import type { Agreement, Purpose } from '../access/agreement.ts';
import type { Example } from './example.ts';
import { listPurposes } from './list-purposes.ts';

/** One agency as the explorer offers it. */
export interface CatalogueAgency {
  readonly id: string;
  readonly name: string;
  /** Heading under which the choice of agencies lists it. */
  readonly section: string;
  readonly units?: { readonly kind: string; readonly codes: readonly string[] };
  /** Purposes for which some agreement gives it data. */
  readonly purposes: readonly Purpose[];
  readonly isSubjectAccess: boolean;
  readonly examples: readonly Example[];
}

/** What the explorer's page knows before it asks the graph: who may ask, for what, and how a token is had. */
export interface Catalogue {
  /** True when `POST /explorer/token` hands out development tokens. */
  readonly givesTokens: boolean;
  readonly agencies: readonly CatalogueAgency[];
  /** Purpose to what it means, in a sentence. */
  readonly purposes: Readonly<Record<string, string>>;
  /** Id of an agency or group to its name: a denial names its provider by id. */
  readonly names: Readonly<Record<string, string>>;
}

/** What the catalogue is drawn from: the agencies file, the agreements, and the examples that go with them. */
export interface CatalogueSource {
  readonly participants: Participants;
  readonly agreements: readonly Agreement[];
  /** Purpose to what it means, in a sentence. */
  readonly purposes: ReadonlyMap<Purpose, { readonly en: string }>;
  /** Agency to its examples, in the order in which they are shown. */
  readonly examples: ReadonlyMap<string, readonly Example[]>;
}

/** Draws up the catalogue, agencies in the order of the agencies file. Pure. */
export function createCatalogue(source: CatalogueSource, givesTokens: boolean): Catalogue {
  const { participants, agreements, purposes, examples } = source;
  const { agencies, groups } = participants;
  return {
    givesTokens,
    agencies: [...agencies.values()].map((agency) => ({
      id: agency.id,
      name: agency.name,
      section: sectionOf(agency, participants),
      ...(agency.units && { units: agency.units }),
      purposes: listPurposes(agency, participants, agreements),
      isSubjectAccess: agency.isSubjectAccess,
      examples: examples.get(agency.id) ?? [],
    })),
    purposes: Object.fromEntries([...purposes].map(([purpose, { en }]) => [purpose, en])),
    names: Object.fromEntries([...agencies.values(), ...groups.values()].map(({ id, name }) => [id, name])),
  };
}

function sectionOf(agency: Agency, { agencies, groups, providers }: Participants): string {
  if ([...providers.values()].includes(agency.id)) return 'Agencies with data of their own';
  const isProper = (group: Group) => group.members.length < agencies.size;
  const group = [...groups.values()].find((each) => isProper(each) && each.members.includes(agency.id));
  return group?.name ?? 'Others';
}
