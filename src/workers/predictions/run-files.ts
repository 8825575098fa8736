import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What a run's directory holds, little endian; row k of each is about the sample `ids[k]`. Written once, never changed.
 * ids: ascending; predicted: place in the run's classes, -1 = none; confidence: NaN = none; probabilities: n × classes, row by
 * row, there only where the run has them; influence: of a label on a regression, NaN = none, there only where it is known.
 * A run of boxes also has those: `box-ids` ascending, the most confident of a sample first;
 * left, top, width and height in pixels of the picture as it is shown.
 */
export const RUN_FILES = {
  ids: 'ids.u32',
  predicted: 'predicted.i32',
  confidence: 'confidence.f32',
  probabilities: 'probabilities.f32',
  influence: 'influence.f32',
  boxIds: 'box-ids.u32',
  boxClasses: 'box-classes.i32',
  boxScores: 'box-scores.f64',
  boxPlaces: 'box-places.f64',
} as const;
export type RunFile = keyof typeof RUN_FILES;

const bytesIn = (name: string): number => (name.endsWith('64') ? 8 : 4);

export interface RunShape {
  readonly samples: number;
  readonly classes: number;
  readonly hasProbabilities: boolean;
  readonly hasInfluence: boolean;
  /** Null: a class of each sample, no boxes. */
  readonly boxes: number | null;
}

/** Values each file has; 0 for one that is not there. */
function valuesIn(file: RunFile, { samples, classes, hasProbabilities, hasInfluence, boxes }: RunShape): number {
  if (file === 'boxPlaces') return 4 * (boxes ?? 0);
  if (file === 'boxIds' || file === 'boxClasses' || file === 'boxScores') return boxes ?? 0;
  if (file === 'probabilities') return hasProbabilities ? samples * classes : 0;
  return file === 'influence' && !hasInfluence ? 0 : samples;
}

/** False where a file is gone or has not the size it was written with: the run is lost. */
export async function isRunWhole(directory: string, shape: RunShape): Promise<boolean> {
  for (const [file, name] of Object.entries(RUN_FILES) as [RunFile, string][]) {
    const bytes = valuesIn(file, shape) * bytesIn(name);
    if (bytes > 0 && (await sizeOf(join(directory, name))) !== bytes) return false;
  }
  return true;
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch {
    // Gone, or out of reach: either way nothing can be read of it.
    return null;
  }
}
