/** Airports and seaports by which people come home. */
export const arrivalPorts = [
  'Soekarno-Hatta',
  'Juanda',
  'Kualanamu',
  'Nunukan',
  'Batam Centre',
  'Zainuddin Abdul Madjid',
] as const;
/** Airports and seaports by which people leave. */
export const departurePorts = [
  'Soekarno-Hatta',
  'Juanda',
  'Ngurah Rai',
  'Kualanamu',
  'Batam Centre',
  'Nunukan',
] as const;
