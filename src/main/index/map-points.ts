import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MapInfo } from '../../shared/embedding.ts';
import type { MapSources } from '../../workers/map/calls.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Rows read, or written in one transaction, without a pause: about 10 ms. */
const READ_AT_ONCE = 10_000;
const WRITTEN_AT_ONCE = 2000;

/** What is stored of a map beside its points. */
export type MapRecord = MapInfo;

/** Places of samples on a map. */
export interface PlacedSamples {
  /** Ascending. */
  readonly ids: Uint32Array;
  /** x, y by sample. */
  readonly points: Float32Array;
}

/** The map of a model, as it is shown; null where it was never laid out. */
export function mapRecord(db: ReadableDb, modelId: number): MapRecord | null {
  const text = db.prepare<[number], string | null>('SELECT map FROM embedding_model WHERE id = ?').pluck().get(modelId);
  return text == null ? null : (JSON.parse(text) as MapRecord);
}

/** Which points are shown, as text: another one for each map. */
export function mapKey(db: ReadableDb, modelId: number): string {
  const key = db.prepare<[number], string>('SELECT map_version || map FROM embedding_model WHERE id = ?').pluck().get(modelId);
  return `${modelId} ${key ?? ''}`;
}

/**
 * Points that still stand for what their samples are: neither changed nor gone since. Gives way between slices.
 * @param ids ascending
 * @returns x, y by sample of `ids` and whether it is known; and how many others have a point
 */
export async function knownPoints(
  db: ReadableDb,
  modelId: number,
  ids: Uint32Array,
): Promise<{ readonly points: Float32Array<ArrayBuffer>; readonly known: Uint8Array<ArrayBuffer>; readonly others: number }> {
  const read = db
    .prepare<[number, number, number], [number, number, number, number]>(`
      SELECT p.sample_id, p.x, p.y, p.content = e.content FROM embedding_model AS m
      JOIN map_place AS p ON p.model_id = m.id AND p.version = m.map_version
      LEFT JOIN embedding AS e ON e.model_id = p.model_id AND e.sample_id = p.sample_id
      WHERE m.id = ? AND p.sample_id > ? ORDER BY p.sample_id LIMIT ?`)
    .raw();
  const found = { points: new Float32Array(2 * ids.length), known: new Uint8Array(ids.length), others: 0 };
  let at = 0;
  for (let after = 0; ; await nextTurn()) {
    const rows = read.all(modelId, after, READ_AT_ONCE);
    for (const [id, x, y, isSame] of rows) {
      while (at < ids.length && (ids[at] as number) < id) at++;
      if (ids[at] !== id) found.others++;
      if (ids[at] !== id || isSame !== 1) continue;
      found.points[2 * at] = x;
      found.points[2 * at + 1] = y;
      found.known[at] = 1;
    }
    if (rows.length < READ_AT_ONCE) return found;
    after = rows.at(-1)?.[0] ?? 0;
  }
}

/**
 * Puts a new map in the place of the one before: written beside it, some rows at a time, and shown once it is whole. Killed
 * before that, the old one stays, and what was written is dropped by the next. Samples that are gone are passed over.
 * @param onStored told how many are written @returns the map's record with the points that it has
 */
export async function replaceMap(
  db: WritableDb,
  modelId: number,
  placed: PlacedSamples,
  record: MapRecord,
  onStored: (done: number) => void = () => {},
): Promise<MapRecord> {
  await dropHidden(db, modelId);
  const version = shownVersion(db, modelId) + 1;
  const points = await writePoints(db, modelId, version, placed, onStored);
  const stored = { ...record, points };
  db.prepare('UPDATE embedding_model SET map = ?, map_version = ? WHERE id = ?').run(JSON.stringify(stored), version, modelId);
  return stored;
}

