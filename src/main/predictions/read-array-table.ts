import {
  badPredictions,
  type Cell,
  differentNames,
  type PredictionSource,
  type PredictionTable,
  type TableBlock,
} from './prediction-file.ts';
import { type ArrayPlace, arrayName, findNpy, findNpzArray, readMatrix, readVector } from './read-array.ts';
import { isTextual } from './read-npy-header.ts';
import { readZipEntries } from './read-zip.ts';

const MOST_CLASSES = 65_536;
const MATRIX_NAMES = ['pred_probs', 'probabilities', 'probs', 'predictions', 'logits', 'outputs', 'scores', 'arr_0'];
const CLASS_NAMES = ['classes', 'class_names', 'classnames', 'categories', 'names'];
const MATRIX_COLUMN = 'probabilities';
const VECTOR_COLUMN = 'prediction';
const PATH_COLUMN = 'path';
const BLOCK_ROWS = 4096;
const NONE: ReadonlySet<number> = new Set();

/** Values of a column that is held whole. */
type Vector = Float64Array | readonly string[];

/** Rows × classes, or one class a row. @param lists of other files: paths by row, classes by place */
export async function openNpy(source: PredictionSource, lists: ArrayLists): Promise<PredictionTable> {
  const place = await findNpy(source.file);
  const vectors = new Map<string, Vector>();
  const [, width] = place.header.shape;
  if (lists.paths !== null) vectors.set(PATH_COLUMN, lists.paths);
  if (width === undefined) vectors.set(VECTOR_COLUMN, await readVector(expectShape(place), new AbortController().signal));
  return arrayTable('npy', width === undefined ? null : expectShape(place), vectors, lists.classes, source.file);
}

export interface ArrayLists {
  readonly paths: readonly string[] | null;
  readonly classes: readonly string[] | null;
}

/** A matrix of the file; lists of as many rows are columns beside it; a list of as many texts as it has columns names classes. */
export async function openNpz(source: PredictionSource, lists: ArrayLists): Promise<PredictionTable> {
  const { file } = source;
  const entries = (await readZipEntries(file)).filter(({ name }) => name.endsWith('.npy'));
  if (entries.length === 0) {
    throw badPredictions(
      file,
      'a zip archive without NPY arrays. Expected what numpy.savez writes; unpack other archives first.',
    );
  }
  const wanted = source.array ?? null;
  const places = new Map<string, ArrayPlace>();
  const refused: unknown[] = [];
  for (const entry of entries) {
    try {
      places.set(arrayName(entry), await findNpzArray(file, entry));
    } catch (error) {
      // Others of the file may do; where none does, the first refusal says why.
      if (arrayName(entry) === wanted) throw error;
      refused.push(error);
    }
  }
  if (places.size === 0) throw refused[0];
  const matrix = matrixOf(places, wanted, file);
  return await npzTable(places, matrix, lists, file);
}

function matrixOf(places: ReadonlyMap<string, ArrayPlace>, wanted: string | null, file: string): ArrayPlace | null {
  const names = [...places].filter(([, { header }]) => header.shape.length === 2 && !isTextual(header)).map(([name]) => name);
  const name = wanted ?? MATRIX_NAMES.find((one) => names.includes(one)) ?? names[0];
  if (name === undefined) return null;
  const place = places.get(name);
  if (place === undefined) {
    throw badPredictions(file, `has no array "${name}". It has ${[...places.keys()].map((one) => `"${one}"`).join(', ')}.`);
  }
  return place.header.shape.length === 1 ? null : expectShape(place);
}

async function npzTable(
  places: ReadonlyMap<string, ArrayPlace>,
  matrix: ArrayPlace | null,
  lists: ArrayLists,
  file: string,
): Promise<PredictionTable> {
  const flat = [...places].filter(([, { header }]) => header.shape.length === 1);
  const [rows, width] = matrix?.header.shape ?? [
    lists.paths?.length ?? Math.max(0, ...flat.map(([, { header }]) => header.values)),
  ];
  const vectors = new Map<string, Vector>();
  let { classes } = lists;
  if (lists.paths !== null) vectors.set(PATH_COLUMN, lists.paths);
  const { signal } = new AbortController();
  for (const [name, place] of flat) {
    const isOfClasses =
      isTextual(place.header) && (CLASS_NAMES.includes(name) || (place.header.values === width && width !== rows));
    if (isOfClasses) classes ??= (await readVector(place, signal)) as readonly string[];
    else if (place.header.values === rows) vectors.set(vectors.has(name) ? `${name} (2)` : name, await readVector(place, signal));
  }
  return arrayTable('npz', matrix, vectors, classes, file);
}

function expectShape(place: ArrayPlace): ArrayPlace {
  const { shape } = place.header;
  const [rows = 0, width = 1] = shape;
  const found = `${place.what} has the shape (${shape.join(', ')})`;
  if (shape.length < 1 || shape.length > 2) throw badPredictions(place.file, `${found}. Expected rows × classes.`);
  if (rows === 0 || width === 0) throw badPredictions(place.file, `${found}: it is empty. Expected rows × classes.`);
  if (width > MOST_CLASSES)
    throw badPredictions(place.file, `${found}. Expected rows × classes, ${MOST_CLASSES} classes at most.`);
  if (shape.length === 2 && isTextual(place.header)) throw badPredictions(place.file, `${found} of texts. Expected numbers.`);
  return place;
}

function arrayTable(
  format: 'npy' | 'npz',
  matrix: ArrayPlace | null,
  vectors: ReadonlyMap<string, Vector>,
  classes: readonly string[] | null,
  file: string,
): PredictionTable {
  const held = [...vectors.values()];
  const rows = matrix?.header.shape[0] ?? held.at(-1)?.length ?? 0;
  const other = [...vectors].find(([, { length }]) => length !== rows);
  if (other !== undefined) {
    throw badPredictions(
      file,
      `has ${rows} rows, but ${other[1].length} paths are given. Expected a path for each row, in the same order.`,
    );
  }
  if (rows === 0) throw badPredictions(file, 'has no rows.');
  return {
    format,
    columns: differentNames([...vectors.keys(), ...(matrix === null ? [] : [MATRIX_COLUMN])]),
    rows,
    classes,
    blocks: (signal) => (matrix === null ? vectorBlocks(held, rows) : matrixBlocks(matrix, held, rows, signal)),
    close: async () => undefined,
  };
}

async function* vectorBlocks(held: readonly Vector[], rows: number): AsyncGenerator<TableBlock, void, void> {
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - from);
    const cell = (row: number, column: number): Cell => held[column]?.[from + row] ?? null;
    yield { firstRow: from + 1, rows: count, cell, uneven: NONE, share: (from + count) / rows };
  }
}

async function* matrixBlocks(
  matrix: ArrayPlace,
  held: readonly Vector[],
  rows: number,
  signal: AbortSignal,
): AsyncGenerator<TableBlock, void, void> {
  for await (const { firstRow, rows: count, values } of readMatrix(matrix, signal)) {
    const width = values.length / count;
    const cell = (row: number, column: number): Cell =>
      column < held.length ? (held[column]?.[firstRow - 1 + row] ?? null) : values.subarray(row * width, (row + 1) * width);
    yield { firstRow, rows: count, cell, uneven: NONE, share: (firstRow - 1 + count) / rows };
  }
}
