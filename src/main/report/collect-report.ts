import { classIssues } from '../../shared/class-issues.ts';
import type { Report } from '../../shared/report.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { openSnapshot } from '../index/export-rows.ts';
import { readRuns } from '../index/report-runs.ts';
import { lastSampleId } from '../index/tally.ts';
import { chooseFaces } from './choose-faces.ts';
import { collectChannels } from './collect-channels.ts';
import { collectCounts } from './collect-counts.ts';
import { collectDecisions } from './collect-decisions.ts';
import { collectDuplicates } from './collect-duplicates.ts';
import { collectFiles } from './collect-files.ts';
import { collectIssues } from './collect-issues.ts';
import { collectPictures } from './collect-pictures.ts';
import { countAttention } from './count-attention.ts';
import type { ReportSource } from './report-source.ts';

/** Runs that are listed. */
const RUNS = 8;

/**
 * All that is known about a dataset as a whole: counts of one moment, read without holding up others, and issues as the
 * query worker sees them.
 * @throws the signal's reason when it is aborted
 */
export async function collectReport(dataset: Dataset, version: string, signal?: AbortSignal): Promise<Report> {
  const db = openSnapshot(dataset.read.name);
  try {
    const source: ReportSource = { db, lastId: lastSampleId(db), ...(signal === undefined ? {} : { signal }) };
    const { name, folder } = dataset.info();
    const { classCounts, ...counts } = await collectCounts(source);
    return {
      name,
      folder,
      madeMs: Date.now(),
      version,
      ...counts,
      classIssues: classIssues(classCounts),
      pictures: await collectPictures(source),
      files: await collectFiles(source),
      channels: await collectChannels(source),
      issues: await collectIssues(dataset, source),
      needAttention: await countAttention(dataset, signal),
      duplicates: await collectDuplicates(source),
      decided: await collectDecisions(source),
      runs: readRuns(db, RUNS),
      faces: await chooseFaces(dataset, source, counts.classes),
    };
  } finally {
    db.close();
  }
}
