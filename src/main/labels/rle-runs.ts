/** Rectangles of one mask, at most: what has more is drawn as its box alone. */
const MOST_RUNS = 50_000;

/**
 * A mask of COCO as rectangles one pixel wide, in its own frame: left, top, width and height by turns.
 * @param value `{size: [height, width], counts}`: lengths of runs down the columns that are outside and inside by turns, as
 *   numbers or as pycocotools writes them
 * @returns null where it is none, or ends beyond its frame
 */
export function maskRuns(value: unknown): readonly number[] | null {
  if (typeof value !== 'object' || value === null || !('size' in value) || !('counts' in value)) return null;
  const [height, width] = Array.isArray(value.size) ? (value.size as unknown[]) : [];
  const counts = typeof value.counts === 'string' ? readCounts(value.counts) : value.counts;
  if (!isCount(height) || !isCount(width) || !Array.isArray(counts) || !counts.every(isCount)) return null;
  const runs: number[] = [];
  let at = 0;
  for (const [turn, length] of counts.entries()) {
    if (turn % 2 === 1) addRun(runs, at, length, height);
    at += length;
    if (at > width * height || runs.length > 4 * MOST_RUNS) return null;
  }
  return runs;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** A run goes on at the top of the next column. */
function addRun(runs: number[], start: number, length: number, height: number): void {
  for (let [at, left] = [start, length]; left > 0; ) {
    const top = at % height;
    const inColumn = Math.min(left, height - top);
    runs.push(Math.floor(at / height), top, 1, inColumn);
    at += inColumn;
    left -= inColumn;
  }
}

/**
 * Lengths of runs as pycocotools packs them: five bits a character from `0` on, a sixth for whether there are more, each from the
 * third on as its difference to the last but one [cocoapi maskApi.c, rleFrString].
 * @returns null where it is none
 */
function readCounts(text: string): readonly number[] | null {
  const counts: number[] = [];
  for (let at = 0; at < text.length; ) {
    let [value, shift, hasMore] = [0, 0, true];
    while (hasMore) {
      const code = text.charCodeAt(at++) - 48;
      if (!(code >= 0 && code < 64) || shift > 30) return null;
      value += (code & 31) * 2 ** shift;
      shift += 5;
      hasMore = (code & 32) !== 0;
      if (!hasMore && (code & 16) !== 0) value -= 2 ** shift;
    }
    counts.push(counts.length > 2 ? value + (counts.at(-2) ?? 0) : value);
  }
  return counts;
}
