import type { GraphQLScalarType } from 'graphql';
import { CountryCodeScalar } from './country-code.ts';
import { DateScalar } from './date.ts';
import { DateTimeScalar } from './date-time.ts';
import { NikScalar } from './nik.ts';
import { PassportNumberScalar } from './passport-number.ts';
import { RegionCodeScalar } from './region-code.ts';

/** The scalars of `shared.graphql`, by the name that they have there. */
export const SCALARS: Readonly<Record<string, GraphQLScalarType>> = {
  CountryCode: CountryCodeScalar,
  Date: DateScalar,
  DateTime: DateTimeScalar,
  NIK: NikScalar,
  PassportNumber: PassportNumberScalar,
  RegionCode: RegionCodeScalar,
};
