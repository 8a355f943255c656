import type { ChainReport } from '../../gateway/ledger/verify/chain-report.ts';
import { describeFault } from '../../gateway/ledger/verify/fault.ts';
import { faultsOf, type LedgerReport } from '../../gateway/ledger/verify/verify-ledger.ts';

/** Says what was found, in lines for people. Pure. */
export function describeReport(report: LedgerReport, seconds: number): readonly string[] {
  const faults = faultsOf(report);
  const entries = report.chains.reduce((sum, chain) => sum + chain.entries + chain.stubs, 0);
  const chains = report.chains.length === 1 ? '1 chain' : `${report.chains.length} chains`;
  const speed = Math.round(entries / Math.max(seconds, 0.001));
  const amount = `${entries} entries of ${chains} in ${seconds.toFixed(1)} s, ${speed} entries/s`;
  return [
    ...report.chains.flatMap(describeChain),
    ...faults.map((fault) => `FAULT  ${describeFault(fault)}.`),
    faults.length === 0 ? `The ledger holds: ${amount}.` : `The ledger does not hold: ${amount}.`,
  ];
}

function describeChain(report: ChainReport): readonly string[] {
  const { chain, from, through, checkpoints, anchor, uncovered, seals, stubs, leftOut } = report;
  if (through === 0 && from === 0) return [`${chain}: nothing of it was read.`];
  const remarks: string[] = [];
  if (anchor !== undefined) remarks.push(`It begins behind checkpoint ${anchor}, with entry ${from}.`);
  if (stubs > 0) remarks.push(`Of ${stubs} entries the hash alone is left, under ${seals} seals.`);
  if (leftOut > 0)
    remarks.push(`It is a sealed part: of ${leftOut} entries between, it tells the hash alone.`);
  if (report.unfinishedSeals > 0) {
    remarks.push(`${report.unfinishedSeals} seals reach beyond it: what they sealed was not counted.`);
  }
  if (uncovered > 0) remarks.push(`No checkpoint covers the last ${uncovered} entries yet.`);
  if (report.missingInSecondPlace > 0) {
    remarks.push(`The second place does not have ${report.missingInSecondPlace} of its checkpoints.`);
  }
  if (report.beyond > 0) remarks.push(`The second place has ${report.beyond} checkpoints beyond it.`);
  if (report.clockWentBack > 0) remarks.push(`The clock went back ${report.clockWentBack} times.`);
  const times = report.firstTime === undefined ? '' : `, ${report.firstTime} to ${report.lastTime}`;
  return [
    `${chain}: entries ${from} to ${through}${times}; ${checkpoints} checkpoints.`,
    ...remarks.map((remark) => `  ${remark}`),
  ];
}
