/** A text in the two languages of the report. */
export interface Both {
  /** Indonesian. */
  readonly id: string;
  /** English. */
  readonly en: string;
}

/** What a reader is told of a rule. */
export interface RuleWords {
  readonly name: Both;
  /** What it finds. */
  readonly finds: Both;
  /** What a finding means for a voter. */
  readonly meaning: Both;
}

/** A row of the table below: name, what it finds, what that means for a voter; each in Indonesian, then in English. */
type Row = readonly [string, string, string, string, string, string];

const ROWS: Readonly<Record<string, Row>> = {
  B01: [
    'Di bawah umur',
    'Under age',
    'Belum 17 tahun pada hari pemungutan suara dan belum pernah menikah.',
    'Not yet 17 on polling day, and never married.',
    'Belum berhak memilih. Baris dikeluarkan, kecuali tanggal lahir atau status perkawinan di dalamnya keliru.',
    'Has no right to vote yet. The row goes, unless the birth date or marital status on it is wrong.',
  ],
  B02: [
    'Meninggal dunia',
    'Deceased',
    'KP2MI mencatat bahwa pekerja ini dipulangkan dalam keadaan meninggal dunia.',
    'KP2MI recorded that this worker was brought home dead.',
    'Surat suaranya dapat dipakai orang lain. Kematian dipastikan lebih dahulu, lalu baris dikeluarkan.',
    'Somebody else could use the ballot. The death is confirmed first; then the row goes.',
  ],
  B03: [
    'NIK di beberapa PPLN',
    'NIK on several lists',
    'NIK yang sama tercatat pada daftar lebih dari satu PPLN.',
    'The same NIK stands on the lists of more than one committee.',
    'Satu orang memilih satu kali. Satu baris dipertahankan, di tempat pemilih benar-benar tinggal.',
    'One person votes once. One row stays: where the voter really lives.',
  ],
  B04: [
    'Orang tercatat ganda',
    'Person listed twice',
    'Nama, tanggal lahir, jenis kelamin, dan alamat yang sama muncul lebih dari sekali pada satu PPLN.',
    'The same name, birth date, sex and address stand more than once on one list.',
    'Satu baris dipertahankan; hak memilih tidak hilang.',
    'One of the rows stays; the right to vote is not lost.',
  ],
  B05: [
    'Paspor dipakai beberapa orang',
    'Passport of several persons',
    'Satu nomor paspor tercatat atas nama dua orang atau lebih.',
    'One passport number stands on the rows of two or more persons.',
    'Ada nomor yang keliru, atau identitas dipakai orang lain. Nomornya diperbaiki; pemegang yang sah tetap terdaftar.',
    'A number is wrong, or somebody uses the identity of another. The number is mended; its rightful holder stays.',
  ],
  B06: [
    'Juga terdaftar di dalam negeri',
    'Also on the home list',
    'Nama juga tercatat pada daftar pemilih di Indonesia.',
    'The name stands on the list of voters in Indonesia as well.',
    'Bila pemilih memang tinggal di luar negeri, namanya dikeluarkan dari daftar dalam negeri, bukan dari daftar ini.',
    'If the voter does live abroad, the name is taken off the home list and not off this one.',
  ],
  B07: [
    'Anggota TNI atau Polri',
    'Armed forces or police',
    'Anggota aktif TNI atau Polri, yang tidak menggunakan hak memilih.',
    'Active members of the armed forces or the police, who do not vote.',
    'Tidak ada instansi dalam jaringan ini yang memegang datanya. Tidak seorang pun diperiksa.',
    'No agency in the graph holds the data. Nobody was examined.',
  ],
  B08: [
    'Sudah kembali ke Indonesia',
    'Returned to Indonesia',
    'KP2MI mencatat kepulangan pada bulan setelah daftar ditetapkan.',
    'KP2MI recorded a return in a month after the list was fixed.',
    'Hak memilih tetap ada, di Indonesia. Pemilih dipindahkan ke daftar di tempat tinggalnya.',
    'The right to vote remains, in Indonesia. The voter is moved to the list of the home address.',
  ],
  B09: [
    'Bekerja di negara lain',
    'Works in another country',
    'Penempatan yang sedang berjalan menurut KP2MI ada di negara lain daripada PPLN ini.',
    "The worker's current placement, as KP2MI has it, is in another country than this committee.",
    'Pemilih dipindahkan ke PPLN di negara tempatnya bekerja; hak memilih tidak hilang.',
    'The voter is moved to the committee of the country of work; the right to vote is not lost.',
  ],
  B10: [
    'Berhak, belum terdaftar',
    'Eligible, not registered',
    'Pekerja aktif menurut KP2MI, cukup umur atau pernah menikah, tanpa satu baris pun di daftar mana pun.',
    'An active worker of KP2MI, old enough or once married, without a row on any list.',
    'Tidak menerima surat suara. Perlu didaftarkan, atau datang pada hari pemungutan suara sebagai pemilih khusus (DPKLN).',
    'Gets no ballot. To be registered, or to come on polling day as a voter of the special list (DPKLN).',
  ],
  B11: [
    'Metode memilih tidak cocok',
    'Voting method does not fit',
    'Terdaftar lewat pos tanpa alamat yang dapat dikirimi, atau lewat kotak suara keliling di PPLN yang tidak memilikinya.',
    'Listed for post without a deliverable address, or for a mobile box where the committee has none.',
    'Surat suara tidak akan sampai. Alamat dilengkapi, atau metodenya diganti.',
    'The ballot will not arrive. The address is completed, or the method changed.',
  ],
  B12: [
    'Alamat tidak dikenali',
    'Address not recognised',
    'Alamat hanya berupa kota atau negara, berada di Indonesia, atau sekadar catatan.',
    'The address is only a city or a country, lies in Indonesia, or is a mere note.',
    'Keberadaan pemilih dipastikan dan alamatnya dilengkapi. Alamat yang kurang tidak menghapus hak memilih.',
    'It is ascertained where the voter is, and the address completed. A poor address does not end the right to vote.',
  ],
  B13: [
    'Satu alamat, banyak pemilih',
    'Many voters at one address',
    'Sepuluh baris atau lebih pada satu alamat di satu PPLN.',
    'Ten or more rows at one address of one committee.',
    'Dapat saja wajar: asrama, kapal, perkebunan. Diperiksa di lapangan sebelum sesuatu diubah.',
    'It may be in order: a hostel, a ship, a plantation. Looked at on the spot before anything is changed.',
  ],
  B14: [
    'NIK tidak sah',
    'NIK not valid',
    'Bentuk NIK keliru, angkanya berulang, atau tidak cocok dengan jenis kelamin atau tanggal lahir di barisnya.',
    'The NIK is malformed, repeats one digit, or does not fit the sex or birth date on the row.',
    'NIK diperbaiki menurut dokumen pemilih. Salah tulis tidak menghapus hak memilih.',
    "The NIK is mended by the voter's documents. A slip of the pen does not end the right to vote.",
  ],
  B15: [
    'Warga negara asing',
    'Foreigner',
    'Pemegang KTP-el warga negara asing.',
    "Holders of a foreigner's identity card.",
    'Tidak ada instansi dalam jaringan ini yang memegang datanya. Tidak seorang pun diperiksa.',
    'No agency in the graph holds the data. Nobody was examined.',
  ],
  B16: [
    'Tanpa dokumen',
    'No document',
    'Belum merekam KTP-el dan tanpa paspor di barisnya.',
    'No identity card recorded, and no passport on the row.',
    'Kewarganegaraan dibuktikan lebih dahulu. Pekerja tanpa dokumen dapat terdaftar bila terbukti warga negara Indonesia.',
    'Citizenship is proven first. Workers without papers may be listed once it is.',
  ],
  B17: [
    'Paspor kedaluwarsa',
    'Passport expired',
    'Menurut salinan KPU, masa berlaku paspor berakhir sebelum hari pemungutan suara.',
    "By KPU's copy, the passport expires before polling day.",
    'Tanda risiko, bukan alasan mengeluarkan pemilih dari daftar.',
    'A sign of risk, and no ground for taking a voter off the list.',
  ],
  B18: [
    'Melebihi kapasitas',
    'Over capacity',
    'Baris pada satu TPSLN, KSK, atau satuan pos melebihi kapasitasnya.',
    'A polling station, mobile box or postal unit has more rows than its capacity.',
    'Bukan kesalahan pemilih. Pemilih dibagi ulang, agar tidak ada yang antre tanpa sempat memilih.',
    'No fault of a voter. Voters are spread anew, so that nobody queues and cannot vote.',
  ],
  B19: [
    'Nama terlalu pendek',
    'Name too short',
    'Nama hanya terdiri atas dua huruf atau kurang.',
    'The name has two letters or fewer.',
    'Nama dicocokkan dengan dokumen. Nama sependek itu dapat saja benar.',
    'The name is held against the documents. A name as short as that may be right.',
  ],
  B20: [
    'Lonjakan pemilih khusus',
    'Surge of the special list',
    'Di TPSLN dan KSK, lebih banyak pemilih datang dari daftar khusus (DPK) daripada dari daftar tetap (DPT).',
    'At stations and boxes, more voters came from the special list (DPK) than from the fixed one (DPT).',
    'Tentang PPLN, bukan pemilih: tanda bahwa daftar tetap tidak memuat mereka yang benar-benar memilih.',
    'About the committee and not a voter: a sign that the fixed list lacks those who really vote.',
  ],
};

/** What readers are told of each rule, by its code, in the order of the codes. */
export const RULE_WORDS: ReadonlyMap<string, RuleWords> = new Map(
  Object.entries(ROWS).map(([code, [nameId, nameEn, findsId, findsEn, meaningId, meaningEn]]) => [
    code,
    {
      name: { id: nameId, en: nameEn },
      finds: { id: findsId, en: findsEn },
      meaning: { id: meaningId, en: meaningEn },
    },
  ]),
);
