import type { Cell } from './prediction-file.ts';

/** Cells by column. */
export type FlatRow = ReadonlyMap<string, Cell>;

const DEEPEST = 3;
const LABEL_KEYS = ['label', 'class', 'class_name', 'name', 'category'] as const;
const SCORE_KEYS = ['score', 'probability', 'prob', 'confidence', 'value'] as const;

/**
 * An object of a file as cells: `{"probs": {"cat": 0.9}}` is a column `probs.cat`; so is `{"probs": [{"label": "cat",
 * "score": 0.9}]}`, as classifiers of Hugging Face give it. Lists of numbers stay; other lists are text.
 */
export function flattenRow(value: Readonly<Record<string, unknown>>): FlatRow {
  const cells = new Map<string, Cell>();
  addEntries(cells, '', value, 1);
  return cells;
}

function addEntries(cells: Map<string, Cell>, prefix: string, value: object, depth: number): void {
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) addCell(cells, prefix + key, inner, depth);
}

function addCell(cells: Map<string, Cell>, name: string, value: unknown, depth: number): void {
  if (value === null || value === undefined) cells.set(name, null);
  else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') cells.set(name, value);
  else if (typeof value === 'bigint') cells.set(name, Number(value));
  else if (value instanceof Float32Array || value instanceof Float64Array) cells.set(name, value);
  else if (Array.isArray(value)) addList(cells, name, value);
  else if (typeof value === 'object' && depth < DEEPEST) addEntries(cells, `${name}.`, value, depth + 1);
  else cells.set(name, JSON.stringify(value));
}

function addList(cells: Map<string, Cell>, name: string, list: readonly unknown[]): void {
  if (list.every((value) => typeof value === 'number' || value === null)) {
    cells.set(
      name,
      list.map((value) => (typeof value === 'number' ? value : Number.NaN)),
    );
    return;
  }
  const scored = list.map(scoredClass);
  if (scored.every((one) => one !== null)) for (const { label, score } of scored) cells.set(`${name}.${label}`, score);
  else cells.set(name, JSON.stringify(list));
}

function scoredClass(value: unknown): { readonly label: string; readonly score: number } | null {
  if (typeof value !== 'object' || value === null) return null;
  const found = new Map<string, unknown>(Object.entries(value));
  const label = LABEL_KEYS.map((key) => found.get(key)).find((one) => typeof one === 'string');
  const score = SCORE_KEYS.map((key) => found.get(key)).find((one) => typeof one === 'number');
  return typeof label === 'string' && typeof score === 'number' ? { label, score } : null;
}
