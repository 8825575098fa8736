import type { MapEngine, MapInfo } from '../../shared/embedding.ts';
import type { MapRequest } from '../../shared/embedding-api.ts';

/** What a person sets of a layout. */
export interface LayoutChoices {
  readonly neighbours: number;
  readonly minDistance: number;
  readonly seed: number;
  /** Null: by the number of samples. */
  readonly epochs: number | null;
  readonly engine: MapEngine;
}

/** As the engine lays out where nothing is said. */
export const STANDARD_CHOICES: LayoutChoices = { neighbours: 15, minDistance: 0.1, seed: 1, epochs: null, engine: 'winnow' };

/** As the map that is shown was laid out. @param map null: there is none */
export function choicesOf(map: MapInfo | null): LayoutChoices {
  if (map === null) return STANDARD_CHOICES;
  const { neighbours, minDistance, seed, askedEpochs, engine } = map;
  return { neighbours, minDistance, seed, epochs: askedEpochs, engine };
}

export function layoutRequest({ epochs, ...rest }: LayoutChoices): MapRequest {
  return { ...rest, ...(epochs === null ? {} : { epochs }) };
}
