import type { ReportData } from '../data/report-data.ts';
import { both } from '../markup/both.ts';
import { html, type Markup } from '../markup/markup.ts';

/** What a reader must know before the figures: the check did not end well, or findings stand elsewhere by now. */
export function notices({ check, isFollowed }: ReportData): readonly Markup[] {
  const found: Markup[] = [];
  if (check.state === 'RUNNING') {
    found.push(
      both(
        'Pemeriksaan ini belum selesai. Angka di bawah hanya menghitung yang sudah ditemukan.',
        'This check is not complete. The figures below count only what was found so far.',
      ),
    );
  }
  if (check.state === 'FAILED') {
    found.push(
      both(
        'Pemeriksaan ini gagal sebelum selesai. Angka di bawah hanya menghitung yang sempat ditemukan.',
        'This check failed before its end. The figures below count only what it came to find.',
      ),
    );
  }
  if (isFollowed) {
    found.push(
      both(
        'Sudah ada pemeriksaan yang lebih baru. Temuan yang ditemukannya lagi tercatat padanya, dan tidak dihitung di sini.',
        'There is a later check. What it found again stands in its report, and is not counted here.',
      ),
    );
  }
  return found.map((text) => html`<p class="notice">${text}</p>`);
}
