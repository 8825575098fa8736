import type { IndexSummary } from '../../shared/dataset.ts';
import { type Job, LIVE } from '../../shared/job.ts';
import type { LabelChoice } from '../../shared/label-files.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { noteSampleCount } from '../dataset/dataset-card.ts';
import { isFolder } from '../dataset/folder-presence.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { followUp } from '../embeddings/follow-up.ts';
import { startEmbedJob } from '../embeddings/start-embed-job.ts';
import { appliedBoxSource } from '../index/boxes.ts';
import { writeLabelChoice } from '../index/label-choice.ts';
import { runIndexJob } from '../jobs/index-job.ts';
import type { Engine } from './engine.ts';

export interface IndexOrder {
  /** The choice of annotations that comes back where the job is stopped before the new one was followed; null: none. */
  readonly choiceBefore?: LabelChoice | null;
  /** Nobody asked for it: something changed in the folder. */
  readonly isLive?: boolean;
}

/**
 * Indexes a dataset, or goes on where a stopped job was: what is unchanged is not read again. One at a time; asked for
 * again, the one that runs is answered. What is new is then embedded too, where a model sees the dataset already.
 * @throws {WinnowError} read_only
 */
export function startIndexJob(engine: Engine, dataset: Dataset, { choiceBefore = null, isLive = false }: IndexOrder = {}): Job {
  const db = writerOf(dataset);
  const running = engine.jobs.unfinished('index', dataset.id);
  if (running !== undefined) return running;
  return engine.jobs.start({
    kind: 'index',
    datasetId: dataset.id,
    ...(isLive ? { subject: LIVE } : {}),
    stage: 'Looking for files',
    async run(context) {
      const sourceBefore = appliedBoxSource(db)?.id;
      const summary = await runIndexJob({ dataset, compute: engine.compute(), version: engine.version, isLive }, context).catch(
        (error: unknown) => {
          const isFollowed = appliedBoxSource(db)?.id !== sourceBefore;
          if (choiceBefore !== null && context.signal.aborted && !isFollowed) writeLabelChoice(db, choiceBefore);
          throw error;
        },
      );
      noteSampleCount(dataset.directory, summary.samples);
      const toEmbed = await followUp(dataset, summary);
      if (toEmbed !== null) startEmbedJob(engine, dataset, toEmbed);
      return { result: summary, message: messageOf(summary) };
    },
  });
}

/** `1,117 images: 838 ok, 230 corrupt, 49 unsupported` */
function messageOf({ samples, ok, corrupt, unsupported, unreadable, missing }: IndexSummary): string {
  if (samples === 0) return 'There are no images in this folder';
  const bad = Object.entries({ corrupt, unsupported, unreadable, missing }).filter(([, count]) => count > 0);
  const counts = [['ok', ok] as const, ...bad].map(([status, count]) => `${count.toLocaleString('en')} ${status}`);
  return `${samples.toLocaleString('en')} ${samples === 1 ? 'image' : 'images'}: ${counts.join(', ')}`;
}

/**
 * Looks again for what changed in the folder: after a job that runs, which may have passed it by. Whoever stopped the last one does
 * not want another unasked.
 */
export async function indexAgain(engine: Engine, dataset: Dataset, signal: AbortSignal): Promise<void> {
  const running = engine.jobs.unfinished('index', dataset.id);
  if (running !== undefined) await engine.jobs.ended(running.id);
  const last = engine.jobs.list().find(({ kind, datasetId }) => kind === 'index' && datasetId === dataset.id);
  if (last?.state === 'cancelled' || !(await isFolder(dataset.folder)) || signal.aborted) return;
  await engine.jobs.ended(startIndexJob(engine, dataset, { isLive: true }).id);
}
