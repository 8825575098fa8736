import type { ExportSummary } from '../../shared/export.ts';
import type { Job, JobKind } from '../../shared/job.ts';
import { formatCount, formatSeconds } from '../ui/format.ts';

const TITLES: Readonly<Record<JobKind, string>> = {
  index: 'Index',
  export: 'Export',
  'sample-dataset': 'Sample dataset',
  embed: 'Embed',
  map: 'Map',
  arrange: 'Arrange',
  model: 'Model',
  fetch: 'Download',
  forget: 'Forget vectors',
  predictions: 'Predictions',
  predict: 'Classifier',
  'out-of-fold': 'Out of fold',
  annotations: 'Annotators',
  'auto-clean': 'Auto-clean',
  skew: 'Skew of splits',
};

export function jobTitle(job: Job): string {
  return TITLES[job.kind];
}

/** 0 to 1; null: not known yet. */
export function jobShare({ done, total }: Job): number | null {
  return total === null || total === 0 ? null : Math.min(1, done / total);
}

/** `1,234 of 10,000 · 312/s · 28 s left`; what is not known is left out. */
export function progressText(job: Job): string {
  const { done, total, perSecond, state } = job;
  if (state === 'queued') return 'Waiting for the job before it';
  const count = total === null ? (done === 0 ? null : formatCount(done)) : `${formatCount(done)} of ${formatCount(total)}`;
  const rate = perSecond === null || perSecond <= 0 ? null : `${formatRate(perSecond)}/s`;
  const left = secondsLeft(job);
  return [count, rate, left === null ? null : `${formatSeconds(left)} left`].filter((part) => part !== null).join(' · ');
}

/** Seconds to the end at the present rate; null: not known. */
export function secondsLeft({ done, total, perSecond }: Job): number | null {
  if (total === null || perSecond === null || perSecond <= 0 || done >= total) return null;
  return (total - done) / perSecond;
}

/** What became of a job that ended. */
export function endText(job: Job): string {
  const { state, message, done, total } = job;
  if (state === 'cancelled') {
    return total === null ? 'Stopped' : `Stopped at ${formatCount(done)} of ${formatCount(total)}; what was done is kept`;
  }
  return message ?? (state === 'failed' ? 'Failed' : 'Done');
}

/** The folder an export wrote, where the job was one. */
export function exportedFolder(job: Job): string | null {
  if (job.kind !== 'export' || job.state !== 'done' || job.result === null) return null;
  return (job.result as ExportSummary).out;
}

function formatRate(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : formatCount(Math.round(perSecond));
}
