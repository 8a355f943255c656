/** A province, by its Kemendagri code of 2025. */
export interface Province {
  readonly code: string;
  readonly name: string;
}

/** A regency or city. */
export interface Regency {
  /** Dotted Kemendagri code. */
  readonly code: string;
  readonly name: string;
  readonly province: string;
  /** How many district codes (`01` on) the population numbers of the generator use. */
  readonly districts: number;
}

/** The 38 provinces. Papua's codes differ from those of the statistics office (BPS). */
export const provinces: readonly Province[] = [
  ['11', 'Aceh'],
  ['12', 'Sumatera Utara'],
  ['13', 'Sumatera Barat'],
  ['14', 'Riau'],
  ['15', 'Jambi'],
  ['16', 'Sumatera Selatan'],
  ['17', 'Bengkulu'],
  ['18', 'Lampung'],
  ['19', 'Kepulauan Bangka Belitung'],
  ['21', 'Kepulauan Riau'],
  ['31', 'DKI Jakarta'],
  ['32', 'Jawa Barat'],
  ['33', 'Jawa Tengah'],
  ['34', 'DI Yogyakarta'],
  ['35', 'Jawa Timur'],
  ['36', 'Banten'],
  ['51', 'Bali'],
  ['52', 'Nusa Tenggara Barat'],
  ['53', 'Nusa Tenggara Timur'],
  ['61', 'Kalimantan Barat'],
  ['62', 'Kalimantan Tengah'],
  ['63', 'Kalimantan Selatan'],
  ['64', 'Kalimantan Timur'],
  ['65', 'Kalimantan Utara'],
  ['71', 'Sulawesi Utara'],
  ['72', 'Sulawesi Tengah'],
  ['73', 'Sulawesi Selatan'],
  ['74', 'Sulawesi Tenggara'],
  ['75', 'Gorontalo'],
  ['76', 'Sulawesi Barat'],
  ['81', 'Maluku'],
  ['82', 'Maluku Utara'],
  ['91', 'Papua'],
  ['92', 'Papua Barat'],
  ['93', 'Papua Selatan'],
  ['94', 'Papua Tengah'],
  ['95', 'Papua Pegunungan'],
  ['96', 'Papua Barat Daya'],
].map(([code = '', name = '']) => ({ code, name }));

/** District codes run to 51 in the data of 2025; regencies whose number is not noted below use all of them. */
const MOST_DISTRICTS = 51;

const named: readonly (readonly [code: string, name: string, districts?: number])[] = [
  ['31.01', 'Kepulauan Seribu', 2],
  ['31.71', 'Kota Jakarta Pusat', 8],
  ['31.72', 'Kota Jakarta Utara', 6],
  ['31.73', 'Kota Jakarta Barat', 8],
  ['31.74', 'Kota Jakarta Selatan', 10],
  ['31.75', 'Kota Jakarta Timur', 10],
  ['64.74', 'Kota Bontang', 3],
  ['53.06', 'Flores Timur', 19],
  ['35.13', 'Probolinggo', 24],
  ['35.09', 'Jember', 31],
  ['32.12', 'Indramayu'],
  ['32.09', 'Cirebon'],
  ['33.01', 'Cilacap'],
  ['33.24', 'Kendal'],
  ['35.02', 'Ponorogo'],
  ['35.04', 'Tulungagung'],
  ['35.05', 'Blitar'],
  ['35.07', 'Malang'],
  ['35.10', 'Banyuwangi'],
  ['52.02', 'Lombok Tengah'],
  ['52.03', 'Lombok Timur'],
  ['18.02', 'Lampung Tengah'],
  ['18.07', 'Lampung Timur'],
];

/** Regencies and provinces whose governments have an agreement of their own, with the regencies that they answer for. */
export const regionsWithAgreement: Readonly<Record<string, readonly string[]>> = {
  'dki-jakarta': ['31.01', '31.71', '31.72', '31.73', '31.74', '31.75'],
  bontang: ['64.74'],
  'flores-timur': ['53.06'],
  probolinggo: ['35.13'],
  jember: ['35.09'],
};

const agreed = new Set(Object.values(regionsWithAgreement).flat());

/**
 * The regencies that people come from. Provinces of which no regency is named, or none but one with an agreement of
 * its own, have `PP.01` for all the others: a modelling choice that keeps to codes of the right form.
 */
export const regencies: readonly Regency[] = provinces.flatMap(({ code: province, name: provinceName }) => {
  const own = named
    .filter(([code]) => code.startsWith(province))
    .map(([code, name, districts = MOST_DISTRICTS]) => ({ code, name, province, districts }));
  const isCovered = province === '31' || own.some(({ code }) => !agreed.has(code));
  if (isCovered) return own;
  const rest = {
    code: `${province}.01`,
    name: `${provinceName} (kabupaten lain)`,
    province,
    districts: MOST_DISTRICTS,
  };
  return [rest, ...own];
});
