import { type ColumnMapping, MATCH_RULES, type ReadCounts } from '../../shared/prediction-file.ts';
import { createRunClasses } from './match-classes.ts';
import { createSampleMatcher, type SampleLookup } from './match-samples.ts';
import { badPredictions, createPauses, type PredictionSource, type PredictionTable, type TableBlock } from './prediction-file.ts';
import { type ClassValues, createClassValues } from './read-class-values.ts';
import { numberOf, textOf } from './read-number.ts';
import { createProblemCounter, type ProblemCounter } from './read-problems.ts';
import { createRunRows } from './read-run-rows.ts';
import { openTable } from './read-table.ts';

/** What a file predicts, as it is stored. */
export interface ReadPredictions {
  /** In the order of the probabilities. */
  readonly classes: readonly string[];
  /** Ascending. */
  readonly ids: Uint32Array;
  /** Place in `classes`. */
  readonly predicted: Int32Array;
  /** NaN = none. */
  readonly confidence: Float32Array;
  /** ids × classes; a row that starts with NaN is missing. Null where no row has them. */
  readonly probabilities: Float32Array | null;
  readonly counts: ReadCounts;
}

export interface ReadingOptions {
  readonly signal: AbortSignal;
  /** @param share of the file, in [0, 1] @param rows read so far */
  readonly onProgress?: (share: number, rows: number) => void;
}

/**
 * Reads a file by its mapping. No row is dropped in silence: what cannot be used is counted, with examples.
 * @throws {WinnowError} bad_predictions, not_found, no_permission; AbortError
 */
export async function readPredictions(
  source: PredictionSource,
  mapping: ColumnMapping,
  lookup: SampleLookup,
  options: ReadingOptions,
): Promise<ReadPredictions> {
  const table = await openTable(source, options.signal);
  try {
    return await readTable(source.file, table, mapping, lookup, true, options);
  } finally {
    await table.close();
  }
}

/** @param isKeeping false: only counts, without the memory for probabilities; the result has none then */
export async function readTable(
  file: string,
  table: PredictionTable,
  mapping: ColumnMapping,
  lookup: SampleLookup,
  isKeeping: boolean,
  { signal, onProgress }: ReadingOptions,
): Promise<ReadPredictions> {
  const places = placesOf(file, table, mapping);
  const problems = createProblemCounter();
  const values = createClassValues(file, table, mapping, lookup.classes, problems);
  const given = mapping.classes ?? table.classes;
  const classes = createRunClasses({ dataset: lookup.classes, given }, values?.classes ?? lookup.classes);
  const pause = createPauses(signal);
  const width = values === null || !isKeeping ? 0 : values.classes.length;
  const rows = createRunRows(file, lookup.ids, width, table.rows ?? lookup.ids.length, pause);
  const matcher = createSampleMatcher(lookup, signal);
  const rules = new Set(mapping.rules);
  const matchedBy = { exact: 0, normalized: 0, absolute: 0, suffix: 0, name: 0, stem: 0 };
  const reader: RowReader = { places, values, classes, mapping, problems };
  let count = 0;
  for await (const block of table.blocks(signal)) {
    for (let i = 0; i < block.rows; i++) {
      const row = block.firstRow + i;
      count += 1;
      if (block.uneven.has(i)) problems.add('extra-cells', row, `expected ${table.columns.length} cells`);
      const path = textOf(block.cell(i, places.path));
      const matching = path === null ? null : matcher.match(path, rules);
      const match = matching instanceof Promise ? await matching : matching;
      if (path === null || match === null) problems.add('missing-path', row, 'no path');
      else if (match.place === null) problems.add(match.isAmbiguous ? 'ambiguous-path' : 'unmatched-path', row, path);
      else {
        matchedBy[match.rule] += 1;
        const read = readRow(reader, block, i, path);
        if (read !== null && !rows.put(match.place, MATCH_RULES.indexOf(match.rule), read))
          problems.add('duplicate-sample', row, path);
      }
      const waiting = pause();
      if (waiting !== undefined) await waiting;
    }
    onProgress?.(block.share, count);
  }
  const { predictedCounts, ...used } = await rows.finish(classes.names, values === null);
  addUnknownClasses(used.classes, predictedCounts, values !== null, lookup.classes, problems);
  return { ...used, counts: { rows: count, samples: used.ids.length, matchedBy, problems: problems.list() } };
}

