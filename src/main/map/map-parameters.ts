import type { MapEngine } from '../../shared/embedding.ts';
import type { MapRequest } from '../../shared/embedding-api.ts';
import type { MapRecord } from '../index/map-points.ts';

/** What decides how a map looks, beside the vectors. */
export interface MapParameters {
  readonly seed: number;
  readonly engine: MapEngine;
  /** Null: as many as the number of samples wants. */
  readonly epochs: number | null;
  readonly neighbours: number;
  readonly minDistance: number;
}

/** As in umap-learn; see ALGORITHMS of McInnes et al. 2018. */
export const DEFAULT_MAP: MapParameters = { seed: 1, engine: 'winnow', epochs: null, neighbours: 15, minDistance: 0.1 };
export const NEGATIVE_RATE = 5;

/** What a request leaves open is as in the map there is, so that a new sample does not bring another seed; else the default. */
export function parametersFor(request: MapRequest, stored: MapRecord | null): MapParameters {
  const before = stored === null ? DEFAULT_MAP : { ...stored, epochs: stored.askedEpochs };
  return {
    seed: request.seed ?? before.seed,
    engine: request.engine ?? before.engine,
    epochs: request.epochs ?? before.epochs,
    neighbours: request.neighbours ?? before.neighbours,
    minDistance: request.minDistance ?? before.minDistance,
  };
}

export function areSame(a: MapParameters, b: MapParameters): boolean {
  return (
    a.seed === b.seed &&
    a.engine === b.engine &&
    a.epochs === b.epochs &&
    a.neighbours === b.neighbours &&
    a.minDistance === b.minDistance
  );
}

/** Whether a map was made so, and to its end. */
export function isMadeWith(stored: MapRecord | null, parameters: MapParameters): stored is MapRecord {
  return stored !== null && !stored.isPartial && areSame({ ...stored, epochs: stored.askedEpochs }, parameters);
}
