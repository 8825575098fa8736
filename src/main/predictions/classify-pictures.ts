import type { Dataset } from '../dataset/dataset.ts';
import { filePlace } from '../dataset/file-place.ts';
import type { EmbedSession } from '../embeddings/embedder.ts';
import type { EmbeddingWriter, TriedSample } from '../embeddings/embedding-writer.ts';
import { lookAtPictures, type PicturePassOptions, type PicturePassResult } from '../embeddings/picture-pass.ts';
import { tallyEmbeddings, type WaitingSample, waitingSamples } from '../index/embedding-rows.ts';
import type { JobContext } from '../jobs/job-context.ts';
import type { UnfinishedRows } from './unfinished-rows.ts';

/** No embedding model has this id: all samples with a picture wait for it. */
const NO_MODEL = 0;

export interface ClassifiedPictures extends PicturePassResult {
  /** Samples of which there was a row before. */
  readonly resumed: number;
  /** Samples with a picture. */
  readonly ids: ReadonlySet<number>;
  /** While pictures were looked at. */
  readonly seconds: number;
}

export function countPictures(dataset: Pick<Dataset, 'read'>): Promise<number> {
  return tallyEmbeddings(dataset.read, NO_MODEL).then(({ waiting }) => waiting);
}

/**
 * Runs a model on every picture that has no row yet. It is given the file itself, since thumbnails would change what it says.
 * @throws what `lookAtPictures` throws
 */
export async function classifyPictures(
  dataset: Dataset,
  session: EmbedSession,
  rows: UnfinishedRows,
  total: number,
  { signal, report }: JobContext,
): Promise<ClassifiedPictures> {
  const ids = new Set<number>();
  let resumed = 0;
  async function* samples(): AsyncGenerator<readonly WaitingSample[]> {
    for await (const stretch of waitingSamples(dataset.read, NO_MODEL)) {
      for (const { id } of stretch) ids.add(id);
      const fresh = stretch.filter((sample) => !rows.has(sample));
      resumed += stretch.length - fresh.length;
      yield fresh;
    }
  }
  report({ stage: 'Looking at pictures', done: 0, total });
  const startMs = performance.now();
  const pass = await lookAtPictures({
    ...{ dataset, session, signal },
    samples: samples(),
    pictureOf: ({ path }) => filePlace(dataset.read, dataset.folder, path),
    openWriter: (on) => rowsWriter(rows, on),
    onProgress: (done) => report({ done: done + resumed }),
  });
  return { ...pass, resumed, ids, seconds: (performance.now() - startMs) / 1000 };
}

function rowsWriter(
  rows: UnfinishedRows,
  { onWritten, onFailure }: Parameters<PicturePassOptions['openWriter']>[0],
): EmbeddingWriter {
  let written: Promise<void> = Promise.resolve();

  async function write(tried: readonly TriedSample[]): Promise<void> {
    const whole = tried.flatMap(({ sample, outcome }) => ('vector' in outcome ? [{ picture: sample, row: outcome.vector }] : []));
    await rows.append(whole);
    onWritten(tried);
  }
  return {
    async add(tried) {
      written = written.then(() => write(tried));
      // Told by `end`.
      await written.catch(onFailure);
    },
    end: () => written,
  };
}
