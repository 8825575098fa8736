/** A point that could be shown as a picture. Middle in CSS pixels of the view. */
export interface ThumbCandidate {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** Selected, or where the keyboard is. */
  readonly isMarked: boolean;
}

const GAP_PX = 4;

/**
 * Those that can be shown at `size` without one covering another: marked ones first, then those shown already, so that
 * nothing flickers while the map is moved, then in an order that is the same every time.
 */
export function placedThumbs(
  candidates: readonly ThumbCandidate[],
  size: number,
  shown: ReadonlySet<number>,
): readonly ThumbCandidate[] {
  const rank = ({ id, isMarked }: ThumbCandidate): number => (isMarked ? 0 : shown.has(id) ? 1 : 2);
  const ordered = candidates
    .map((candidate) => ({ candidate, rank: rank(candidate), mixed: mixedId(candidate.id) }))
    .sort((a, b) => a.rank - b.rank || a.mixed - b.mixed);
  const room = size + GAP_PX;
  const cells = new Map<number, ThumbCandidate[]>();
  return ordered.flatMap(({ candidate }) => {
    const [column, row] = [Math.floor(candidate.x / room), Math.floor(candidate.y / room)];
    if (isTaken(cells, column, row, candidate, room)) return [];
    const key = cellKey(column, row);
    cells.set(key, [...(cells.get(key) ?? []), candidate]);
    return [candidate];
  });
}

/** Order without a pattern: neighbours in the folder lie near each other on the map, too. */
export function mixedId(id: number): number {
  let hash = Math.imul(id ^ (id >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function isTaken(
  cells: ReadonlyMap<number, readonly ThumbCandidate[]>,
  column: number,
  row: number,
  { x, y }: ThumbCandidate,
  room: number,
): boolean {
  for (let near = 0; near < 9; near++) {
    const cell = cells.get(cellKey(column - 1 + (near % 3), row - 1 + Math.floor(near / 3)));
    if (cell?.some((other) => Math.abs(other.x - x) < room && Math.abs(other.y - y) < room)) return true;
  }
  return false;
}

function cellKey(column: number, row: number): number {
  return (row + 4096) * 16_384 + column + 4096;
}
