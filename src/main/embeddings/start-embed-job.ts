import { BUILT_IN_MODEL, type EmbedSummary } from '../../shared/embedding.ts';
import type { EmbedRequest } from '../../shared/embedding-api.ts';
import type { Job } from '../../shared/job.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { Engine } from '../engine/engine.ts';
import { type FoundParts, findParts } from '../jobs/find-parts.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { startMapJob } from '../map/start-map-job.ts';
import { runEmbedJob } from './run-embed-job.ts';
import { activeModel } from './stored-models.ts';

/** What a job that waits or runs was asked for. */
interface Started {
  readonly model: string;
  /** By any of those who asked. */
  isMapWanted: boolean;
}

/** By the job's id, for as long as a dataset is open. */
const startedJobs = new WeakMap<Dataset, Map<string, Started>>();

/**
 * Embeds what is new or changed, then neighbours, scores and close copies; a map job follows. Asked for again, the job of the
 * same model that waits or runs is answered, and lays out a map where anybody wants one; jobs of other models come one after the
 * other.
 * @throws {WinnowError} read_only
 */
export function startEmbedJob(engine: Engine, dataset: Dataset, request: EmbedRequest): Job {
  const db = writerOf(dataset);
  const model = request.model ?? activeModel(db)?.manifest.name ?? BUILT_IN_MODEL;
  const isMapWanted = request.map !== false;
  const known = startedJobs.get(dataset) ?? new Map<string, Started>();
  startedJobs.set(dataset, known);
  for (const job of engine.jobs.list()) {
    const other = known.get(job.id);
    if (other === undefined || job.endedMs !== null || other.model !== model) continue;
    other.isMapWanted ||= isMapWanted;
    return job;
  }
  const started: Started = { model, isMapWanted };
  const job = engine.jobs.start({
    kind: 'embed',
    datasetId: dataset.id,
    stage: 'Waiting for other work',
    async run(context) {
      const isToBeActive = request.model !== undefined;
      const { models, spaces, embedder, version } = engine;
      const find = (modelId: number, given: JobContext): Promise<FoundParts> =>
        findParts({ dataset, modelId, spaces, compute: engine.compute(), version, context: given });
      const input = { dataset, model, isToBeActive, models, embedder, spaces, findParts: find, version };
      const summary = await runEmbedJob(input, context);
      if (summary.modelId !== null && started.isMapWanted) startMapJob(engine, dataset, { modelId: summary.modelId });
      return { result: summary, message: messageOf(summary) };
    },
  });
  known.set(job.id, started);
  return job;
}

/** `713 embedded with Gradient histogram, 2 failed, 250/s; neighbours recall .99` */
export function messageOf({
  embedded,
  failed,
  unreachable,
  title,
  imagesPerSecond,
  neighbours,
  unchanged,
  pairsLeft,
}: EmbedSummary): string {
  const tried = embedded + failed + unreachable;
  if (tried + unchanged === 0) return 'There are no pictures to embed';
  const parts = [tried === 0 ? `Nothing new to embed with ${title}` : `${count(embedded)} embedded with ${title}`];
  if (failed > 0) parts.push(`${count(failed)} failed`);
  if (unreachable > 0) parts.push(`${count(unreachable)} could not be reached`);
  if (embedded > 0) parts.push(`${count(Math.round(imagesPerSecond))}/s`);
  const clauses = [parts.join(', ')];
  if (neighbours !== null) clauses.push(`neighbours ${recallOf(neighbours)}`);
  if (pairsLeft > 0) clauses.push(`${count(pairsLeft)} close pairs are left for the next time`);
  return clauses.join('; ');
}

function recallOf({ isExact, recall }: NonNullable<EmbedSummary['neighbours']>): string {
  return isExact ? 'exact' : `recall ${recall.toFixed(2).replace(/^0/, '')}`;
}

function count(n: number): string {
  return n.toLocaleString('en');
}
