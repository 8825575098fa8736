import { GRID_PADDING, type LayoutOptions } from './grid-layout.ts';
import { PAUSE_EVERY, type RowMaker } from './row-table.ts';

/** Slimmer pictures are shown whole in a tile of these proportions: a row of panoramas would be no higher than a line. */
const SLIMMEST = 4;

/** Width / height of a tile. @param aspect of the picture; NaN: not known */
export function shownAspect(aspect: number): number {
  return aspect > 0 ? Math.min(SLIMMEST, Math.max(1 / SLIMMEST, aspect)) : 1;
}

/** `shownAspect` of samples in the order shown. @param byId width / height by id */
export function* shownAspects(ids: Uint32Array, byId: Float32Array): Generator<void, Float32Array> {
  const aspects = new Float32Array(ids.length);
  for (let place = 0; place < ids.length; place++) {
    if (place % PAUSE_EVERY === 0) yield;
    aspects[place] = shownAspect(byId[ids[place] ?? 0] ?? Number.NaN);
  }
  return aspects;
}

/**
 * Rows that fill the width, each broken where its height comes nearest to the one wanted; the last row of a group keeps
 * the wanted height. @param room between the paddings
 */
export function justifiedRows(
  { aspects, size: wanted, gap, mostHeight }: Pick<LayoutOptions, 'aspects' | 'size' | 'gap' | 'mostHeight'>,
  room: number,
): RowMaker {
  const size = Math.min(wanted, mostHeight);
  const roomOf = (tiles: number): number => Math.max(1, room - (tiles - 1) * gap);
  const mostTiles = Math.max(1, Math.ceil((room + gap) / (size / SLIMMEST + gap)) + 1);
  let edges = new Float64Array(2 * mostTiles);

  return {
    cell: size,
    columns: Math.max(1, Math.floor((room + gap) / (size + gap))),
    *add(table, from, to, captionHeight) {
      let [first, sum] = [from, 0];
      for (let index = from; index < to; index++) {
        if (index % PAUSE_EVERY === 0) yield;
        const wider = sum + (aspects === null ? 1 : (aspects[index] ?? 1));
        // A million turns: nothing is divided before a row is full.
        if (room - (index - first) * gap > size * wider) {
          sum = wider;
          continue;
        }
        const height = roomOf(index + 1 - first) / wider;
        const before = index > first ? roomOf(index - first) / sum : Number.POSITIVE_INFINITY;
        // Farther from the wanted height by the same factor counts the same.
        const isWith = before * height >= size * size;
        table.add(first, Math.max(1, Math.round(isWith ? height : before)) + captionHeight);
        first = isWith ? index + 1 : index;
        sum = 0;
        // The one left over begins the next row, and may fill it by itself.
        if (!isWith) index--;
      }
      if (first < to) table.add(first, Math.max(1, Math.round(size)) + captionHeight);
    },
    edges({ first, end }, isLast) {
      if (2 * (end - first) > edges.length) edges = new Float64Array(4 * (end - first));
      let sum = 0;
      for (let index = first; index < end; index++) sum += aspects?.[index] ?? 1;
      const natural = roomOf(end - first) / sum;
      const height = isLast ? Math.min(natural, size) : natural;
      let [reached, left] = [0, GRID_PADDING];
      for (let place = 0; place < end - first; place++) {
        reached += aspects?.[first + place] ?? 1;
        // From sums, so that rounding does not add up and the last edge is that of the room.
        const right = GRID_PADDING + place * gap + Math.round(reached * height);
        edges[2 * place] = left;
        edges[2 * place + 1] = Math.max(left + 1, right);
        left = right + gap;
      }
      return edges.subarray(0, 2 * (end - first));
    },
  };
}
