import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNpy, readMatrix, readVector } from '../../../src/main/predictions/read-array.ts';
import { openNpz } from '../../../src/main/predictions/read-array-table.ts';
import { cellsOf, golden, goldenFile, npyFile, signal, written } from './prediction-fixtures.ts';

async function matrixOf(file: string): Promise<readonly number[]> {
  const values: number[] = [];
  for await (const block of readMatrix(await findNpy(file), signal)) values.push(...block.values);
  return values;
}

describe('NPY as numpy writes it', () => {
  const entries = Object.entries(golden.npy);
  test.each(entries.filter(([, { shape }]) => shape.length === 2))('%s', async (name, { values, shape }) => {
    const file = goldenFile(`${name}.npy`);
    expect((await findNpy(file)).header.shape).toEqual(shape);
    expect(await matrixOf(file)).toEqual(values.map((value) => Math.fround(Number(value))));
  });

  test.each(entries.filter(([, { shape }]) => shape.length === 1))('%s', async (name, { values }) => {
    const read = await readVector(await findNpy(goldenFile(`${name}.npy`)), signal);
    expect([...read]).toEqual(values.map((value) => (typeof value === 'boolean' ? Number(value) : value)));
  });

  test.each([
    ['objects', /Python objects/],
    ['complex', /type "<c16"/],
    ['records', /records of several fields/],
  ])('%s are refused', async (name, message) => {
    await expect(findNpy(goldenFile(`${name}.npy`))).rejects.toMatchObject({
      code: 'bad_predictions',
      message: expect.stringMatching(message),
    });
  });
});

test('a matrix of any shape and order is read as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      fc.infiniteStream(fc.float({ noNaN: true })),
      async (rows, columns, isFortranOrder, numbers) => {
        const values = Float32Array.from({ length: rows * columns }, () => numbers.next().value ?? 0);
        const inFile = isFortranOrder ? values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)] ?? 0) : values;
        const file = written('a.npy', npyFile('<f4', [rows, columns], new Uint8Array(inFile.buffer), isFortranOrder));
        expect(await matrixOf(file)).toEqual([...values]);
      },
    ),
    { numRuns: 60 },
  );
});

/** The numbers of a row, from 1, of a matrix 101 wide that counts on. */
const rowOf = (row: number): readonly number[] => Array.from({ length: 101 }, (_, i) => (row - 1) * 101 + i);

test('a matrix of several blocks', async () => {
  const values = Float64Array.from({ length: 3000 * 101 }, (_, i) => i);
  const bytes = new Uint8Array(values.buffer);
  const firstRows: number[] = [];
  const read: number[] = [];
  for await (const block of readMatrix(await findNpy(written('a.npy', npyFile('<f8', [3000, 101], bytes))), signal)) {
    firstRows.push(block.firstRow);
    read.push(...block.values.subarray(0, 101), ...block.values.subarray(-101));
    expect(block.values[block.values.length - 1]).toBe((block.firstRow - 1 + block.rows) * 101 - 1);
  }
  expect(read).toEqual(firstRows.flatMap((row, i) => [...rowOf(row), ...rowOf((firstRows[i + 1] ?? 3001) - 1)]));
  expect(firstRows.length).toBeGreaterThan(2);
});

test('a file that is cut off is refused, with what it has and what it needs', async () => {
  const whole = npyFile('<f4', [10, 3], new Uint8Array(120));
  await expect(findNpy(written('a.npy', whole.subarray(0, -1)))).rejects.toMatchObject({
    code: 'bad_predictions',
    message: 'a.npy: the array has 119 bytes of values; its shape (10, 3) needs 120. It is cut off or damaged: save it again.',
  });
});

describe('NPZ as numpy writes it', () => {
  test.each(['stored', 'deflated'])('%s', async (name) => {
    const table = await openNpz({ file: goldenFile(`${name}.npz`) }, { paths: null, classes: null });
    expect(table.columns).toEqual(['paths', 'labels', 'probabilities']);
    expect(table.classes).toEqual(golden.classes);
    const rows = await cellsOf(table);
    expect(rows.map(([path]) => path)).toEqual(golden.paths);
    expect(rows.map((row) => row[1])).toEqual(golden.npz.labels);
    expect(rows.flatMap((row) => row[2])).toEqual(golden.npz.probs.map(Math.fround));
  });

  test('an array that is not there is refused with those that are', async () => {
    const source = { file: goldenFile('stored.npz'), array: 'nothing' };
    await expect(openNpz(source, { paths: null, classes: null })).rejects.toMatchObject({
      code: 'bad_predictions',
      message: 'stored.npz: has no array "nothing". It has "probs", "paths", "classes", "labels".',
    });
  });
});
