/**
 * Of the built-in model: histograms of gradient orientations (after Dalal and Triggs, CVPR 2005), with coarse colour. Chosen by
 * how often ten neighbours are right on photos of clothes and on twenty classes of small pictures.
 */
export const SETTINGS = {
  /** Of the picture, px. */
  side: 32,
  /** Of its short side before the middle is cut out, px. */
  cutFrom: 35,
  orientations: 9,
  /** Cells of a side; each is `side / cells` px wide. */
  cells: 8,
  /** Added to the energy of 3 × 3 cells before they are divided by its root, so that noise of plain areas stays small. */
  cellFloor: 1e-3,
  /** Added under roots and lengths that may be 0. */
  tiny: 1e-12,
  /** Coarse picture: mean colour of `layout` × `layout` areas, relative to the gradients' length of 1. */
  layout: 4,
  layoutWeight: 0.15,
  /** Histogram of colours: bins of brightness, and of each of two colour differences. */
  brightnessBins: 4,
  colourBins: 7,
  /** Colour differences from minus to plus this have bins of their own. */
  colourReach: 0.3,
  histogramWeight: 0.35,
} as const;

/** Rows: brightness, red less green, yellow less blue; of red, green and blue in [0, 1]. */
export const OPPONENT: readonly (readonly [number, number, number])[] = [
  [0.299, 0.587, 0.114],
  [1, -1, 0],
  [0.5, 0.5, -1],
];

const { orientations, cells, layout, brightnessBins, colourBins } = SETTINGS;
export const DIMENSIONS = orientations * cells ** 2 + 3 * layout ** 2 + brightnessBins * colourBins ** 2;
