import type { Job } from '../../shared/job.ts';
import type { Sink } from './output.ts';

const BAR_CELLS = 24;
const CLEAR_LINE = '\r\u001b[2K';

/** A progress bar on a terminal, nothing anywhere else. */
export function progressLine(err: Sink): { show(job: Job): void; clear(): void } {
  if (!err.isTerminal) return { show: () => {}, clear: () => {} };
  return {
    show: (job) => void err.write(`${CLEAR_LINE}${describeProgress(job)}`),
    clear: () => void err.write(CLEAR_LINE),
  };
}

/** `Reading images  ██████░░░░  1,200/10,000  830/s  11 s left` */
export function describeProgress(job: Job): string {
  const { stage, done, total, perSecond } = job;
  const parts = [stage];
  if (total !== null && total > 0) {
    const full = Math.min(BAR_CELLS, Math.floor((done / total) * BAR_CELLS));
    parts.push(`${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)}`, `${count(done)}/${count(total)}`);
  } else if (done > 0) parts.push(count(done));
  if (perSecond !== null) parts.push(`${count(Math.round(perSecond))}/s`);
  if (total !== null && perSecond !== null && perSecond > 0) parts.push(`${timeLeft((total - done) / perSecond)} left`);
  return parts.join('  ');
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}

function timeLeft(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
