import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { lastSampleId } from './tally.ts';

/** Samples looked at without a pause: a few milliseconds. */
const STRETCH = 4000;
/** The same where much of each is read. */
const SHORT_STRETCH = 1000;

/** First bytes of the content hash: `embedding.content`. */
const CONTENT = 'substr(s.content_hash, 1, 8)';
/** Made from the file as it is now. */
const IS_CURRENT = `s.status <> 'missing' AND e.content = ${CONTENT}`;
/** Has a picture to embed, and nothing made from that picture yet. */
const IS_WAITING = `s.status = 'ok' AND s.content_hash IS NOT NULL AND e.content IS NOT ${CONTENT}`;

const STRETCH_OF_SAMPLES = `
  FROM sample AS s LEFT JOIN embedding AS e ON e.model_id = @model AND e.sample_id = s.id
  WHERE s.id > @after AND s.id <= @upto`;

interface Stretch {
  readonly model: number;
  readonly after: number;
  readonly upto: number;
}

/** Ids in ascending stretches, giving way between them. */
async function* stretches(db: ReadableDb, model: number, length = STRETCH): AsyncGenerator<Stretch> {
  const last = lastSampleId(db);
  for (let after = 0; after < last; after += length) {
    yield { model, after, upto: after + length };
    await nextTurn();
  }
}

/** How far a model has come with the samples that are there. */
export interface EmbeddingTally {
  /** Have a vector of their picture as it is now. */
  readonly embedded: number;
  readonly failed: number;
  /** New or changed: not tried yet. */
  readonly waiting: number;
}

export async function tallyEmbeddings(db: ReadableDb, model: number): Promise<EmbeddingTally> {
  const count = db
    .prepare<[Stretch], [number, number, number]>(`
      SELECT count(CASE WHEN ${IS_CURRENT} AND e.place IS NOT NULL THEN 1 END),
        count(CASE WHEN ${IS_CURRENT} AND e.place IS NULL THEN 1 END),
        count(CASE WHEN ${IS_WAITING} THEN 1 END) ${STRETCH_OF_SAMPLES}`)
    .raw();
  const sum = { embedded: 0, failed: 0, waiting: 0 };
  for await (const stretch of stretches(db, model)) {
    const [embedded, failed, waiting] = count.get(stretch) ?? [0, 0, 0];
    sum.embedded += embedded;
    sum.failed += failed;
    sum.waiting += waiting;
  }
  return sum;
}

/** A sample to embed. */
export interface WaitingSample {
  readonly id: number;
  readonly path: string;
  readonly content: Buffer;
  /** Px, as shown. */
  readonly width: number;
  readonly height: number;
  readonly hasThumb: 0 | 1;
  /** The model has never seen it, in any version of its file. */
  readonly isNew: 0 | 1;
}

/** By id, a stretch of samples at a time; what is embedded meanwhile does not come again. */
export async function* waitingSamples(db: ReadableDb, model: number): AsyncGenerator<readonly WaitingSample[]> {
  const find = db.prepare<[Stretch], WaitingSample>(`
    SELECT s.id, s.path, ${CONTENT} AS content, coalesce(s.width, 0) AS width, coalesce(s.height, 0) AS height,
      s.has_thumb AS hasThumb, e.sample_id IS NULL AS isNew ${STRETCH_OF_SAMPLES} AND ${IS_WAITING} ORDER BY s.id`);
  for await (const stretch of stretches(db, model, SHORT_STRETCH)) yield find.all(stretch);
}

/** Samples that are there with a current vector, ascending, and the places of their rows below `end`. */
export async function currentPlaces(
  db: ReadableDb,
  model: number,
  end: number,
): Promise<{ readonly ids: Uint32Array; readonly places: Uint32Array }> {
  const find = db
    .prepare<[Stretch & { readonly end: number }], [number, number]>(`
      SELECT s.id, e.place FROM embedding AS e JOIN sample AS s ON s.id = e.sample_id
      WHERE e.model_id = @model AND e.sample_id > @after AND e.sample_id <= @upto AND e.place < @end AND ${IS_CURRENT}
      ORDER BY e.sample_id`)
    .raw();
  const ids: number[] = [];
  const places: number[] = [];
  for await (const stretch of stretches(db, model)) {
    for (const [id, place] of find.all({ ...stretch, end })) {
      ids.push(id);
      places.push(place);
    }
  }
  return { ids: Uint32Array.from(ids), places: Uint32Array.from(places) };
}

/** Every place that a row has, those of samples that are missing or changed included. */
export async function* takenPlaces(db: ReadableDb, model: number): AsyncGenerator<readonly number[]> {
  const find = db
    .prepare<[Stretch], number>(
      'SELECT place FROM embedding WHERE model_id = @model AND sample_id > @after AND sample_id <= @upto AND place IS NOT NULL',
    )
    .pluck();
  for await (const stretch of stretches(db, model)) yield find.all(stretch);
}

/** Forgets rows whose vector is not in the file any more: these samples wait again. @returns how many */
export async function forgetPlacesFrom(db: WritableDb, model: number, end: number): Promise<number> {
  const forget = db.prepare(
    'DELETE FROM embedding WHERE model_id = @model AND sample_id > @after AND sample_id <= @upto AND place >= @end',
  );
  let forgotten = 0;
  for await (const stretch of stretches(db, model)) forgotten += forget.run({ ...stretch, end }).changes;
  return forgotten;
}

/** What came of a sample: a place in the file of vectors, or the reason why there is none. */
export interface EmbeddedSample {
  readonly id: number;
  readonly content: Uint8Array;
  readonly place: number | null;
  readonly reason: string | null;
}

/** Writes what came of some samples, over what there was; passes over samples that are gone. About 10 ms for 500. */
export function storeEmbedded(db: WritableDb, model: number, rows: readonly EmbeddedSample[]): void {
  const store = db.prepare(`
    INSERT OR REPLACE INTO embedding (model_id, sample_id, place, reason, content)
    SELECT ?, id, ?, ?, ? FROM sample WHERE id = ?`);
  db.transaction(() => {
    for (const { id, content, place, reason } of rows) store.run(model, place, reason, content, id);
  })();
}
