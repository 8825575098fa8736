import type { SamplePrediction } from '../../shared/prediction-api.ts';
import { fillFrom, RunLost, withRunFile } from '../../workers/predictions/read-run-file.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { type PredictionRunRow, predictionRuns } from '../index/prediction-runs.ts';
import { runDirectory } from './stored-runs.ts';

/** Classes told of, most probable first. */
const MOST_TOLD = 10;

/** What every run says of a sample, newest run first; runs that have not seen it, and those whose files are gone, are left out. */
export async function samplePredictions(
  { read, directory }: Pick<Dataset, 'read' | 'directory'>,
  id: number,
  label: string | null,
): Promise<readonly SamplePrediction[]> {
  const said = await Promise.all(predictionRuns(read).map((run) => ofRun(runDirectory(directory, run.id), run, id, label)));
  return said.filter((one) => one !== null);
}

async function ofRun(place: string, run: PredictionRunRow, id: number, label: string | null): Promise<SamplePrediction | null> {
  try {
    const row = await rowOf(place, run.samples, id);
    return row < 0 ? null : await readRow(place, run, row, label);
  } catch (error) {
    if (error instanceof RunLost) return null;
    throw error;
  }
}

/** Binary search in the file: a few reads of four bytes. @returns -1 where the run has not seen the sample */
async function rowOf(place: string, samples: number, id: number): Promise<number> {
  return withRunFile(place, 'ids', async (handle) => {
    const found = new Uint32Array(1);
    for (let [low, high] = [0, samples - 1]; low <= high; ) {
      const middle = (low + high) >>> 1;
      await fillFrom(handle, found, middle, place);
      const [at = 0] = found;
      if (at === id) return middle;
      if (at < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  });
}

async function readRow(place: string, run: PredictionRunRow, row: number, label: string | null): Promise<SamplePrediction> {
  const { classes } = run;
  const predicted = new Int32Array(1);
  const confidence = new Float32Array(1);
  const all = new Float32Array(run.hasProbabilities ? classes.length : 0);
  await withRunFile(place, 'predicted', (handle) => fillFrom(handle, predicted, row, place));
  await withRunFile(place, 'confidence', (handle) => fillFrom(handle, confidence, row, place));
  if (all.length > 0) {
    await withRunFile(place, 'probabilities', (handle) => fillFrom(handle, all, row * classes.length, place));
  }
  const isThere = all.length > 0 && !Number.isNaN(all[0]);
  const given = isThere && label !== null ? all[classes.indexOf(label)] : undefined;
  return {
    runId: run.id,
    run: run.name,
    isActive: run.isActive,
    predicted: classes[predicted[0] ?? -1] ?? null,
    confidence: told(confidence[0]),
    top: isThere ? mostProbable(all, classes) : [],
    selfConfidence: told(given),
  };
}

function mostProbable(all: Float32Array, classes: readonly string[]): SamplePrediction['top'] {
  const order = Array.from(all, (_, k) => k).sort((a, b) => (all[b] ?? 0) - (all[a] ?? 0) || a - b);
  return order.slice(0, MOST_TOLD).map((k) => ({ class: classes[k] ?? '', probability: told(all[k]) ?? 0 }));
}

/** What a number of 32 bits says, without the digits that 64 bits add to it. */
function told(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : Number(value.toPrecision(7));
}
