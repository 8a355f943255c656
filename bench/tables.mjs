import { CANDIDATES } from './candidates.mjs';

const labelOf = (name) => CANDIDATES.find((each) => each.name === name).label;

/** A ratio with its spread: `25 [19-37]`. */
export function formatRatio({ median, least, most }) {
  return `${short(median)} [${short(least)}-${short(most)}]`;
}

function short(number) {
  if (number >= 100) return number.toFixed(0);
  return number >= 10 ? number.toFixed(1) : number.toFixed(2);
}

/** One line for a pair that was measured. */
export function formatProgress(query, names, { rate, perCpuSecond, figures }) {
  const [base, other] = figures;
  const times = `${other.rate.toFixed(0)}/s against ${base.rate.toFixed(0)}/s`;
  return `${query}: ${names[1]} to ${names[0]}: ${formatRatio(rate)} by rate (${times}), ${formatRatio(perCpuSecond)} by CPU; alone p50 ${short(other.p50Alone)} ms against ${short(base.p50Alone)} ms`;
}

/**
 * The tables, as Markdown: for each query one against stock, and one of the other pairs.
 *
 * @param measured for each query `{ query, about, pairs: [{ names, figures, rate, perCpuSecond }] }`
 */
export function formatTables(measured) {
  return measured.map(formatQuery).join('\n');
}

function formatQuery({ query, about, pairs }) {
  const toStock = pairs.filter(({ names }) => names[0] === 'stock');
  const others = pairs.filter(({ names }) => names[0] !== 'stock');
  const lines = [`**${query[0].toUpperCase()}${query.slice(1)}**: ${about}.`, ''];
  if (toStock.length > 0) {
    lines.push(
      '| gateway | requests/s, to stock | requests per CPU-second, to stock | requests/s | CPU-s per 1,000 | p50 / p99 ms | p50 alone, ms | peak MB |',
      '|---|---|---|---|---|---|---|---|',
      row(labelOf('stock'), '1', '1', middle(toStock.map(({ figures }) => figures[0]))),
      ...toStock.map(({ names, figures, rate, perCpuSecond }) =>
        row(labelOf(names[1]), formatRatio(rate), formatRatio(perCpuSecond), figures[1]),
      ),
      '',
    );
  }
  if (others.length > 0) {
    lines.push(
      '| pair | requests/s | requests per CPU-second | p50 alone, ms, against |',
      '|---|---|---|---|',
      ...others.map(
        ({ names, rate, perCpuSecond, figures: [base, other] }) =>
          `| ${labelOf(names[1])}, to ${labelOf(names[0])} | ${formatRatio(rate)} | ${formatRatio(perCpuSecond)} | ${short(other.p50Alone)}, ${short(base.p50Alone)} |`,
      ),
      '',
    );
  }
  return lines.join('\n');
}

function row(
  label,
  rate,
  perCpuSecond,
  { rate: perSecond, cpuPerThousand, p50, p99, p50Alone, peakMegabytes },
) {
  return `| ${label} | ${rate} | ${perCpuSecond} | ${perSecond.toFixed(0)} | ${cpuPerThousand.toFixed(2)} | ${short(p50)} / ${short(p99)} | ${short(p50Alone)} | ${peakMegabytes.toFixed(0)} |`;
}

/** Stock is in several pairs: of each figure the one in the middle. */
function middle(figures) {
  const of = (key) => figures.map((each) => each[key]).sort((a, b) => a - b)[Math.floor(figures.length / 2)];
  return Object.fromEntries(Object.keys(figures[0]).map((key) => [key, of(key)]));
}
