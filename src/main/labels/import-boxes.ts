import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isUprightSize, type PictureFrame, uprightPlace } from '../../shared/box.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { LabelFilesSummary } from '../../shared/label-files.ts';
import { MATCH_RULES } from '../../shared/prediction-file.ts';
import { renewPlaces } from '../dataset/apply-layout.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { WritableDb } from '../db/connection.ts';
import {
  appliedBoxSource,
  applyBoxSource,
  areLabelsStale,
  beginBoxSource,
  createBoxWriter,
  createFrameReader,
  dropUnappliedBoxes,
  type NewAnnotation,
  type NewBox,
  readLabelFile,
} from '../index/boxes.ts';
import { createNameIds } from '../index/classes.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { createSampleMatcher, readSampleLookup } from '../predictions/match-samples.ts';
import { createPauses } from '../predictions/prediction-file.ts';
import { createProblemCounter, type ProblemCounter } from '../predictions/read-problems.ts';
import { findLabelFiles, type LabelFile, type LabelFileSet, labelFilesAt } from './find-label-files.ts';
import type { FoundBox, LabelSink, NamedImage } from './label-sink.ts';
import { readCoco } from './read-coco.ts';
import { readVoc } from './read-voc.ts';

/** Rows of one transaction: a few milliseconds. */
const ROWS_AT_ONCE = 500;

/**
 * Brings the given boxes up to date with the annotation files in the folder or beside it, or with those that a person named. All
 * of them are read anew where any file or sample changed; until that is done queries see what was there before.
 * @param inside files of the folder that may be annotations
 * @returns null: there are none
 * @throws AbortError
 */
export async function importBoxes(
  dataset: Dataset,
  inside: readonly LabelFile[],
  context: JobContext,
): Promise<LabelFilesSummary | null> {
  const db = writerOf(dataset);
  const before = appliedBoxSource(db);
  const chosen = readLabelFile(db);
  const set = chosen === null ? await findLabelFiles(dataset.folder, inside) : await chosenFiles(chosen);
  if (set === 'lost') return before?.summary ?? null;
  const fingerprint = set === null ? '' : fingerprintOf(set);
  if ((before?.fingerprint ?? '') === fingerprint && !areLabelsStale(db)) return before?.summary ?? null;
  const read = set === null ? null : await readAll(dataset, db, set, fingerprint, context);
  const applied = read !== null && (set?.isOutside === false || read.summary.samples > 0) ? read : null;
  applyBoxSource(db, applied);
  await dropUnapplied(db);
  if (applied !== null || before !== null) {
    await renewPlaces(db);
    await dataset.changed(null);
  }
  return applied?.summary ?? null;
}

/** A file that was named and is gone takes nothing away. */
async function chosenFiles(path: string): Promise<LabelFileSet | 'lost'> {
  try {
    return await labelFilesAt(path);
  } catch (error) {
    if (error instanceof WinnowError) return 'lost';
    throw error;
  }
}

function fingerprintOf({ format, files, lists }: LabelFileSet): string {
  const hash = createHash('sha256').update(format);
  for (const { path, sizeBytes, mtimeMs } of [...files, ...lists]) hash.update(`\0${path}\0${sizeBytes}\0${mtimeMs}`);
  return hash.digest('hex');
}

async function dropUnapplied(db: WritableDb): Promise<void> {
  while (dropUnappliedBoxes(db)) await nextTurn();
}

