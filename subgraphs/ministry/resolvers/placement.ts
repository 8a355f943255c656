import type { MinistryContext } from '../loaders.ts';
import type { ContractDocument, InsuranceDocument, PlacementDocument } from '../placement-document.ts';

/** Resolves `Placement`. Fields that are stored under their own name need no line here. */
export const placementResolvers = {
  destinationCountry: ({ destinationCountry }: PlacementDocument) => ({ code: destinationCountry }),
  p3mi: async ({ p3mi }: PlacementDocument, _: unknown, { loaders }: MinistryContext) =>
    p3mi === undefined ? null : await loaders.p3miByLicence.load(p3mi),
  returnMonth: ({ returnDate }: PlacementDocument) => returnDate?.slice(0, 7),
};

/** Resolves `Contract`. */
export const contractResolvers = {
  period: ({ from, until }: ContractDocument) => ({ from, until }),
  wage: ({ wageAmount, wageCurrency }: ContractDocument) => ({ amount: wageAmount, currency: wageCurrency }),
};

/** Resolves `Insurance`. */
export const insuranceResolvers = {
  validity: ({ from, until }: InsuranceDocument) => ({ from, until }),
};
