import type { DatasetId } from '../../shared/sample.ts';
import { type MapPoints, mapIdentity } from '../state/map-points.ts';
import type { Camera } from './camera.ts';

interface KeptPlace {
  readonly map: string;
  readonly camera: Camera;
}

/** Where each dataset's map was left, for as long as the page lives. */
const kept = new Map<DatasetId, KeptPlace>();

/** @param camera null: all of the map was seen */
export function keepPlace(dataset: DatasetId, points: MapPoints, camera: Camera | null): void {
  if (camera === null) kept.delete(dataset);
  else kept.set(dataset, { map: mapIdentity(points), camera });
}

/** Where a map was left; null: nowhere, or it was another map. */
export function placeFor(dataset: DatasetId, points: MapPoints): Camera | null {
  const place = kept.get(dataset);
  return place?.map === mapIdentity(points) ? place.camera : null;
}