async function readAll(
  dataset: Dataset,
  db: WritableDb,
  set: LabelFileSet,
  fingerprint: string,
  { signal, report }: JobContext,
): Promise<{ readonly id: number; readonly summary: LabelFilesSummary }> {
  await dropUnapplied(db);
  report({ stage: 'Reading labels', done: 0, total: 100 });
  const lookup = await readSampleLookup(db, dataset.folder, signal);
  const id = beginBoxSource(db, fingerprint);
  const problems = createProblemCounter();
  const rows = createRows(db, id, signal);
  const matcher = createSampleMatcher(lookup, signal);
  const frameOf = createFrameReader(db);
  const frames = new Map<number, { readonly frame: PictureFrame | null; readonly isUpright: boolean }>();
  const find = async (image: NamedImage): Promise<number | null> => {
    let isAmbiguous = false;
    for (const path of image.paths) {
      const match = await matcher.match(path, RULES);
      if (match.place !== null) return lookup.ids[match.place] ?? null;
      isAmbiguous ||= match.isAmbiguous;
    }
    problems.add(isAmbiguous ? 'ambiguous-path' : 'unmatched-path', null, image.paths.at(-1) ?? '');
    return null;
  };
  const sink = (share: (ofFile: number) => number): LabelSink => ({
    async image(image) {
      const sampleId = await find(image);
      if (sampleId === null) return null;
      const frame = frameOf(sampleId);
      const isUpright = frame !== null && isUprightSize(image.size, frame);
      if (frame !== null && image.size !== null) checkSize(image, frame, problems);
      frames.set(sampleId, { frame, isUpright });
      await rows.annotation({ sampleId, isUpright }, image.split);
      return sampleId;
    },
    async box(sampleId, box) {
      const { frame = null, isUpright = false } = frames.get(sampleId) ?? {};
      const place = frame === null || isUpright ? box.place : uprightPlace(box.place, frame);
      await rows.box(sampleId, { ...box, place });
    },
    problem: (kind, text) => problems.add(kind, null, text),
    progress: (ofFile) => report({ done: Math.round(100 * share(ofFile)), total: 100 }),
  });
  if (set.format === 'voc')
    await readVoc(
      set.files,
      dataset.folder,
      await splitsOf(set),
      sink((share) => share),
    );
  else {
    for (const [place, { path }] of set.files.entries()) {
      const into = sink((share) => (place + share) / set.files.length);
      await readCoco(path, dataset.folder, into, signal).catch((error: unknown) => {
        if (!(error instanceof WinnowError)) throw error;
        problems.add('bad-file', null, error.message);
      });
    }
  }
  rows.flush();
  const { boxes, samples } = rows.counts();
  const { format, files, origin } = set;
  return { id, summary: { format, files: files.length, origin, boxes, samples, problems: problems.list() } };
}

const RULES: ReadonlySet<(typeof MATCH_RULES)[number]> = new Set(MATCH_RULES);

function checkSize({ size, paths }: NamedImage, { width, height }: PictureFrame, problems: ProblemCounter): void {
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  if (size === null || (Math.max(size.width, size.height) === long && Math.min(size.width, size.height) === short)) return;
  problems.add('other-size', null, `${paths.at(-1)}: ${size.width} × ${size.height}, is ${width} × ${height}`);
}

/** Names of files without extensions by split, as VOC lists them, one a line. */
async function splitsOf({ lists }: LabelFileSet): Promise<ReadonlyMap<string, string>> {
  const splits = new Map<string, string>();
  for (const { path, split } of lists) {
    for (const line of (await readFile(path, 'utf8')).split(/\r?\n/)) {
      const [stem = ''] = line.trim().split(/\s+/);
      if (stem !== '') splits.set(stem, split);
    }
  }
  return splits;
}

/** Gathers rows and writes them some at a time. */
function createRows(db: WritableDb, sourceId: number, signal: AbortSignal) {
  const writer = createBoxWriter(db, sourceId);
  const classId = createNameIds(db, 'class');
  const splitId = createNameIds(db, 'split');
  const pause = createPauses(signal);
  const annotated = new Set<number>();
  let annotations: (Omit<NewAnnotation, 'splitId'> & { readonly split: string | null })[] = [];
  let waiting: (Omit<NewBox, 'classId' | 'extra' | 'sampleId'> & FoundBox & { readonly sampleId: number })[] = [];
  let boxes = 0;

  function flush(): void {
    signal.throwIfAborted();
    db.transaction(() => {
      for (const { split, ...one } of annotations) writer.annotation({ ...one, splitId: split === null ? null : splitId(split) });
      for (const { sampleId, class: name, place, isCrowd, area, extra } of waiting) {
        const text = extra === null ? null : JSON.stringify(extra);
        writer.box({ sampleId, classId: classId(name), place, isCrowd, area, extra: text });
      }
    })();
    [annotations, waiting] = [[], []];
  }
  async function flushIfMany(): Promise<void> {
    if (annotations.length + waiting.length >= ROWS_AT_ONCE) {
      flush();
      await nextTurn();
    }
    await pause();
  }

  return {
    flush,
    counts: () => ({ boxes, samples: annotated.size }),
    async annotation(one: Omit<NewAnnotation, 'splitId'>, split: string | null): Promise<void> {
      annotated.add(one.sampleId);
      annotations.push({ ...one, split });
      await flushIfMany();
    },
    async box(sampleId: number, box: FoundBox): Promise<void> {
      boxes += 1;
      waiting.push({ sampleId, ...box });
      await flushIfMany();
    },
  };
}
