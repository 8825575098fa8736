import { basename, extname } from 'node:path';
import type { ImportPredictionsRequest, ImportSummary, PredictionFileRequest } from '../../shared/prediction-api.ts';
import type { ColumnMapping, PreviewNeed, ReadCounts } from '../../shared/prediction-file.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { detectColumns } from './detect-columns.ts';
import { detectFormat } from './detect-format.ts';
import { inPredictionRun } from './in-prediction-run.ts';
import { columnMappingSchema } from './mapping-schema.ts';
import { createSampleMatcher, readSampleLookup, type SampleLookup } from './match-samples.ts';
import { badPredictions, type PredictionSource } from './prediction-file.ts';
import { needsOf, readHeadColumns } from './preview-predictions.ts';
import { readBoxRun, withOwnAnnotations } from './read-box-run.ts';
import { BOX_RULES } from './read-coco-results.ts';
import { readPredictions } from './read-predictions.ts';
import { openTable } from './read-table.ts';
import { expectFreeName, freeRunName, storeRun } from './store-run.ts';

export interface ImportInput {
  readonly dataset: Dataset;
  readonly request: ImportPredictionsRequest;
  /** Of Winnow. */
  readonly version: string;
}

/**
 * Reads a file of predictions and keeps it as a run. The file is read by the mapping of the request, else as its columns suggest.
 * @throws {WinnowError} read_only, bad_predictions, not_found, no_permission, disk_full; bad_request where the name is taken;
 *   AbortError
 */
export async function importPredictions({ dataset, request, version }: ImportInput, context: JobContext): Promise<ImportSummary> {
  const db = writerOf(dataset);
  const started = performance.now();
  const { signal } = context;
  if (request.name !== undefined) expectFreeName(db, request.name);
  const source = withOwnAnnotations(db, sourceOf(request));
  context.report({ stage: 'Reading the paths of samples', done: 0, total: null });
  const lookup = await readSampleLookup(dataset.read, dataset.folder, signal);
  const isOfBoxes = (await detectFormat(source.file)) === 'coco';
  const chosen = request.mapping === undefined ? null : mappingOf(request.mapping);
  const mapping = isOfBoxes ? { rules: chosen?.rules ?? BOX_RULES } : (chosen ?? (await suggestMapping(source, lookup, signal)));
  const parameters = { file: source.file, mapping, ...(request.name === undefined ? {} : { name: request.name }) };
  const work = async (runId: number): Promise<ImportSummary> => {
    const onProgress = (share: number, rows: number): void =>
      context.report({ stage: 'Reading predictions', done: rows, total: share > 0 ? Math.round(rows / share) : null });
    const options = { signal, onProgress };
    const read =
      'path' in mapping
        ? await readPredictions(source, mapping, lookup, options)
        : await readBoxRun(db, source, mapping.rules, lookup, options);
    if (read.ids.length === 0) throw noneUsable(source.file, read.counts);
    context.report({ stage: 'Keeping predictions', done: read.ids.length, total: read.ids.length });
    const name = request.name ?? freeRunName(db, nameOfFile(source.file));
    const { counts, ...arrays } = read;
    const run = await storeRun(
      dataset,
      { name, source: 'file', origin: basename(source.file), runId, parameters, arrays, isReplacing: false },
      signal,
    );
    return {
      ...counts,
      runId: run.id,
      run: run.name,
      classes: run.classes,
      hasProbabilities: run.hasProbabilities,
      boxes: run.boxes,
      unpredicted: lookup.ids.length - run.samples,
      seconds: (performance.now() - started) / 1000,
    };
  };
  // Of the classes only how many there are: the run has their names.
  return inPredictionRun(db, { parameters, version, signal }, work, (summary) => ({
    ...summary,
    classes: summary.classes.length,
  }));
}

export function sourceOf({ file, pathsFile, classesFile, annotationsFile, array }: PredictionFileRequest): PredictionSource {
  return {
    file,
    pathsFile: pathsFile ?? null,
    classesFile: classesFile ?? null,
    annotationsFile: annotationsFile ?? null,
    array: array ?? null,
  };
}

/** @throws {WinnowError} bad_predictions that says what is wrong */
export function mappingOf(mapping: unknown): ColumnMapping {
  const parsed = columnMappingSchema.safeParse(mapping);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badPredictions('mapping', `"${issue?.path.join('.') ?? ''}" is not as expected: ${issue?.message ?? 'unknown'}.`);
}

/** @throws {WinnowError} bad_predictions where something has to be said first */
async function suggestMapping(source: PredictionSource, lookup: SampleLookup, signal: AbortSignal): Promise<ColumnMapping> {
  const table = await openTable(source, signal);
  try {
    const head = await readHeadColumns(table, signal);
    const matcher = createSampleMatcher(lookup, signal);
    const mapping = await detectColumns(head, { matcher, classes: lookup.classes, given: table.classes });
    const [need] = needsOf(table, mapping, head);
    if (need !== undefined) throw badPredictions(source.file, `${NEEDED[need]} Its columns: ${columnNames(table.columns)}.`);
    return mapping;
  } finally {
    await table.close();
  }
}

const NEEDED: Readonly<Record<PreviewNeed, string>> = {
  path: 'no column holds paths of samples; name one "path".',
  'paths-file': 'an array has no paths; give a file with one path a line, in the order of its rows (--paths).',
  prediction: 'no column holds a class, and none probabilities of classes; name one "prediction".',
  classes: 'an array has no names of classes; give a file with one name a line, in the order of its columns (--classes).',
  'other-classes': 'the list of classes has another length than its rows have numbers; give one that fits (--classes).',
};

function columnNames(columns: readonly string[]): string {
  const named = columns.slice(0, 20).map((name) => `"${name}"`);
  return columns.length > named.length ? `${named.join(', ')}…` : named.join(', ');
}

/** To throw where no row of a file can be used. */
export function noneUsable(file: string, { rows, problems }: Pick<ReadCounts, 'rows' | 'problems'>): Error {
  const example = problems.find(({ kind }) => kind === 'unmatched-path')?.examples[0]?.text;
  const shown = example === undefined ? '' : ` (the first: "${example}")`;
  return badPredictions(file, `none of its ${rows} rows says anything of a sample of this dataset${shown}.`);
}

/** What the file is called, without what it ends with. */
export function nameOfFile(file: string): string {
  const name = basename(file);
  return (basename(name, extname(name)) || name).slice(0, 90);
}
