import { createHash } from 'node:crypto';
import type { ArrangedAnswer, ArrangeRequest } from '../../shared/embedding-api.ts';
import type { Job } from '../../shared/job.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { matchingSamples } from '../dataset/matching-samples.ts';
import { storedModel, vectorSource } from '../embeddings/stored-models.ts';
import type { Engine } from '../engine/engine.ts';
import { arrangeSamples } from './arrange-samples.ts';
import { type ArrangedGrid, jobWithGrid, keepGrid } from './arranged-grids.ts';

/** What jobs that have not ended are to make, by their id. */
const keysOfJobs = new WeakMap<Dataset, Map<string, string>>();

/**
 * Arranges the samples that match, by the active model's vectors, whatever the query's order. Where the same samples were
 * arranged before, or are being arranged, the job that did so is answered.
 * @throws {WinnowError} no_embeddings, bad_query
 */
export async function startArrangeJob(engine: Engine, dataset: Dataset, { query, aspect }: ArrangeRequest): Promise<Job> {
  const model = storedModel(dataset.read);
  const [asked, source] = await Promise.all([matchingSamples(dataset, query), vectorSource(dataset, model)]);
  const { ids, places } = commonTo(asked, source);
  const key = createHash('sha256').update(`${model.id} ${aspect} `).update(ids).update(places).digest('hex');
  const same = sameJob(engine, dataset, key);
  if (same !== undefined) return same;
  const keys = keysOfJobs.get(dataset) ?? new Map<string, string>();
  keysOfJobs.set(dataset, keys);
  const job = engine.jobs.start({
    kind: 'arrange',
    datasetId: dataset.id,
    stage: 'Waiting for other work',
    async run(context) {
      try {
        const samples = { dataset, spaces: engine.spaces, modelId: model.id, ids, aspect };
        const arranged = await arrangeSamples(samples, context);
        const grid = { ...arranged, leftOut: arranged.leftOut + asked.length - ids.length };
        keepGrid(dataset, job.id, { key, grid });
        return { result: arrangedAnswer(grid), message: messageOf(grid) };
      } finally {
        keys.delete(job.id);
      }
    },
  });
  keys.set(job.id, key);
  return job;
}

/** What is said of a grid beside its columns. */
export function arrangedAnswer({ columns, rows, levels, leftOut }: ArrangedGrid): ArrangedAnswer {
  return { columns, rows, levels: levels.map((level) => ({ columns: level.columns, rows: level.rows })), leftOut };
}

function sameJob(engine: Engine, dataset: Dataset, key: string): Job | undefined {
  const keys = keysOfJobs.get(dataset);
  const done = jobWithGrid(dataset, key);
  return engine.jobs.list().find((job) => job.id === done || (job.endedMs === null && keys?.get(job.id) === key));
}

/** The samples asked for that have a vector, ascending, and where it is. */
function commonTo(
  asked: Uint32Array,
  { ids, places }: { readonly ids: Uint32Array; readonly places: Uint32Array },
): { readonly ids: Uint32Array; readonly places: Uint32Array } {
  const common = new Uint32Array(Math.min(asked.length, ids.length));
  const theirs = new Uint32Array(common.length);
  let length = 0;
  for (let a = 0, b = 0; a < asked.length && b < ids.length; ) {
    const [id, other] = [asked[a] as number, ids[b] as number];
    if (id === other) {
      common[length] = id;
      theirs[length++] = places[b] as number;
    }
    if (id <= other) a++;
    if (other <= id) b++;
  }
  return { ids: common.subarray(0, length), places: theirs.subarray(0, length) };
}

/** `713 samples arranged, 2 without a vector left out` */
function messageOf({ cells, leftOut }: ArrangedGrid): string {
  const count = cells.reduce((sum, id) => (id === 0 ? sum : sum + 1), 0);
  const arranged = `${count.toLocaleString('en')} ${count === 1 ? 'sample' : 'samples'} arranged`;
  return leftOut === 0 ? arranged : `${arranged}, ${leftOut.toLocaleString('en')} without a vector left out`;
}
