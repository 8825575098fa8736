/**
 * The eight ways a picture can be flipped and turned, 0-7: first mirrored at its main diagonal where bit 2 is set, then
 * left-right where bit 0 is, then upside down where bit 1 is. So 0 is upright, 1 mirrored, 2 upside down, 3 half a turn,
 * 4 transposed, 5 a quarter turn clockwise, 6 one counter-clockwise, 7 mirrored at the other diagonal.
 */
export type Turn = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const UPRIGHT: Turn = 0;
/** Cropped, tilted, framed or written upon: nothing that a turn tells; composed with one it is upright. */
export const PART = 8;
export const TURNS: readonly Turn[] = [0, 1, 2, 3, 4, 5, 6, 7];

const MIRRORED = 1;
const UPSIDE_DOWN = 2;
const TRANSPOSED = 4;

/** What undoes a turn: each undoes itself but the quarter turns, which undo each other; of a part, that the other is one. */
export function inverseTurn(turn: Turn): Turn;
export function inverseTurn(turn: Turn | typeof PART): Turn | typeof PART;
export function inverseTurn(turn: Turn | typeof PART): Turn | typeof PART {
  if (turn === 5) return 6;
  return turn === 6 ? 5 : turn;
}

/** The turn that does `first` and then `second`. */
export function composedTurn(first: Turn, second: Turn): Turn {
  // A transposition after a flip is the other flip after the transposition.
  const flips = (second & TRANSPOSED) === 0 ? first & 3 : ((first & 1) << 1) | ((first & 2) >> 1);
  return (((first ^ second) & TRANSPOSED) | (flips ^ (second & 3))) as Turn;
}

/**
 * Where each cell of a turned square comes from.
 * @returns for each cell of the turned square, row by row, the index of the same cell in the square before
 */
export function turnedCells(side: number, turn: Turn): Uint16Array {
  return Uint16Array.from({ length: side * side }, (_, cell) => {
    const x = cell % side;
    const y = (cell - x) / side;
    const fromX = (turn & MIRRORED) === 0 ? x : side - 1 - x;
    const fromY = (turn & UPSIDE_DOWN) === 0 ? y : side - 1 - y;
    return (turn & TRANSPOSED) === 0 ? fromY * side + fromX : fromX * side + fromY;
  });
}

/** Bits of odd horizontal frequency, of either half of a hash. */
const ODD_COLUMNS = 0x55555555;
/** Bits of odd vertical frequency. */
const ODD_ROWS = 0x00ff00ff;

/**
 * Hashes of the same pictures turned. A transposed picture has its frequencies transposed; a flip changes the sign of the
 * odd ones. Their bits are then the opposite, but for the few frequencies that lie between zero and the median, which
 * the bits are taken against: of photos three bits of 64 are wrong, and of one copy in twenty over seven.
 * @param high bits of the lowest four vertical frequencies, most significant first; `low`: of the others
 */
export function turnedHashes(
  high: Uint32Array,
  low: Uint32Array,
  turn: Turn,
): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const turned = { high: high.slice(), low: low.slice() };
  if ((turn & TRANSPOSED) !== 0) transpose(turned.high, turned.low);
  const flip = ((turn & MIRRORED) === 0 ? 0 : ODD_COLUMNS) ^ ((turn & UPSIDE_DOWN) === 0 ? 0 : ODD_ROWS);
  for (let k = 0; k < high.length; k++) {
    turned.high[k] = (turned.high[k] as number) ^ flip;
    turned.low[k] = (turned.low[k] as number) ^ flip;
  }
  return turned;
}

/** Transposes 8 × 8 bit matrices in place. @see Warren, Hacker's Delight, 7-3 */
function transpose(high: Uint32Array, low: Uint32Array): void {
  for (let k = 0; k < high.length; k++) {
    let x = high[k] as number;
    let y = low[k] as number;
    let swapped = (x ^ (x >>> 7)) & 0x00aa00aa;
    x ^= swapped ^ (swapped << 7);
    swapped = (y ^ (y >>> 7)) & 0x00aa00aa;
    y ^= swapped ^ (swapped << 7);
    swapped = (x ^ (x >>> 14)) & 0x0000cccc;
    x ^= swapped ^ (swapped << 14);
    swapped = (y ^ (y >>> 14)) & 0x0000cccc;
    y ^= swapped ^ (swapped << 14);
    high[k] = (x & 0xf0f0f0f0) | ((y >>> 4) & 0x0f0f0f0f);
    low[k] = ((x << 4) & 0xf0f0f0f0) | (y & 0x0f0f0f0f);
  }
}
