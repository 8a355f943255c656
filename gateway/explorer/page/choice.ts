import type { Catalogue, CatalogueAgency } from '../catalogue.ts';

/** Who the explorer asks as, and why. */
export interface Choice {
  readonly agency: string;
  /** Code of a unit; absent for the agency itself. */
  readonly unit?: string;
  readonly purpose: string;
  /** Id of the person who asks, at an agency with subject access; empty until it is given. Kept out of the address. */
  readonly person?: string;
}

/** A choice that may lack parts. */
export type WantedChoice = { readonly [part in keyof Choice]?: Choice[part] | undefined };

/** The agency of a choice, or the first when the choice names none that takes part. */
export function agencyOf(catalogue: Catalogue, id: string | undefined): CatalogueAgency | undefined {
  return catalogue.agencies.find((agency) => agency.id === id) ?? catalogue.agencies[0];
}

/**
 * A choice that the catalogue allows, as near as can be to the wanted one: a purpose or unit that the agency
 * does not have gives way to that of its first example, and to the agency itself. Pure.
 */
export function fitChoice(catalogue: Catalogue, wanted: WantedChoice): Choice | undefined {
  const agency = agencyOf(catalogue, wanted.agency);
  if (!agency) return undefined;
  const { unit, purpose, person } = wanted;
  const isOwn = (wish: string | undefined) => agency.purposes.some((each) => each === wish);
  const [first] = [purpose, agency.examples[0]?.purpose, ...agency.purposes].filter(isOwn);
  return {
    agency: agency.id,
    purpose: first ?? 'STATISTICS',
    ...(unit !== undefined && agency.units?.codes.includes(unit) && { unit }),
    ...(agency.isSubjectAccess && { person: person ?? '' }),
  };
}

/** Reads the choice that a link carries behind its `#`. */
export function readChoiceFromHash(hash: string): WantedChoice {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const [agency, unit, purpose] = ['agency', 'unit', 'purpose'].map((name) => parameters.get(name));
  return { ...(agency && { agency }), ...(unit && { unit }), ...(purpose && { purpose }) };
}

/** What a link to this choice carries behind its `#`; never the person. */
export function writeChoiceToHash({ agency, unit, purpose }: Choice): string {
  return `#${new URLSearchParams({ agency, ...(unit && { unit }), purpose })}`;
}