/** Drops the points that are not shown: of the map before, or of one that was never whole. */
export async function dropHidden(db: WritableDb, modelId: number): Promise<void> {
  const drop = db.prepare(`
    DELETE FROM map_place WHERE model_id = @model AND (version, sample_id) IN (
      SELECT version, sample_id FROM map_place WHERE model_id = @model AND version = @version LIMIT ${WRITTEN_AT_ONCE})`);
  const hidden = db
    .prepare<[number, number], number>('SELECT version FROM map_place WHERE model_id = ? AND version <> ? LIMIT 1')
    .pluck();
  const shown = shownVersion(db, modelId);
  for (;;) {
    const version = hidden.get(modelId, shown);
    if (version === undefined) return;
    while (drop.run({ model: modelId, version }).changes > 0) await nextTurn();
  }
}

/**
 * Adds points to the map that is shown, in the place of those that these samples had, and drops those of samples that are not
 * among `staying`. Killed in between, it has fewer new ones, or more old ones.
 */
export async function changeMap(
  db: WritableDb,
  modelId: number,
  added: PlacedSamples,
  staying: Uint32Array,
  record: MapRecord,
): Promise<MapRecord> {
  const version = shownVersion(db, modelId);
  await dropAllBut(db, modelId, version, staying);
  await writePoints(db, modelId, version, added, () => {});
  const points = Number(db.prepare(COUNT_POINTS).pluck().get(modelId));
  const stored = { ...record, points };
  db.prepare('UPDATE embedding_model SET map = ? WHERE id = ?').run(JSON.stringify(stored), modelId);
  return stored;
}

async function writePoints(
  db: WritableDb,
  modelId: number,
  version: number,
  { ids, points }: PlacedSamples,
  onStored: (done: number) => void,
): Promise<number> {
  const write = db.prepare(`
    INSERT OR REPLACE INTO map_place (model_id, version, sample_id, x, y, content)
    SELECT model_id, ?, sample_id, ?, ?, content FROM embedding WHERE model_id = ? AND sample_id = ?`);
  let written = 0;
  for (let from = 0; from < ids.length; from += WRITTEN_AT_ONCE) {
    const upto = Math.min(from + WRITTEN_AT_ONCE, ids.length);
    db.transaction(() => {
      for (let i = from; i < upto; i++) {
        written += write.run(version, points[2 * i], points[2 * i + 1], modelId, ids[i]).changes;
      }
    })();
    onStored(upto);
    await nextTurn();
  }
  return written;
}

async function dropAllBut(db: WritableDb, modelId: number, version: number, staying: Uint32Array): Promise<void> {
  const read = db
    .prepare<[number, number, number, number], number>(
      'SELECT sample_id FROM map_place WHERE model_id = ? AND version = ? AND sample_id > ? ORDER BY sample_id LIMIT ?',
    )
    .pluck();
  const drop = db.prepare('DELETE FROM map_place WHERE model_id = ? AND version = ? AND sample_id = ?');
  let at = 0;
  for (let after = 0; ; await nextTurn()) {
    const rows = read.all(modelId, version, after, WRITTEN_AT_ONCE);
    db.transaction(() => {
      for (const id of rows) {
        while (at < staying.length && (staying[at] as number) < id) at++;
        if (staying[at] !== id) drop.run(modelId, version, id);
      }
    })();
    if (rows.length < WRITTEN_AT_ONCE) return;
    after = rows.at(-1) ?? 0;
  }
}

function shownVersion(db: ReadableDb, modelId: number): number {
  return Number(db.prepare('SELECT map_version FROM embedding_model WHERE id = ?').pluck().get(modelId) ?? 0);
}

const COUNT_POINTS = 'SELECT count(*) FROM map_point WHERE model_id = ?';

/** What the map worker reads of the map of a model. */
export function mapSources(dbFile: string, modelId: number): MapSources {
  return {
    dbFile,
    modelId,
    sql: {
      countPoints: COUNT_POINTS,
      points: 'SELECT sample_id, x, y FROM map_point WHERE model_id = ? AND sample_id > ? ORDER BY sample_id LIMIT ?',
      classes: 'SELECT id, class_id FROM sample WHERE id > ? ORDER BY id LIMIT ?',
      classNames: 'SELECT id, name FROM class ORDER BY id',
      paths: 'SELECT id, path FROM sample WHERE id > ? ORDER BY id LIMIT ?',
    },
  };
}