interface Places {
  readonly path: number;
  readonly prediction: number;
  readonly confidence: number;
}

/** Columns by place, -1 = none. */
function placesOf(file: string, { columns }: PredictionTable, mapping: ColumnMapping): Places {
  const placeOf = (column: string | null): number => {
    if (column === null) return -1;
    const place = columns.indexOf(column);
    if (place !== -1) return place;
    throw badPredictions(
      file,
      `has no column "${column}". It has ${columns
        .slice(0, 20)
        .map((one) => `"${one}"`)
        .join(', ')}.`,
    );
  };
  if (mapping.path === null)
    throw badPredictions(file, 'no column is known to hold paths. Choose one; for NPY, name a list of paths.');
  if (mapping.prediction === null && mapping.probabilities === null) {
    throw badPredictions(
      file,
      'no column is known to hold predictions. Choose the predicted class, or the probabilities of classes.',
    );
  }
  return { path: placeOf(mapping.path), prediction: placeOf(mapping.prediction), confidence: placeOf(mapping.confidence) };
}

interface RowReader {
  readonly places: Places;
  readonly values: ClassValues | null;
  readonly classes: ReturnType<typeof createRunClasses>;
  readonly mapping: ColumnMapping;
  readonly problems: ProblemCounter;
}

/** What a row predicts. `probabilities` is only lent: it is written over by the next row. */
export interface RowPrediction {
  readonly predicted: number;
  readonly confidence: number;
  readonly probabilities: Float32Array | null;
}

/** Null where it predicts nothing. */
function readRow(
  { places, values, classes, mapping, problems }: RowReader,
  block: TableBlock,
  i: number,
  path: string,
): RowPrediction | null {
  const row = block.firstRow + i;
  const name = places.prediction === -1 ? null : textOf(block.cell(i, places.prediction));
  const probabilities = values === null ? null : values.read(block, i);
  const partial = probabilities === null ? (values?.likeliest() ?? null) : null;
  const highest = probabilities === null ? (partial?.place ?? -1) : placeOfHighest(probabilities);
  const predicted = name === null ? highest : classes.placeOf(name);
  if (predicted === -1) {
    if (values === null) problems.add('missing-value', row, `${path}: no prediction`);
    return null;
  }
  if (name === null && places.prediction !== -1)
    problems.add('missing-value', row, `${path}: no prediction; the most probable class is taken`);
  const ofPartial = partial?.place === predicted ? partial.probability : Number.NaN;
  const ofPredicted = probabilities === null ? ofPartial : (probabilities[predicted] ?? 0);
  if (probabilities !== null && ofPredicted < (probabilities[highest] ?? 0)) {
    problems.add('not-highest', row, `${path}: ${name}, while ${classes.names[highest]} is more probable`);
  }
  if (places.confidence === -1) return { predicted, confidence: ofPredicted, probabilities };
  return { predicted, confidence: confidenceOf(block, i, path, { places, mapping, problems }), probabilities };
}

function confidenceOf(
  block: TableBlock,
  i: number,
  path: string,
  { places, mapping, problems }: Pick<RowReader, 'places' | 'mapping' | 'problems'>,
): number {
  const row = block.firstRow + i;
  const cell = block.cell(i, places.confidence);
  const value = numberOf(cell);
  if (value === null) problems.add('bad-value', row, `${path}: confidence "${String(cell)}"`);
  else if (Number.isNaN(value)) problems.add('missing-value', row, `${path}: no confidence`);
  if (value === null || Number.isNaN(value)) return Number.NaN;
  const confidence = mapping.confidenceValues === 'percentages' ? value / 100 : value;
  if (confidence < 0 || confidence > 1) problems.add('out-of-range', row, `${path}: confidence ${value}`);
  return confidence;
}

function placeOfHighest(values: Float32Array): number {
  let highest = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[highest] ?? 0)) highest = i;
  return highest;
}

function addUnknownClasses(
  classes: readonly string[],
  predictedCounts: Uint32Array,
  hasProbabilities: boolean,
  dataset: readonly string[],
  problems: ProblemCounter,
): void {
  if (dataset.length === 0) return;
  const known = new Set(dataset);
  for (const [place, name] of classes.entries()) {
    const count = predictedCounts[place] ?? 0;
    if (!known.has(name) && (count > 0 || hasProbabilities))
      problems.add('unknown-class', null, `"${name}": predicted of ${count} samples`);
  }
}
