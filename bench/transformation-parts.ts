import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { WritableDb } from '../src/main/db/connection.ts';
import { startEmbedder } from '../src/main/embeddings/start-embedder.ts';
import { openVectorFile } from '../src/main/embeddings/vector-file.ts';
import { pairsToLookAt, storePartPairs } from '../src/main/index/part-pairs.ts';
import { MAX_DISTANCE, NEAREST } from '../src/main/jobs/find-parts.ts';
import { alignPictures } from '../src/workers/alignment/align-pictures.ts';
import { DEFAULT_LIMITS } from '../src/workers/decode/calls.ts';
import { decodeFile } from '../src/workers/decode/decode-file.ts';
import { createNeighbourHandlers } from '../src/workers/neighbours/neighbour-handlers.ts';

/** Finds copies among some rows as the embed job does: neighbours by a model, laid over each other. */
export interface Parts {
  /** Writes what is found among these rows, ascending. @returns pairs looked at, and pairs found */
  among(rows: readonly number[]): Promise<{ readonly looked: number; readonly found: number }>;
}

export interface PartsInput {
  readonly db: WritableDb;
  readonly files: readonly string[];
  /** Of the samples, by row. */
  readonly ids: readonly number[];
  /** ONNX file. */
  readonly model: string;
  /** For what the model gives. */
  readonly folder: string;
}

const PICTURES = 32;
const PAIRS = 64;
const context = { signal: new AbortController().signal, progress: () => {} };

/** Embeds all files. */
export async function embedParts(input: PartsInput): Promise<Parts> {
  const { files, ids } = input;
  input.db.exec('UPDATE sample SET has_thumb = 1');
  const dimensions = await embedAll(input);
  const thumbs = new Map<number, Uint8Array>();
  async function thumbOf(id: number): Promise<Uint8Array> {
    const known = thumbs.get(id);
    if (known !== undefined) return known;
    const path = Buffer.from(files[ids.indexOf(id)] ?? '');
    const { thumbnail } = await decodeFile({ path, limits: DEFAULT_LIMITS, checks: false });
    thumbs.set(id, thumbnail ?? new Uint8Array(0));
    return thumbs.get(id) ?? new Uint8Array(0);
  }
  return {
    async among(rows) {
      const handlers = createNeighbourHandlers();
      const source = {
        directory: join(input.folder, 'vectors'),
        // What is fitted and found belongs to these rows alone.
        mayWrite: false,
        dimensions,
        projection: 'centred' as const,
        ids: Uint32Array.from(rows, (row) => ids[row] ?? 0),
        places: Uint32Array.from(rows),
      };
      await handlers.open(source, context);
      const near = await handlers.closePairs({ standsFor: source.ids, maxDistance: MAX_DISTANCE, k: NEAREST }, context);
      const open = await pairsToLookAt(input.db, near);
      let found = 0;
      for (let from = 0; from < open.length; from += PAIRS) {
        const pairs = Array.from(open.subarray(from, from + PAIRS), (k) => [near.a[k] ?? 0, near.b[k] ?? 0] as const);
        const all = [...new Set(pairs.flat())];
        const jpegs = await Promise.all(all.map(thumbOf));
        const places = Uint32Array.from(pairs.flat(), (id) => all.indexOf(id));
        const { distances } = await alignPictures({ jpegs, pairs: places, limits: DEFAULT_LIMITS }, context.signal);
        const looked = pairs.map(([a, b], k) => ({ a, b, distance: Number.isNaN(distances[k]) ? null : (distances[k] ?? null) }));
        storePartPairs(input.db, looked);
        found += looked.filter(({ distance }) => distance !== null).length;
      }
      return { looked: open.length, found };
    },
  };
}

async function embedAll({ files, model, folder }: PartsInput): Promise<number> {
  const embedder = startEmbedder();
  try {
    const { suggested } = await embedder.inspect(model);
    const session = await embedder.open({ file: model, manifest: suggested, threads: availableParallelism() });
    const out = await openVectorFile(join(folder, 'vectors'), session.dimensions, 0);
    for (let from = 0; from < files.length; from += PICTURES * session.width) {
      const batches = Array.from({ length: session.width }, (_, k) => from + k * PICTURES).filter((at) => at < files.length);
      await Promise.all(
        batches.map(async (at) => {
          const pictures = files.slice(at, at + PICTURES).map((file) => ({ path: Buffer.from(file) }));
          const { vectors, failures } = await session.embed(pictures, context.signal);
          if (failures.length > 0) throw new Error(`${pictures.length} files, and ${failures.length} could not be embedded.`);
          const { dimensions } = session;
          await out.write(
            pictures.map((_, k) => ({ place: at + k, vector: vectors.subarray(k * dimensions, (k + 1) * dimensions) })),
          );
        }),
      );
    }
    await out.close();
    session.release();
    return session.dimensions;
  } finally {
    await embedder.close();
  }
}
