import type { ColumnMapping } from '../../shared/prediction-file.ts';
import { RANGE_TOLERANCE, SUM_TOLERANCE } from './detect-values.ts';
import { createClassFinder } from './match-classes.ts';
import { badPredictions, type Cell, differentNames, type PredictionTable, type TableBlock } from './prediction-file.ts';
import { listOf, numberOf } from './read-number.ts';
import type { ProblemCounter } from './read-problems.ts';
import { toProbabilities } from './to-probabilities.ts';

/** Reads the probabilities of every class that a row has. */
export interface ClassValues {
  readonly classes: readonly string[];
  /** Written over by the next row; null where they cannot be used, which is counted. */
  read(block: TableBlock, row: number): Float32Array | null;
  /**
   * Of the row that was read last, where numbers of some classes are missing, as in lists of the likeliest few; null where one of
   * those could be likelier.
   */
  likeliest(): { readonly place: number; readonly probability: number } | null;
}

/**
 * Null where the mapping has none.
 * @throws {WinnowError} bad_predictions where a column or the list of classes is missing
 */
export function createClassValues(
  file: string,
  { columns, classes: ofSource }: PredictionTable,
  { probabilities, classes: chosen, values: kind }: ColumnMapping,
  dataset: readonly string[],
  problems: ProblemCounter,
): ClassValues | null {
  if (probabilities === null) return null;
  const find = createClassFinder(dataset);
  const names =
    probabilities.kind === 'columns' ? probabilities.columns.map(({ className }) => className) : (chosen ?? ofSource ?? []);
  const spelled = names.map((name) => find(name) ?? name);
  // Lists of classes do name two alike, ImageNet's among them; places tell them apart, as they do where a classifier is run.
  const classes = probabilities.kind === 'list' ? differentNames(spelled) : spelled;
  if (classes.length === 0) {
    throw badPredictions(
      file,
      'holds numbers by class, but no list says which classes. Name a file of classes, one a line, in that order.',
    );
  }
  const placeOf = new Map(classes.map((name, place) => [name, place]));
  const twice = classes.find((name, place) => placeOf.get(name) !== place);
  if (twice !== undefined) throw badPredictions(file, `the class "${twice}" is named twice. Expected each class once.`);
  const wanted = probabilities.kind === 'columns' ? probabilities.columns.map(({ column }) => column) : [probabilities.column];
  const columnPlace = new Map(columns.map((column, place) => [column, place]));
  const places = wanted.map((column) => columnPlace.get(column) ?? -1);
  const missing = wanted[places.indexOf(-1)];
  if (missing !== undefined) throw badPredictions(file, `has no column "${missing}". Choose the columns of classes anew.`);
  const isList = probabilities.kind === 'list';
  const [listPlace = 0] = places;
  const values = new Float32Array(classes.length);
  let isPartial = false;

  function take(block: TableBlock, row: number): boolean {
    if (!isList) return takeCells(block, row, places, values, problems);
    return takeList(block.cell(row, listPlace), block.firstRow + row, values, problems);
  }
  return {
    classes,
    read(block, row) {
      const isTaken = take(block, row);
      isPartial = !isTaken && !isList && kind !== 'logits';
      if (!isTaken) return null;
      toProbabilities(values, kind);
      if (kind !== 'logits') check(values, block.firstRow + row, problems);
      return values;
    },
    likeliest() {
      if (!isPartial) return null;
      const known = values.filter((value) => !Number.isNaN(value));
      const probabilities = kind === 'percentages' ? known.map((value) => value / 100) : known;
      const highest = Math.max(...probabilities);
      const left = 1 - probabilities.reduce((sum, value) => sum + value, 0);
      // A list of the likeliest lacks most classes; where few are missing, what is left may be all one's.
      if (known.length === 0 || (highest <= left && known.length * 2 >= values.length)) return null;
      return { place: values.indexOf(Math.max(...known)), probability: highest };
    },
  };
}

function takeCells(
  block: TableBlock,
  row: number,
  places: readonly number[],
  values: Float32Array,
  problems: ProblemCounter,
): boolean {
  let isWhole = true;
  for (let i = 0; i < values.length; i++) {
    const cell = block.cell(row, places[i] ?? 0);
    const value = numberOf(cell);
    if (value === null || value === Number.POSITIVE_INFINITY) {
      problems.add('bad-value', block.firstRow + row, `"${String(cell)}" where a number should be`);
      values.fill(Number.NaN);
      return false;
    }
    if (Number.isNaN(value)) isWhole = false;
    values[i] = value;
  }
  if (!isWhole) problems.add('missing-value', block.firstRow + row, 'a class has no number');
  return isWhole;
}

function takeList(cell: Cell, row: number, values: Float32Array, problems: ProblemCounter): boolean {
  const list = cell === null || cell === '' ? null : listOf(cell);
  if (list === null) {
    if (cell === null || cell === '') problems.add('missing-value', row, 'no numbers');
    else problems.add('bad-value', row, `"${String(cell)}" where a list of numbers should be`);
    return false;
  }
  // One number for two classes is that of the second.
  const isBinary = list.length === 1 && values.length === 2;
  if (list.length !== values.length && !isBinary) {
    problems.add('bad-value', row, `${list.length} numbers for ${values.length} classes`);
    return false;
  }
  if (isBinary) values.set([1 - (list[0] ?? Number.NaN), list[0] ?? Number.NaN]);
  else values.set(list);
  for (const value of values) {
    if (Number.isNaN(value) || value === Number.POSITIVE_INFINITY) {
      problems.add(
        Number.isNaN(value) ? 'missing-value' : 'bad-value',
        row,
        Number.isNaN(value) ? 'a class has no number' : 'an infinite number',
      );
      return false;
    }
  }
  return true;
}

function check(values: Float32Array, row: number, problems: ProblemCounter): void {
  let sum = 0;
  let outside: number | null = null;
  for (const value of values) {
    sum += value;
    if (value < -RANGE_TOLERANCE || value > 1 + RANGE_TOLERANCE) outside ??= value;
  }
  if (outside !== null) problems.add('out-of-range', row, `a probability of ${outside}`);
  if (Math.abs(sum - 1) > SUM_TOLERANCE) problems.add('row-sum', row, `sums to ${Number(sum.toPrecision(4))}`);
}
