import { ageOn } from '../../shared/age-on.ts';
import { badInput } from '../../shared/errors.ts';
import type { CivilContext } from '../loaders.ts';
import type { CitizenDocument, RegionDocument } from '../models.ts';

/** Days on which Indonesia voted or will vote for its president. A free choice of days would give birth dates away. */
const POLLING_DAYS = ['2019-04-17', '2024-02-14', '2029-02-14'];

/** Resolves `Citizen`. Fields that are stored under their own name need no line here. */
export const citizenResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: CivilContext) =>
    await loaders.citizenById.load(id),
  id: ({ _id }: CitizenDocument) => _id,
  originProvince: loadRegion('originProvince'),
  originRegency: loadRegion('originRegency'),
  birthYear: ({ birthDate }: CitizenDocument) => Number(birthDate.slice(0, 4)),
  ageOn: ({ birthDate }: CitizenDocument, { date }: { readonly date: string }) => {
    if (!POLLING_DAYS.includes(date)) throw badInput('date', `a polling day, ${POLLING_DAYS.join(', ')}`);
    return ageOn(birthDate, date);
  },
  everMarried: ({ maritalStatus }: CitizenDocument) => maritalStatus !== 'SINGLE',
};

function loadRegion(field: 'originProvince' | 'originRegency') {
  return async (
    citizen: CitizenDocument,
    _: unknown,
    { loaders }: CivilContext,
  ): Promise<RegionDocument | null> => await loaders.regionByCode.load(citizen[field]);
}
