import {
  HISTOGRAM_SERIES,
  type HistogramSeries,
  type PictureHistogram,
  type SeriesHistogram,
} from '../../shared/picture-histogram.ts';
import { formatCount } from '../ui/format.ts';

export interface ClippedRow {
  readonly name: string;
  /** Share of the pixels at 0. */
  readonly low: string;
  readonly mean: string;
  /** Share of the pixels at 255. */
  readonly high: string;
  /** The same as numbers of pixels, in words. */
  readonly title: string;
}

const NAMES: Readonly<Record<HistogramSeries, string>> = { red: 'Red', green: 'Green', blue: 'Blue', luminance: 'Luminance' };

/** How much of each channel is clipped: lost in black or in white. Luminance is where all channels are. */
export function clippedRows({ series, alpha, pixels, black, white }: PictureHistogram): readonly ClippedRow[] {
  const rows = HISTOGRAM_SERIES.map((name) => {
    const { counts, mean } = series[name];
    const [low, high] = name === 'luminance' ? [black, white] : [counts[0] ?? 0, counts[255] ?? 0];
    return rowOf(NAMES[name], low, high, mean, pixels);
  });
  return alpha === null ? rows : [...rows, alphaRow(alpha)];
}

function alphaRow({ counts, mean }: SeriesHistogram): ClippedRow {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return rowOf('Alpha', counts[0] ?? 0, counts[255] ?? 0, mean, all);
}

function rowOf(name: string, low: number, high: number, mean: number, pixels: number): ClippedRow {
  return {
    name,
    low: shareWords(low, pixels),
    mean: mean.toFixed(0),
    high: shareWords(high, pixels),
    title: `${name}: ${formatCount(low)} pixels at 0, ${formatCount(high)} at 255`,
  };
}

/** `0%`, `< 0.1%`, `2.4%`, `37%`. */
export function shareWords(count: number, all: number): string {
  if (count === 0 || all === 0) return '0%';
  const percent = (100 * count) / all;
  if (percent < 0.05) return '< 0.1%';
  return `${percent < 9.95 ? percent.toFixed(1) : percent.toFixed(0)}%`;
}
