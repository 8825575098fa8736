import type {
  AnnotatorPreview,
  ColumnMapping,
  ColumnRole,
  PredictionPreview,
  PreviewColumn,
  PreviewNeed,
} from '../../shared/prediction-file.ts';
import { classRows, detectColumns, type HeadColumn } from './detect-columns.ts';
import { detectFormat } from './detect-format.ts';
import { createSampleMatcher, type SampleLookup } from './match-samples.ts';
import { type Cell, isNumberList, type PredictionSource, type PredictionTable } from './prediction-file.ts';
import { detectAnnotators, disagreedSamples, readAnnotations } from './read-annotators.ts';
import { BOX_RULES, readCocoResults } from './read-coco-results.ts';
import { type ReadingOptions, readTable } from './read-predictions.ts';
import { openTable } from './read-table.ts';

const ROWS_LOOKED_AT = 500;
const EXAMPLES = 5;
const LONGEST_EXAMPLE = 80;

/**
 * What importing a file would do, without importing it: its columns, what each is taken for, and what is wrong with its rows,
 * which are all read for it.
 * @param chosen a mapping to try instead of the guessed one
 * @throws {WinnowError} bad_predictions, not_found, no_permission; AbortError
 */
export async function previewPredictions(
  source: PredictionSource,
  lookup: SampleLookup,
  options: ReadingOptions,
  chosen: ColumnMapping | null = null,
): Promise<PredictionPreview> {
  if ((await detectFormat(source.file)) === 'coco') return await previewBoxes(source, lookup, options, chosen);
  const table = await openTable(source, options.signal);
  try {
    const head = await readHeadColumns(table, options.signal);
    const matcher = createSampleMatcher(lookup, options.signal);
    const mapping = chosen ?? (await detectColumns(head, { matcher, classes: lookup.classes, given: table.classes }));
    const needs = needsOf(table, mapping, head);
    const read = needs.length > 0 ? null : await readTable(source.file, table, mapping, lookup, false, options);
    return {
      format: table.format,
      columns: head.map((column) => previewColumn(column, mapping)),
      mapping,
      needs,
      counts: read?.counts ?? null,
      classes: read?.classes ?? [],
      boxes: null,
      annotators: chosen === null ? await previewAnnotators(source, head, mapping, lookup, options) : null,
    };
  } finally {
    await table.close();
  }
}

/** Null where the file is none of several annotators: what looks like theirs are a prediction and the label beside it. */
async function previewAnnotators(
  source: PredictionSource,
  head: readonly HeadColumn[],
  { prediction, label, probabilities }: ColumnMapping,
  lookup: SampleLookup,
  options: ReadingOptions,
): Promise<AnnotatorPreview | null> {
  const mapping = await detectAnnotators(head, lookup, options.signal);
  if (mapping === null) return null;
  const { labels } = mapping;
  const isPrediction = (name: string): boolean => name === prediction || name === label;
  if (labels.kind === 'wide' && (probabilities !== null || labels.columns.every(isPrediction))) return null;
  const read = await readAnnotations(source, mapping, lookup, options);
  const given = new Uint32Array(read.annotators.length);
  for (const who of read.annotator) given[who] = (given[who] ?? 0) + 1;
  return {
    mapping,
    counts: read.counts,
    annotators: read.annotators.map((name, who) => ({ name, labels: given[who] ?? 0 })),
    classes: read.classes,
    labels: read.ids.length,
    disagreements: disagreedSamples(read),
  };
}

async function previewBoxes(
  source: PredictionSource,
  lookup: SampleLookup,
  options: ReadingOptions,
  chosen: ColumnMapping | null,
): Promise<PredictionPreview> {
  const rules = chosen?.rules ?? BOX_RULES;
  const { classes, counts, boxes } = await readCocoResults(source, rules, lookup, options);
  const mapping: ColumnMapping = {
    ...{ path: 'image_id', prediction: 'category_id', confidence: 'score', label: null, probabilities: null },
    ...{ values: 'probabilities', confidenceValues: 'probabilities', classes: null, rules },
  };
  return { format: 'coco', columns: [], mapping, needs: [], counts, classes, boxes: boxes.ids.length, annotators: null };
}

/** The first rows of a table, column by column. */
export async function readHeadColumns(table: PredictionTable, signal: AbortSignal): Promise<readonly HeadColumn[]> {
  const cells: Cell[][] = table.columns.map(() => []);
  let rows = 0;
  for await (const block of table.blocks(signal)) {
    for (let row = 0; row < block.rows && rows < ROWS_LOOKED_AT; row++, rows++) {
      for (const [column, list] of cells.entries()) list.push(block.cell(row, column));
    }
    if (rows >= ROWS_LOOKED_AT) break;
  }
  return table.columns.map((name, column) => ({ name, cells: cells[column] ?? [] }));
}

/** What has to be said before the file can be read by this mapping. */
export function needsOf(table: PredictionTable, mapping: ColumnMapping, head: readonly HeadColumn[]): readonly PreviewNeed[] {
  const needs: PreviewNeed[] = [];
  const { probabilities } = mapping;
  if (mapping.path === null) needs.push(table.format === 'npy' || table.format === 'npz' ? 'paths-file' : 'path');
  if (mapping.prediction === null && probabilities === null) needs.push('prediction');
  if (probabilities?.kind === 'list') {
    const classes = (mapping.classes ?? table.classes)?.length ?? null;
    const found = classRows(head, probabilities)[0]?.length ?? 0;
    if (classes === null) needs.push('classes');
    else if (found !== classes && !(found === 1 && classes === 2)) needs.push('other-classes');
  }
  return needs;
}

function previewColumn({ name, cells }: HeadColumn, mapping: ColumnMapping): PreviewColumn {
  const examples = cells.filter((cell) => cell !== null && cell !== '').slice(0, EXAMPLES);
  return { name, role: roleOf(name, mapping), examples: examples.map(exampleOf) };
}

function roleOf(name: string, { path, prediction, confidence, label, probabilities }: ColumnMapping): ColumnRole {
  if (name === path) return 'path';
  if (name === prediction) return 'prediction';
  if (name === confidence) return 'confidence';
  if (name === label) return 'label';
  if (probabilities?.kind === 'list' && probabilities.column === name) return 'list';
  if (probabilities?.kind === 'columns' && probabilities.columns.some(({ column }) => column === name)) return 'probability';
  return 'ignored';
}

function exampleOf(cell: Cell): string {
  const text = isNumberList(cell)
    ? `[${Array.from(cell.slice(0, EXAMPLES), shortNumber).join(', ')}${cell.length > EXAMPLES ? ', …' : ''}]`
    : String(cell);
  return text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE)}…` : text;
}

function shortNumber(value: number): number {
  return Number(value.toPrecision(4));
}
