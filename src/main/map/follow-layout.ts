import type { LayoutProgress } from '../../workers/map/calls.ts';
import type { PlacedSamples } from '../index/map-points.ts';
import { copyRows, withCopies } from './copies.ts';
import { liveMapOf } from './live-map.ts';
import type { MapJob, MapSamples } from './map-job.ts';

/** A layout of the samples that stand for themselves, as it runs. */
export interface FollowedLayout {
  /** Shows a state to the page and as the job's progress. */
  show(progress: LayoutProgress): void;
  /** The last that was shown. */
  last(): LayoutProgress | null;
  /** Points of all samples by those that were laid out. */
  pointsOfAll(points: Float32Array): PlacedSamples;
}

export function followLayout({ dataset, model, context }: MapJob, samples: MapSamples, laidOut: Uint32Array): FollowedLayout {
  const live = liveMapOf(dataset);
  let last: LayoutProgress | null = null;
  const copies = copyRows(samples.ids, samples.standsFor, laidOut);
  const pointsOfAll = (points: Float32Array): PlacedSamples => withCopies(copies, points);
  return {
    last: () => last,
    pointsOfAll,
    show(progress) {
      last = progress;
      const { epoch, epochs, points } = progress;
      context.report({ stage: 'Laying out', done: epoch, total: epochs });
      live.show({ modelId: model.id, epoch, epochs, placed: () => pointsOfAll(points) });
    },
  };
}
