import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HOLE } from '../../../src/workers/arrange/calls.ts';
import { distancePreservation } from '../../../src/workers/arrange/distance-preservation.ts';

interface Golden {
  readonly grids: readonly {
    readonly name: string;
    readonly columns: number;
    readonly rows: number;
    readonly vectors: readonly (readonly number[] | null)[];
    readonly quality: Readonly<Record<'2' | '16', number>>;
  }[];
}

const golden = JSON.parse(readFileSync(new URL('../../golden/arrange/golden.json', import.meta.url), 'utf8')) as Golden;

describe('the distance preservation quality', () => {
  test.each(golden.grids)('of a grid that is $name is what its authors’ code says', ({ columns, rows, vectors, quality }) => {
    const grid = {
      columns,
      rows,
      dimensions: 3,
      vectors: Float32Array.from(vectors.flatMap((vector) => vector ?? [0, 0, 0])),
      cells: Uint32Array.from(vectors, (vector, cell) => (vector === null ? HOLE : cell)),
    };
    expect(distancePreservation(grid, 2)).toBeCloseTo(quality['2'], 5);
    expect(distancePreservation(grid, 16)).toBeCloseTo(quality['16'], 5);
  });

  test('is 1 where all distances are kept', () => {
    const line = { columns: 4, rows: 1, dimensions: 1, vectors: Float32Array.of(0, 1, 2, 3), cells: Uint32Array.of(0, 1, 2, 3) };
    expect(distancePreservation(line, 16)).toBe(1);
  });
});
