import type { Both } from './words.ts';

/** What stands behind a code in evidence, as a short name and a sentence. */
export interface EvidenceWords {
  readonly name: Both;
  readonly meaning: Both;
}

/** Each code that evidence may have. */
export const EVIDENCE_WORDS: ReadonlyMap<string, EvidenceWords> = new Map(
  Object.entries({
    age: {
      name: { id: 'usia', en: 'age' },
      meaning: { id: 'Tahun genap pada hari pemungutan suara.', en: 'Completed years on polling day.' },
    },
    repatriatedMonth: {
      name: { id: 'dipulangkan', en: 'brought home' },
      meaning: { id: 'Bulan pemulangan menurut KP2MI.', en: 'Month of the repatriation, by KP2MI.' },
    },
    returnedMonth: {
      name: { id: 'pulang', en: 'returned' },
      meaning: {
        id: 'Bulan kepulangan terakhir menurut KP2MI.',
        en: 'Month of the latest return, by KP2MI.',
      },
    },
    token: {
      name: { id: 'tanda', en: 'token' },
      meaning: {
        id: 'Sama pada baris yang saling cocok. Dibuat KPU dengan kunci; tidak mengatakan apa pun tentang orangnya.',
        en: 'Equal on rows that match. Made by KPU with a key; it says nothing about the person.',
      },
    },
    rows: {
      name: { id: 'baris', en: 'rows' },
      meaning: { id: 'Banyaknya baris yang saling cocok.', en: 'How many rows match.' },
    },
    committees: {
      name: { id: 'PPLN', en: 'committees' },
      meaning: {
        id: 'Pada daftar berapa PPLN baris itu ada.',
        en: 'On the lists of how many committees those are.',
      },
    },
    persons: {
      name: { id: 'orang', en: 'persons' },
      meaning: { id: 'Tentang berapa orang baris itu.', en: 'About how many persons those are.' },
    },
    country: {
      name: { id: 'negara kerja', en: 'country of work' },
      meaning: { id: 'Negara penempatan menurut KP2MI.', en: 'Country of the placement, by KP2MI.' },
    },
    method: {
      name: { id: 'metode', en: 'method' },
      meaning: { id: 'Cara memilih yang tercatat.', en: 'How the voter is listed to vote.' },
    },
    addressQuality: {
      name: { id: 'alamat', en: 'address' },
      meaning: {
        id: 'Seberapa lengkap alamatnya menurut KPU; alamatnya sendiri tidak ada di sini.',
        en: 'How complete the address is, by KPU; the address itself is not here.',
      },
    },
    reason: {
      name: { id: 'sebab', en: 'reason' },
      meaning: { id: 'Mengapa metodenya tidak cocok.', en: 'Why the method does not fit.' },
    },
    nikState: {
      name: { id: 'NIK', en: 'NIK' },
      meaning: {
        id: 'Apa yang keliru pada NIK; NIK-nya sendiri tidak ada di sini.',
        en: 'What is wrong with the NIK; the NIK itself is not here.',
      },
    },
    voters: {
      name: { id: 'pemilih', en: 'voters' },
      meaning: { id: 'Baris pada tempat memilih itu.', en: 'Rows at that polling point.' },
    },
    capacity: {
      name: { id: 'kapasitas', en: 'capacity' },
      meaning: {
        id: 'Kapasitas satu tempat memilih di PPLN itu.',
        en: 'What a polling point of that committee can take.',
      },
    },
    letters: {
      name: { id: 'huruf', en: 'letters' },
      meaning: { id: 'Banyaknya huruf pada nama.', en: 'Letters in the name.' },
    },
    dpt: {
      name: { id: 'DPT', en: 'DPT' },
      meaning: { id: 'Yang datang dari daftar tetap.', en: 'Those who came from the fixed list.' },
    },
    dpk: {
      name: { id: 'DPK', en: 'DPK' },
      meaning: { id: 'Yang datang dari daftar khusus.', en: 'Those who came from the special list.' },
    },
  }),
);

/** Each code that stands for a value in evidence; other values are shown as they are. */
export const VALUE_WORDS: ReadonlyMap<string, Both> = new Map(
  Object.entries({
    FULL: { id: 'lengkap', en: 'full' },
    PARTIAL: { id: 'sebagian', en: 'partial' },
    CITY_ONLY: { id: 'hanya kota', en: 'city only' },
    COUNTRY_ONLY: { id: 'hanya negara', en: 'country only' },
    IN_INDONESIA: { id: 'di Indonesia', en: 'in Indonesia' },
    PLACEHOLDER: { id: 'sekadar catatan', en: 'a mere note' },
    TPSLN: { id: 'TPSLN', en: 'polling station' },
    KSK: { id: 'KSK', en: 'mobile box' },
    POS: { id: 'pos', en: 'post' },
    NO_DELIVERABLE_ADDRESS: { id: 'tanpa alamat kirim', en: 'no deliverable address' },
    NO_MOBILE_BOX: { id: 'PPLN tanpa KSK', en: 'committee without mobile boxes' },
    MISSING: { id: 'tidak ada', en: 'missing' },
    VALID: { id: 'sah', en: 'valid' },
    MALFORMED: { id: 'bentuknya keliru', en: 'malformed' },
    REPEATED_DIGIT: { id: 'angka berulang', en: 'one digit repeated' },
    SEX_DIFFERS: { id: 'jenis kelamin berbeda', en: 'sex differs' },
    BIRTH_DATE_DIFFERS: { id: 'tanggal lahir berbeda', en: 'birth date differs' },
  }),
);
