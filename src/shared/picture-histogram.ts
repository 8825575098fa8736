/** What a picture is told apart by: its channels, and how bright it is in all of them. */
export const HISTOGRAM_SERIES = ['red', 'green', 'blue', 'luminance'] as const;
export type HistogramSeries = (typeof HISTOGRAM_SERIES)[number];

export interface SeriesHistogram {
  /** Pixels of each of the 256 values, 0 first. */
  readonly counts: readonly number[];
  readonly mean: number;
}

/** How the pixels of a picture spread over the values of sRGB, 0 to 255; wholly transparent ones are left out. */
export interface PictureHistogram {
  readonly series: Readonly<Record<HistogramSeries, SeriesHistogram>>;
  /** Null: it has no transparency. */
  readonly alpha: SeriesHistogram | null;
  /** Pixels counted. */
  readonly pixels: number;
  /** Pixels at 0 in all channels, and at 255 in all: there is no drawing left in them. */
  readonly black: number;
  readonly white: number;
  /** A large picture was made smaller first. */
  readonly isReduced: boolean;
}

/** Luma of Rec. 709, from 0 to 255, of the values as they are stored in sRGB: what a grey rendering shows. */
export const LUMA = [0.2126, 0.7152, 0.0722] as const;
