import { basename } from 'node:path';
import type { AnnotationsSummary, Annotator, ImportAnnotationsRequest } from '../../shared/annotation.ts';
import type { JoinedVotes } from '../../workers/annotators/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { ConsensusColumns, NewAnnotationSet } from '../index/annotation-sets.ts';
import { inRun } from '../index/in-run.ts';
import { sixDigits } from '../index/six-digits.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { nameOfFile, noneUsable, sourceOf } from '../predictions/import-predictions.ts';
import { readSampleLookup, type SampleLookup } from '../predictions/match-samples.ts';
import { badPredictions, type PredictionSource } from '../predictions/prediction-file.ts';
import { readHeadColumns } from '../predictions/preview-predictions.ts';
import { detectAnnotators, type ReadAnnotations, readAnnotations } from '../predictions/read-annotators.ts';
import { openTable } from '../predictions/read-table.ts';
import { expectFreeSetName, freeSetName, storeAnnotations } from './store-annotations.ts';
import { withAnnotatorsWorker } from './with-annotators-worker.ts';

/** The kind of run that annotations come from. */
const ANNOTATIONS_RUN = 'annotations';

export interface ImportAnnotationsInput {
  readonly dataset: Dataset;
  readonly request: ImportAnnotationsRequest;
  /** Of Winnow. */
  readonly version: string;
}

/**
 * Reads a file of what several people called the samples, works out what their labels come to, and keeps both as a set, which
 * queries see from then on. Its columns are taken for what they suggest.
 * @throws {WinnowError} read_only, bad_predictions, not_found, no_permission, disk_full; bad_request where the name is taken;
 *   AbortError
 */
export async function importAnnotations(
  { dataset, request, version }: ImportAnnotationsInput,
  context: JobContext,
): Promise<AnnotationsSummary> {
  const db = writerOf(dataset);
  const started = performance.now();
  const { signal, report } = context;
  if (request.name !== undefined) expectFreeSetName(db, request.name);
  const source = sourceOf(request);
  report({ stage: 'Reading the paths of samples', done: 0, total: null });
  const lookup = await readSampleLookup(dataset.read, dataset.folder, signal);
  const mapping = await suggestedMapping(source, lookup, signal);
  const run = { kind: ANNOTATIONS_RUN, parameters: { file: source.file, mapping }, version, signal };
  return inRun(db, run, async (runId): Promise<AnnotationsSummary> => {
    const onProgress = (share: number, rows: number): void =>
      report({ stage: 'Reading labels', done: rows, total: share > 0 ? Math.round(rows / share) : null });
    const read = await readAnnotations(source, mapping, lookup, { signal, onProgress });
    if (read.ids.length === 0) throw noneUsable(source.file, read.counts);
    report({ stage: 'Comparing annotators', done: 0, total: null });
    const rows = rowsOf(read.ids);
    const joined = await join(read, rows, context);
    const set: NewAnnotationSet = {
      name: request.name ?? freeSetName(db, nameOfFile(source.file)),
      origin: basename(source.file),
      ...factsOf(read, rows.count, joined),
      createdMs: Date.now(),
      runId,
    };
    const stored = await storeAnnotations(dataset, set, read, consensusOf(rows, joined), context);
    const seconds = (performance.now() - started) / 1000;
    return { ...read.counts, set: stored, unlabelled: lookup.ids.length - rows.count, seconds };
  });
}

async function suggestedMapping(source: PredictionSource, lookup: SampleLookup, signal: AbortSignal) {
  const table = await openTable(source, signal);
  try {
    const head = await readHeadColumns(table, signal);
    const mapping = await detectAnnotators(head, lookup, signal);
    if (mapping !== null) return mapping;
    const names = table.columns.slice(0, 20).map((name) => `"${name}"`);
    throw badPredictions(
      source.file,
      `does not look like the labels of several annotators. Expected columns "path", "annotator" and "label", or "path" and a column for each annotator, as "annotator_1"; found ${names.join(', ')}.`,
    );
  } finally {
    await table.close();
  }
}

/** Samples with a label, by their place among these. */
interface LabelledRows {
  readonly count: number;
  /** By row. */
  readonly ids: Uint32Array;
  /** By label: row of its sample. */
  readonly of: Uint32Array;
}

function rowsOf(ids: Uint32Array): LabelledRows {
  const of = new Uint32Array(ids.length);
  let row = -1;
  for (let at = 0; at < ids.length; at++) {
    if (at === 0 || ids[at] !== ids[at - 1]) row++;
    of[at] = row;
  }
  const count = row + 1;
  const own = new Uint32Array(count);
  for (let at = 0; at < ids.length; at++) own[of[at] ?? 0] = ids[at] ?? 0;
  return { count, ids: own, of };
}

function join(read: ReadAnnotations, rows: LabelledRows, { signal, report }: JobContext): Promise<JoinedVotes> {
  const votes = {
    ...{ samples: rows.of, annotators: read.annotator, classes: Uint32Array.from(read.label) },
    ...{ sampleCount: rows.count, annotatorCount: read.annotators.length, classCount: read.classes.length },
  };
  return withAnnotatorsWorker((client) => client.call('join', votes, { signal, onProgress: report }));
}

function factsOf(
  { annotators, annotator, classes, ids }: ReadAnnotations,
  samples: number,
  { method, agreement, accuracy }: JoinedVotes,
): Omit<NewAnnotationSet, 'name' | 'origin' | 'createdMs' | 'runId'> {
  const given = new Uint32Array(annotators.length);
  for (const who of annotator) given[who] = (given[who] ?? 0) + 1;
  return {
    method,
    classes,
    annotators: annotators.map(
      (name, who): Annotator => ({
        name,
        labels: given[who] ?? 0,
        accuracy: sixDigits(accuracy[who]) ?? 0,
        agreement: sixDigits(agreement.ofAnnotator[who]),
      }),
    ),
    samples,
    labels: ids.length,
    disagreements: agreement.ofSample.reduce((count, share) => count + Number(share < 1), 0),
    pairwise: sixDigits(agreement.pairwise),
    // All labels of one class leave nothing that chance could have done.
    alpha: sixDigits(agreement.alpha),
  };
}

function consensusOf({ ids }: LabelledRows, { consensus, agreement }: JoinedVotes): ConsensusColumns {
  return { ids, places: consensus.classes, probability: consensus.confidence, agreement: agreement.ofSample };
}
