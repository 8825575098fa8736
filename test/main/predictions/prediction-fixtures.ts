import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleLookup } from '../../../src/main/predictions/match-samples.ts';
import type { Cell, PredictionTable } from '../../../src/main/predictions/prediction-file.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';

export const goldenFile = (name: string): string => join(import.meta.dirname, '../../golden/prediction-files', name);

interface Golden {
  readonly paths: readonly string[];
  readonly classes: readonly string[];
  readonly npy: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly values: readonly (number | string | boolean)[] }>
  >;
  readonly npz: { readonly probs: readonly number[]; readonly labels: readonly number[] };
  readonly parquet: {
    readonly prediction: readonly string[];
    readonly confidence: readonly number[];
    readonly probs: readonly number[];
    readonly logits: readonly number[];
    readonly index: readonly (number | null)[];
  };
}
/** Written by numpy and pyarrow, see make-golden.py beside it. */
export const golden: Golden = JSON.parse(readFileSync(goldenFile('golden.json'), 'utf8'));

/** Samples with ids 10, 20, 30 … */
export function lookupOf(paths: readonly string[], classes: readonly string[] = [], folder = '/data/pets'): SampleLookup {
  return { ids: Uint32Array.from(paths, (_, i) => (i + 1) * 10), paths, classes, folder };
}

/** A file in a folder of its own. @returns its absolute path */
export function written(name: string, content: string | Buffer): string {
  const folder = tempFolder();
  writeFiles(folder, { [name]: content });
  return join(folder, name);
}

export const { signal } = new AbortController();

/** All cells, row by row, lists of numbers as plain ones. */
export async function cellsOf(table: PredictionTable): Promise<readonly (readonly unknown[])[]> {
  const plain = (cell: Cell): unknown => (typeof cell === 'object' && cell !== null ? [...cell] : cell);
  const rows: unknown[][] = [];
  for await (const block of table.blocks(signal)) {
    for (let row = 0; row < block.rows; row++) rows.push(table.columns.map((_, column) => plain(block.cell(row, column))));
  }
  return rows;
}

/** An NPY file as numpy writes it. */
export function npyFile(type: string, shape: readonly number[], values: Uint8Array, isFortranOrder = false): Buffer {
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': ${isFortranOrder ? 'True' : 'False'}, 'shape': (${dimensions}), }`;
  const length = Math.ceil((text.length + 11) / 64) * 64 - 10;
  const head = Buffer.alloc(10 + length, ' ');
  head.write('\x93NUMPY\x01\x00', 'latin1');
  head.writeUInt16LE(length, 8);
  head.write(text, 10, 'latin1');
  head[head.length - 1] = 10;
  return Buffer.concat([head, values]);
}
