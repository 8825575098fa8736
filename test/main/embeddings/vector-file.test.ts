import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openVectorFile, toHalfRange, VECTORS_FILE } from '../../../src/main/embeddings/vector-file.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

const vector = (...numbers: number[]): Float32Array => Float32Array.from(numbers);

function halvesIn(directory: string): number[] {
  const bytes = readFileSync(join(directory, VECTORS_FILE));
  return Array.from({ length: bytes.length / 2 }, (_, i) => new DataView(bytes.buffer, bytes.byteOffset).getFloat16(2 * i, true));
}

describe('a file of vectors', () => {
  it('holds rows at their places, little endian, however they come', async () => {
    const directory = join(tempFolder(), 'embeddings', '1');
    const file = await openVectorFile(directory, 2, 0);
    await file.write([
      { place: 2, vector: vector(5, 6) },
      { place: 0, vector: vector(1, 2) },
      { place: 1, vector: vector(3, -0.333251953125) },
    ]);
    await file.write([{ place: 4, vector: vector(9, 1e-7) }]);
    await file.close();
    expect(halvesIn(directory)).toEqual([1, 2, 3, -0.333251953125, 5, 6, 0, 0, 9, 1.1920928955078125e-7]);
  });

  it('is cut where what counts ends, and keeps that', async () => {
    const directory = tempFolder();
    const first = await openVectorFile(directory, 2, 0);
    await first.write([{ place: 0, vector: vector(1, 2) }]);
    await first.write([{ place: 1, vector: vector(3, 4) }]);
    await first.close();
    appendFileSync(join(directory, VECTORS_FILE), Buffer.from([1, 2, 3]));
    await (await openVectorFile(directory, 2, 1)).close();
    expect(statSync(join(directory, VECTORS_FILE)).size).toBe(4);
    expect(halvesIn(directory)).toEqual([1, 2]);
  });
});

describe('vectors too long for half precision', () => {
  it('keep their direction and fit', () => {
    const long = vector(1e6, -5e5, 0);
    const short = toHalfRange(long);
    expect(Array.from(new Float16Array(short))).toEqual([65504, -32752, 0]);
  });

  it('are the only ones that are touched', () => {
    for (const numbers of [
      [65504, 1],
      [0, 0],
      [1e-6, -2],
    ]) {
      const given = vector(...numbers);
      expect(toHalfRange(given)).toBe(given);
    }
  });
});
