import type { MapLabel } from '../../shared/embedding.ts';
import { boundsOf, extentOf } from './bounds.ts';
import { densityClusters } from './density-clusters.ts';
import { countByCell, smoothed } from './density-field.ts';
import { labelPlaces } from './label-places.ts';
import { type SampleTerms, typicalTerms } from './typical-terms.ts';

/** From afar to near: how far density is smoothed (cells), and how small a share of all samples is labelled. */
const LEVELS = [
  { radius: 8, leastShare: 0.02 },
  { radius: 4, leastShare: 0.006 },
  { radius: 2, leastShare: 0.002 },
] as const;
/** Cells a side. */
const SIDE = 256;
/** Density of few samples is smoothed farther, at least over this many times the side a sample has to itself: else each is a peak. */
const LEAST_SPREAD = 0.5;
const LEAST_SAMPLES = 8;
/** Room that a label takes where all of the map is in view, as shares of its extent; each level is seen from twice as near. */
const LABEL_WIDTH = 0.16;
const LABEL_HEIGHT = 0.04;

/**
 * What clusters of a map are called, by level, the largest first: each amid the samples its name is true of, none over a larger one.
 * Clusters without typical terms have no label. Time grows evenly with the samples.
 * @param points x, y by sample
 */
export function mapLabels(points: Float32Array, terms: SampleTerms): readonly MapLabel[] {
  if (points.length === 0) return [];
  const field = countByCell(points, SIDE);
  const extent = extentOf(boundsOf(points));
  const leastRadius = Math.round((LEAST_SPREAD * SIDE) / Math.sqrt(points.length / 2));
  return LEVELS.flatMap(({ radius, leastShare }, level) => {
    // Nothing finer is to be seen than on the level before.
    if (level > 0 && leastRadius > radius) return [];
    const smooth = smoothed(field, Math.max(radius, Math.min(leastRadius, SIDE / 8)));
    const { peaks, clusterOf } = densityClusters(smooth);
    const samplesOf = Int32Array.from(field.cells, (cell) => clusterOf[cell] as number);
    const sizes = new Uint32Array(peaks.length);
    for (const cluster of samplesOf) if (cluster >= 0) sizes[cluster] = (sizes[cluster] as number) + 1;
    const least = Math.max(LEAST_SAMPLES, leastShare * samplesOf.length);
    const names = typicalTerms(terms, samplesOf, peaks.length);
    const places = labelPlaces(points, terms, samplesOf, names);
    const labels = peaks.flatMap((_, cluster): readonly MapLabel[] => {
      const text = names[cluster]?.join(', ') ?? '';
      const samples = sizes[cluster] as number;
      if (text === '' || samples < least) return [];
      return [{ x: places[2 * cluster] as number, y: places[2 * cluster + 1] as number, text, samples, level }];
    });
    return withoutOverlaps(labels, extent / 2 ** level);
  });
}

function withoutOverlaps(labels: readonly MapLabel[], extent: number): readonly MapLabel[] {
  const kept: MapLabel[] = [];
  for (const label of labels.toSorted((a, b) => b.samples - a.samples)) {
    const isFree = kept.every(
      ({ x, y }) => Math.abs(x - label.x) >= LABEL_WIDTH * extent || Math.abs(y - label.y) >= LABEL_HEIGHT * extent,
    );
    if (isFree) kept.push(label);
  }
  return kept;
}
