import type { Sex } from '../../../subgraphs/civil/models.ts';
import { scramble } from '../random/random.ts';

/*
 * Names are put together from parts, so that no list of them is a list of people. The parts are words and given names
 * that are common in Indonesia.
 */

const womensStems =
  'Sri Dewi Siti Ratna Wulan Nur Indah Retno Endang Kartika Lestari Puspita Mega Ayu Maya Rina Yuli Tri Eka Dian';
const womensEndings = ['', 'wati', 'ningsih', 'yanti', 'yani', 'ningrum', 'lina', 'tika', 'sari', 'asih'];
const mensStems =
  'Budi Agus Joko Bambang Hadi Slamet Wahyu Eko Dwi Heri Rudi Hendra Yudi Arif Adi Tono Surya Bagus Iwan Dedi';
const mensEndings = ['', 'yanto', 'wan', 'santo', 'adi', 'yono', 'pranoto', 'man', 'karno', 'jaya'];
const middles =
  'Nirmala Cahya Kirana Purnama Bintang Fajar Kencana Melati Anggrek Kenanga Cempaka Rahayu Utama Pratama Wicaksana ' +
  'Permata Mutiara Intan Samudra Angkasa Bumi Mentari Embun Gemilang Sentosa Makmur Sejati Abadi Mulia Bahagia Damai ' +
  'Harapan Setia Teguh Luhur Jati Kemala Laras Lembayung Pelangi Rimba Telaga Tirta Wibawa Yuda Zamrud Andika Bestari ' +
  'Candra Darma Erlangga Fitra Guntur Hanum Inggit Juwita Kusuma Lintang Mahesa Nusa';
const lastStems =
  'Wira Kusuma Nata Surya Pramu Satya Jaya Adi Maha Raja Darma Cakra Brata Wijaya Sastra Karta Suma Raksa Singa Tirta';
const lastEndings =
  'negara kusuma diningrat atmaja putra wijaya santosa dinata winata saputra permana mihardja sasmita praja subrata laksana ' +
  'wardana pranata hardja yasa';

const words = (text: string): readonly string[] => text.split(' ');
const combine = (stems: readonly string[], endings: readonly string[]): readonly string[] =>
  stems.flatMap((stem) => endings.map((ending) => stem + ending));

const firsts: Readonly<Record<Sex, readonly string[]>> = {
  F: combine(words(womensStems), womensEndings),
  M: combine(words(mensStems), mensEndings),
};
const seconds = words(middles);
const thirds = combine(words(lastStems), words(lastEndings));

/** How many full names there are for each sex. */
export const NAMES = firsts.F.length * seconds.length * thirds.length;

/**
 * Gives the full name with a number under {@link NAMES}. Different numbers give different names, so that two people
 * never look like one who is listed twice; neighbouring numbers have nothing in common.
 */
export function fullName(sex: Sex, number: number): string {
  const first = number % firsts[sex].length;
  const second = Math.floor(number / firsts[sex].length) % seconds.length;
  const beyond = Math.floor(number / (firsts[sex].length * seconds.length));
  const third = (beyond + scramble(first * seconds.length + second)) % thirds.length;
  return `${firsts[sex][first]} ${seconds[second]} ${thirds[third]}`;
}

/** Names of two letters or fewer, as rule B19 finds them on voter lists. */
export const shortNames: readonly string[] = words('Ai Bo Cu De Em Fu Ga Hi Ii Ju Ko La Mi Ni Oy Pi');

const villageStems = words('Suka Karang Tanjung Sumber Wono Banyu Tegal Pasir Muara Bukit');
const villageEndings = words('maju rejo sari jaya mulyo asri harjo indah makmur tani');

/** Names of villages. */
export const villages = combine(villageStems, villageEndings);

/** Names of streets abroad. */
export const streets: readonly string[] = words(
  'Harbour Lotus Garden Temple Market Station River Hill Orchid Bamboo Jasmine Mango Palm Coral Pearl Lantern Bridge Mill ' +
    'School Factory Dock Canal Valley Ridge Sunrise Sunset Cedar Maple Willow Banyan Tamarind Ginger Pepper Clove Cotton ' +
    'Silk Copper Silver Amber Ivory Granite Marble Meadow Forest Lake Spring Island Bay Cape Summit',
).flatMap((word) => [`${word} Road`, `${word} Street`, `${word} Lane`]);
