import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Histogram, ImageSize, PictureSizes } from '../../shared/report.ts';
import { readSizes } from '../index/report-sizes.ts';
import { logHistogram } from './log-histogram.ts';
import { addTo, eachRange, type ReportSource } from './report-source.ts';

/** Bins of width and height from one power of two to the next. */
const CELLS_PER_OCTAVE = 8;
const ASPECTS_PER_OCTAVE = 6;
/** Of a picture's size; wider ones cannot be decoded, by far. */
const SIDE = 1 << 26;
/** Sizes that are listed. */
const COMMON = 5;
/** Sides that differ by less count as square, as a person would say. */
const SQUARE_WITHIN = 1.02;

interface Size extends ImageSize {
  readonly pictures: number;
}

/** How the pictures' widths, heights and shapes are spread; null where no size is known. */
export async function collectPictures(source: ReportSource): Promise<PictureSizes | null> {
  const counts = new Map<number, number>();
  await eachRange(source, (after, upto) => {
    for (const [width, height, pictures] of readSizes(source.db, after, upto)) addTo(counts, width * SIDE + height, pictures);
  });
  const sizes = [...counts].map(([key, pictures]): Size => ({ width: Math.floor(key / SIDE), height: key % SIDE, pictures }));
  await nextTurn();
  const [first] = sizes;
  if (first === undefined) return null;
  const extremes = extremesOf(sizes, first);
  await nextTurn();
  const shapes = shapesOf(sizes);
  await nextTurn();
  const cells = cellsOf(sizes);
  await nextTurn();
  const median = { width: medianOf(sizes, 'width'), height: medianOf(sizes, 'height') };
  return { ...extremes, ...shapes, median, distinct: sizes.length, cells, perOctave: CELLS_PER_OCTAVE };
}

function extremesOf(sizes: readonly Size[], first: Size): Pick<PictureSizes, 'pictures' | 'smallest' | 'largest' | 'common'> {
  let [smallest, largest, pictures] = [first, first, 0];
  const common: Size[] = [];
  for (const size of sizes) {
    pictures += size.pictures;
    const area = size.width * size.height;
    if (area < smallest.width * smallest.height) smallest = size;
    if (area > largest.width * largest.height) largest = size;
    keepMostFrequent(common, size);
  }
  const sides = ({ width, height }: Size): ImageSize => ({ width, height });
  return { pictures, smallest: sides(smallest), largest: sides(largest), common };
}

/** Ties go to the larger picture, so that the order is the same every time. */
function keepMostFrequent(common: Size[], size: Size): void {
  if (common.length === COMMON && size.pictures < (common.at(-1)?.pictures ?? 0)) return;
  common.push(size);
  common.sort((a, b) => b.pictures - a.pictures || b.width * b.height - a.width * a.height || b.width - a.width);
  common.length = Math.min(COMMON, common.length);
}

function shapesOf(
  sizes: readonly Size[],
): Pick<PictureSizes, 'portrait' | 'square' | 'landscape'> & { readonly aspect: Histogram } {
  const shapes = { portrait: 0, square: 0, landscape: 0 };
  const bins = new Map<number, number>();
  for (const { width, height, pictures } of sizes) {
    const aspect = width / height;
    shapes[aspect > SQUARE_WITHIN ? 'landscape' : aspect < 1 / SQUARE_WITHIN ? 'portrait' : 'square'] += pictures;
    // Half a bin further, so that square ones lie in the middle of theirs.
    addTo(bins, Math.floor(ASPECTS_PER_OCTAVE * Math.log2(aspect) + 0.5), pictures);
  }
  return { ...shapes, aspect: logHistogram(bins, ASPECTS_PER_OCTAVE, -0.5) };
}

function cellsOf(sizes: readonly Size[]): PictureSizes['cells'] {
  const binOf = (side: number): number => Math.floor(CELLS_PER_OCTAVE * Math.log2(side));
  const counts = new Map<number, number>();
  for (const { width, height, pictures } of sizes) addTo(counts, binOf(width) * SIDE + binOf(height), pictures);
  return [...counts]
    .map(([key, pictures]) => ({ x: Math.floor(key / SIDE), y: key % SIDE, pictures }))
    .toSorted((a, b) => a.x - b.x || a.y - b.y);
}

/** The lower median. */
function medianOf(sizes: readonly Size[], side: 'width' | 'height'): number {
  const counts = new Map<number, number>();
  let pictures = 0;
  for (const size of sizes) {
    addTo(counts, size[side], size.pictures);
    pictures += size.pictures;
  }
  let seen = 0;
  for (const [value, count] of [...counts].toSorted(([a], [b]) => a - b)) {
    seen += count;
    if (seen * 2 >= pictures) return value;
  }
  return 0;
}
