import type { ImageSize, PictureSizes } from '../../shared/report.ts';
import { logHistogram } from './log-histogram.ts';
import { addTo } from './report-source.ts';

/** Bins of width and height from one power of two to the next. */
const CELLS_PER_OCTAVE = 8;
const ASPECTS_PER_OCTAVE = 6;
/** More than there are bins of one side. */
const CELLS = 1 << 12;
/** Sizes that are listed. */
const COMMON = 5;
/** Sides that differ by less count as square, as a person would say. */
const SQUARE_WITHIN = 1.02;

/** Pictures of one width and height. */
export interface SizedPictures extends ImageSize {
  readonly pictures: number;
}

export interface PictureSums {
  /** Each pair of width and height once. */
  add(size: SizedPictures): void;
  /** Null where nothing was added. */
  result(): PictureSizes | null;
}

/** Adds up sizes of pictures, so that it can be done in pieces. */
export function pictureSums(): PictureSums {
  let [smallest, largest]: [SizedPictures | null, SizedPictures | null] = [null, null];
  const common: SizedPictures[] = [];
  const shapes = { portrait: 0, square: 0, landscape: 0 };
  const [aspects, cells, widths, heights]: readonly [Counts, Counts, Counts, Counts] = [
    new Map(),
    new Map(),
    new Map(),
    new Map(),
  ];
  let [pictures, distinct] = [0, 0];
  return {
    add(size) {
      pictures += size.pictures;
      distinct++;
      if (smallest === null || pixels(size) < pixels(smallest)) smallest = size;
      if (largest === null || pixels(size) > pixels(largest)) largest = size;
      keepMostFrequent(common, size);
      const aspect = size.width / size.height;
      shapes[aspect > SQUARE_WITHIN ? 'landscape' : aspect < 1 / SQUARE_WITHIN ? 'portrait' : 'square'] += size.pictures;
      // Half a bin further, so that square ones lie in the middle of theirs.
      addTo(aspects, Math.floor(ASPECTS_PER_OCTAVE * Math.log2(aspect) + 0.5), size.pictures);
      addTo(cells, cellOf(size.width) * CELLS + cellOf(size.height), size.pictures);
      addTo(widths, size.width, size.pictures);
      addTo(heights, size.height, size.pictures);
    },
    result() {
      if (smallest === null || largest === null) return null;
      return {
        pictures,
        distinct,
        smallest: sidesOf(smallest),
        largest: sidesOf(largest),
        median: { width: medianOf(widths, pictures), height: medianOf(heights, pictures) },
        common,
        ...shapes,
        aspect: logHistogram(aspects, ASPECTS_PER_OCTAVE, -0.5),
        cells: [...cells]
          .map(([key, count]) => ({ x: Math.floor(key / CELLS), y: key % CELLS, pictures: count }))
          .toSorted((a, b) => a.x - b.x || a.y - b.y),
        perOctave: CELLS_PER_OCTAVE,
      };
    },
  };
}

type Counts = Map<number, number>;

const pixels = ({ width, height }: ImageSize): number => width * height;
const sidesOf = ({ width, height }: ImageSize): ImageSize => ({ width, height });
const cellOf = (side: number): number => Math.floor(CELLS_PER_OCTAVE * Math.log2(side));

/** Ties go to the larger picture, so that the order is the same every time. */
function keepMostFrequent(common: SizedPictures[], size: SizedPictures): void {
  if (common.length === COMMON && size.pictures < (common.at(-1)?.pictures ?? 0)) return;
  common.push(size);
  common.sort((a, b) => b.pictures - a.pictures || pixels(b) - pixels(a) || b.width - a.width);
  common.length = Math.min(COMMON, common.length);
}

/** The lower median. */
function medianOf(counts: Counts, pictures: number): number {
  let seen = 0;
  for (const [value, count] of [...counts].toSorted(([a], [b]) => a - b)) {
    seen += count;
    if (seen * 2 >= pictures) return value;
  }
  return 0;
}
