import type { Bounds } from './camera.ts';

/** Points a cell holds on average. */
const POINTS_PER_CELL = 4;
const MOST_CELLS_A_SIDE = 1024;

/**
 * A grid over points, so that those near a place are found without looking at all. Cells hold places in the arrays given,
 * one after the other: `members[starts[cell]]` up to `members[starts[cell + 1]]`. A million points take about 40 ms and 8 MB.
 */
export class PointGrid {
  readonly #x: Float32Array;
  readonly #y: Float32Array;
  readonly #columns: number;
  readonly #rows: number;
  readonly #left: number;
  readonly #bottom: number;
  /** Cells per map unit. */
  readonly #perX: number;
  readonly #perY: number;
  readonly #starts: Uint32Array;
  readonly #members: Uint32Array;

  constructor(x: Float32Array, y: Float32Array, [left, bottom, right, top]: Bounds) {
    this.#x = x;
    this.#y = y;
    const side = Math.min(MOST_CELLS_A_SIDE, Math.max(1, Math.ceil(Math.sqrt(x.length / POINTS_PER_CELL))));
    [this.#columns, this.#rows, this.#left, this.#bottom] = [side, side, left, bottom];
    this.#perX = right > left ? side / (right - left) : 0;
    this.#perY = top > bottom ? side / (top - bottom) : 0;
    this.#starts = new Uint32Array(side * side + 1);
    this.#members = new Uint32Array(x.length);
    this.#sort();
  }

  /** Share of the cells that hold any point: how much of its bounds a map fills. */
  get filledShare(): number {
    let filled = 0;
    for (let cell = 0; cell + 1 < this.#starts.length; cell++) {
      if ((this.#starts[cell + 1] ?? 0) > (this.#starts[cell] ?? 0)) filled++;
    }
    return filled / (this.#starts.length - 1);
  }

  /** Calls back for points within bounds, row of cells by row of cells, until `visit` answers false. */
  within([left, bottom, right, top]: Bounds, visit: (place: number) => boolean | undefined): void {
    const [firstColumn, lastColumn] = [this.#columnOf(left), this.#columnOf(right)];
    const [firstRow, lastRow] = [this.#rowOf(bottom), this.#rowOf(top)];
    for (let row = firstRow; row <= lastRow; row++) {
      const from = this.#starts[row * this.#columns + firstColumn] ?? 0;
      const end = this.#starts[row * this.#columns + lastColumn + 1] ?? 0;
      for (let at = from; at < end; at++) {
        const place = this.#members[at] ?? 0;
        const [x, y] = [this.#x[place] ?? Number.NaN, this.#y[place] ?? Number.NaN];
        if (x >= left && x <= right && y >= bottom && y <= top && visit(place) === false) return;
      }
    }
  }

  /** True where a wanted point is no farther than `radius`, in map units. */
  hasNear(x: number, y: number, radius: number, isWanted: (place: number) => boolean): boolean {
    let hasAny = false;
    this.within([x - radius, y - radius, x + radius, y + radius], (place) => {
      const distance = ((this.#x[place] ?? 0) - x) ** 2 + ((this.#y[place] ?? 0) - y) ** 2;
      hasAny = distance <= radius * radius && isWanted(place);
      return !hasAny;
    });
    return hasAny;
  }

  /** The nearest point no farther than `radius`, in map units; -1: none. */
  nearest(x: number, y: number, radius: number, isWanted: (place: number) => boolean): number {
    let best = -1;
    let least = radius * radius;
    this.within([x - radius, y - radius, x + radius, y + radius], (place) => {
      const distance = ((this.#x[place] ?? 0) - x) ** 2 + ((this.#y[place] ?? 0) - y) ** 2;
      if (distance <= least && isWanted(place)) {
        least = distance;
        best = place;
      }
      return true;
    });
    return best;
  }

  #columnOf(x: number): number {
    return Math.min(this.#columns - 1, Math.max(0, Math.floor((x - this.#left) * this.#perX)));
  }

  #rowOf(y: number): number {
    return Math.min(this.#rows - 1, Math.max(0, Math.floor((y - this.#bottom) * this.#perY)));
  }

  /** A counting sort of the points by cell. */
  #sort(): void {
    const cells = new Uint32Array(this.#x.length);
    for (let place = 0; place < cells.length; place++) {
      const cell = this.#rowOf(this.#y[place] ?? 0) * this.#columns + this.#columnOf(this.#x[place] ?? 0);
      cells[place] = cell;
      this.#starts[cell + 1] = (this.#starts[cell + 1] ?? 0) + 1;
    }
    for (let cell = 1; cell < this.#starts.length; cell++) {
      this.#starts[cell] = (this.#starts[cell] ?? 0) + (this.#starts[cell - 1] ?? 0);
    }
    const next = this.#starts.slice();
    for (let place = 0; place < cells.length; place++) {
      const cell = cells[place] ?? 0;
      const at = next[cell] ?? 0;
      this.#members[at] = place;
      next[cell] = at + 1;
    }
  }
}
