/** Values of a matrix, and of the same in blocks of 2, 4, 8 … cells: a block is as strong as its strongest cell. */
export interface ValueLevel {
  readonly side: number;
  /** side × side, row by row. */
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * Levels of a matrix, so that where cells are smaller than pixels no single mistake is lost. Blocks on the diagonal tell of the
 * diagonal alone, unless it is hidden: then of the others.
 */
export function valueLevels(values: Float32Array<ArrayBuffer>, side: number, isDiagonalHidden: boolean): readonly ValueLevel[] {
  let level: ValueLevel = { side, values: isDiagonalHidden ? withoutDiagonal(values, side) : values };
  const levels = [level];
  while (level.side > 1) {
    level = halved(level, isDiagonalHidden);
    levels.push(level);
  }
  return levels;
}

/** The finest level none of whose blocks is smaller than a pixel. @param pixels of the screen a cell */
export function levelFor(pixels: number, levels: number): number {
  return Math.min(levels - 1, Math.max(0, Math.ceil(Math.log2(1 / pixels) - 1e-9)));
}

function withoutDiagonal(values: Float32Array<ArrayBuffer>, side: number): Float32Array<ArrayBuffer> {
  const others = values.slice();
  for (let place = 0; place < side; place++) others[place * (side + 1)] = 0;
  return others;
}

function halved({ side, values }: ValueLevel, isDiagonalHidden: boolean): ValueLevel {
  const half = Math.ceil(side / 2);
  const blocks = new Float32Array(half * half);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const block = (row >> 1) * half + (column >> 1);
      if (row !== column && row >> 1 === column >> 1 && !isDiagonalHidden) continue;
      const value = values[row * side + column] ?? 0;
      if (Math.abs(value) > Math.abs(blocks[block] ?? 0)) blocks[block] = value;
    }
  }
  return { side: half, values: blocks };
}
