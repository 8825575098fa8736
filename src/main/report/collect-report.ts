import { classIssues } from '../../shared/class-issues.ts';
import type { Example, Report } from '../../shared/report.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { openSnapshot } from '../index/export-rows.ts';
import { nextFace, readExamples } from '../index/report-examples.ts';
import { readRuns } from '../index/report-runs.ts';
import { lastSampleId } from '../index/tally.ts';
import { collectChannels } from './collect-channels.ts';
import { collectCounts, type ReportCounts } from './collect-counts.ts';
import { collectDecisions } from './collect-decisions.ts';
import { collectDuplicates } from './collect-duplicates.ts';
import { collectFiles } from './collect-files.ts';
import { collectIssues } from './collect-issues.ts';
import { collectPictures } from './collect-pictures.ts';
import { countAttention } from './count-attention.ts';
import type { ReportSource } from './report-source.ts';

/** Runs that are listed. */
const RUNS = 8;
/** Pictures that introduce the dataset. */
const FACES = 12;
/** From here on one picture of each class says more than some of all. */
const MANY_CLASSES = 6;

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
    const { classCounts, faces, ...counts } = await collectCounts(source);
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
      faces: chooseFaces(source, counts.classes, faces),
    };
  } finally {
    db.close();
  }
}

/** One of each of the most frequent classes; of few classes, or none, pictures from all over the folder. */
function chooseFaces(
  { db, lastId }: ReportSource,
  classes: ReportCounts['classes'],
  faces: ReportCounts['faces'],
): readonly Example[] {
  const ofClasses = classes.rows.flatMap((row) => faces.get(row.class) ?? []);
  const stride = Math.max(1, lastId / FACES);
  const anywhere = Array.from({ length: FACES }, (_, i) => nextFace(db, Math.floor(i * stride) + 1));
  const chosen = ofClasses.length > MANY_CLASSES ? ofClasses.slice(0, FACES) : anywhere.filter((id) => id !== null);
  return readExamples(db, [...new Set(chosen)]).map((example) => ({ ...example, score: null, reason: null }));
}
