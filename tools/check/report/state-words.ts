import type { CheckState, RuleOutcome } from '../../../subgraphs/oversight/check-document.ts';
import type { FindingState, FindingSubject } from '../../../subgraphs/oversight/finding-document.ts';
import type { Both } from './words.ts';

/** Where a finding stands, as a short name and a sentence. */
export const STATE_WORDS: Readonly<Record<FindingState, { readonly name: Both; readonly meaning: Both }>> = {
  OPEN: {
    name: { id: 'Terbuka', en: 'Open' },
    meaning: { id: 'KPU belum menjawab.', en: 'KPU has not answered.' },
  },
  ANSWERED: {
    name: { id: 'Dijawab', en: 'Answered' },
    meaning: {
      id: 'KPU menjawab; Bawaslu belum menilainya.',
      en: 'KPU answered; Bawaslu has not judged it yet.',
    },
  },
  ACCEPTED: {
    name: { id: 'Diterima', en: 'Accepted' },
    meaning: { id: 'Bawaslu menerima jawaban KPU.', en: "Bawaslu took KPU's answer." },
  },
  REJECTED: {
    name: { id: 'Ditolak', en: 'Rejected' },
    meaning: {
      id: 'Bawaslu tidak menerima jawaban atau perbaikan; KPU menjawab lagi.',
      en: 'Bawaslu did not take the answer or the correction; KPU answers again.',
    },
  },
  CORRECTED: {
    name: { id: 'Diperbaiki', en: 'Corrected' },
    meaning: {
      id: 'KPU menyatakan daftar sudah diperbaiki; Bawaslu belum memastikannya.',
      en: 'KPU says that the list was corrected; Bawaslu has not confirmed it yet.',
    },
  },
  CONFIRMED: {
    name: { id: 'Dipastikan', en: 'Confirmed' },
    meaning: { id: 'Bawaslu memastikan perbaikan.', en: 'Bawaslu confirmed the correction.' },
  },
};

/** What became of a rule, or why it says nothing: not run at all, or all that it counts is suppressed as too small. */
export const OUTCOME_WORDS: Readonly<
  Record<RuleOutcome | 'NOT_CHOSEN' | 'TOO_SMALL', { readonly name: Both; readonly meaning: Both }>
> = {
  CHECKED: {
    name: { id: 'Diperiksa', en: 'Checked' },
    meaning: {
      id: 'Semua yang menyangkut aturan ini diperiksa.',
      en: 'All that the rule is about was examined.',
    },
  },
  NO_DATA_HOLDER: {
    name: { id: 'Tidak ada pemegang data', en: 'Nobody holds the data' },
    meaning: {
      id: 'Tidak ada instansi dalam jaringan ini yang memegang data yang diperlukan.',
      en: 'No agency in the graph holds the data that it takes.',
    },
  },
  NEEDS_WHOLE_LIST: {
    name: { id: 'Perlu seluruh daftar', en: 'Needs the whole list' },
    meaning: {
      id: 'Hanya dapat diputuskan bila semua PPLN diperiksa bersama.',
      en: 'It can only be decided when all committees are checked together.',
    },
  },
  NOT_AVAILABLE: {
    name: { id: 'Data tidak tersedia', en: 'Data not available' },
    meaning: {
      id: 'Data yang diperlukan tidak diberikan pada pemeriksaan ini.',
      en: 'What it needs was not given in this check.',
    },
  },
  TOO_SMALL: {
    name: { id: 'Jumlah terlalu kecil', en: 'Counts too small' },
    meaning: {
      id: 'Yang dihitung terlalu sedikit untuk diberitahukan, agar tidak seorang pun dapat dikenali.',
      en: 'What it counts is too little to be told, so that nobody can be recognised.',
    },
  },
  NOT_CHOSEN: {
    name: { id: 'Tidak dijalankan', en: 'Not run' },
    meaning: {
      id: 'Aturan ini tidak diminta pada pemeriksaan ini.',
      en: 'This check was not asked to run it.',
    },
  },
};

/** How far a check has come. */
export const CHECK_STATE_WORDS: Readonly<Record<CheckState, Both>> = {
  COMPLETE: { id: 'Selesai', en: 'Complete' },
  RUNNING: { id: 'Belum selesai', en: 'Not complete' },
  FAILED: { id: 'Gagal', en: 'Failed' },
};

/** What a finding is about. */
export const SUBJECT_WORDS: Readonly<Record<FindingSubject, Both>> = {
  VOTER: { id: 'Baris daftar', en: 'Row of the list' },
  PERSON: { id: 'Orang', en: 'Person' },
  COMMITTEE: { id: 'PPLN', en: 'Committee' },
  POLLING_POINT: { id: 'Tempat memilih', en: 'Polling point' },
};
