import type { GreyPicture } from './grey-picture.ts';
import { type Similarity, scaleOf } from './similarity-transform.ts';

/** Places compared along the longer side of the overlap. */
const GRID = 72;
/** Blocks a side in which brightness and contrast may differ from block to block. */
const BLOCKS = 6;
/** Of grey levels within a block: a flatter one tells nothing. */
const LEAST_DEVIATION = 4;

/** How two pictures agree where one lies over the other. */
export interface Overlap {
  /** Share of the first, and of the second, that the other covers. */
  readonly shareOfA: number;
  readonly shareOfB: number;
  /** Mean correlation of grey within the blocks that are not flat, in [-1, 1]: a white bar moves that of the whole, but few blocks'. */
  readonly correlation: number;
  /** Share of the blocks that are not flat whose own correlation is high: a text changes a few, another picture nearly all. */
  readonly agreeing: number;
}

const HIGH = 0.7;

/** Compares the smoothed pictures over a grid on `a`, taken to `b` by the transform. */
export function overlap(a: GreyPicture, b: GreyPicture, { a: cos, b: sin, dx, dy }: Similarity): Overlap {
  const step = Math.max(a.width, a.height) / GRID;
  const [columns, rows] = [Math.floor(a.width / step), Math.floor(a.height / step)];
  const whole = new Correlation();
  const blocks = Array.from({ length: BLOCKS * BLOCKS }, () => new Correlation());
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = [(column + 0.5) * step - 0.5, (row + 0.5) * step - 0.5];
      const [toX, toY] = [cos * x - sin * y + dx, sin * x + cos * y + dy];
      if (toX < 0 || toY < 0 || toX > b.width - 1 || toY > b.height - 1) continue;
      const [one, other] = [at(a, x, y), at(b, toX, toY)];
      whole.add(one, other);
      blocks[Math.floor((row * BLOCKS) / rows) * BLOCKS + Math.floor((column * BLOCKS) / columns)]?.add(one, other);
    }
  }
  const told = blocks.filter((block) => block.count >= 12 && block.deviation >= LEAST_DEVIATION);
  const scale = scaleOf({ a: cos, b: sin, dx, dy });
  const areaInB = whole.count * step * step * scale * scale;
  return {
    shareOfA: whole.count / (columns * rows),
    shareOfB: Math.min(1, areaInB / (b.width * b.height)),
    correlation: told.length === 0 ? 0 : told.reduce((sum, block) => sum + block.value, 0) / told.length,
    agreeing: told.length === 0 ? 0 : told.filter((block) => block.value >= HIGH).length / told.length,
  };
}

function at({ data, width, height }: GreyPicture, x: number, y: number): number {
  const left = Math.min(Math.max(0, Math.floor(x)), Math.max(0, width - 2));
  const top = Math.min(Math.max(0, Math.floor(y)), Math.max(0, height - 2));
  const [fx, fy] = [Math.max(0, x - left), Math.max(0, y - top)];
  const from = top * width + left;
  const above = (data[from] as number) * (1 - fx) + (data[from + 1] as number) * fx;
  const below = (data[from + width] as number) * (1 - fx) + (data[from + width + 1] as number) * fx;
  return above * (1 - fy) + below * fy;
}

class Correlation {
  count = 0;
  #a = 0;
  #b = 0;
  #aa = 0;
  #bb = 0;
  #ab = 0;

  add(a: number, b: number): void {
    this.count++;
    this.#a += a;
    this.#b += b;
    this.#aa += a * a;
    this.#bb += b * b;
    this.#ab += a * b;
  }

  /** Of the flatter of the two. */
  get deviation(): number {
    return Math.sqrt(Math.max(0, Math.min(this.#varianceOf(this.#a, this.#aa), this.#varianceOf(this.#b, this.#bb))));
  }

  get value(): number {
    const both = this.#varianceOf(this.#a, this.#aa) * this.#varianceOf(this.#b, this.#bb);
    if (!(both > 0)) return 0;
    return (this.#ab / this.count - (this.#a / this.count) * (this.#b / this.count)) / Math.sqrt(both);
  }

  #varianceOf(sum: number, squares: number): number {
    return squares / this.count - (sum / this.count) ** 2;
  }
}
