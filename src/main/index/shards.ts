import type { ShardProblem, ShardsSummary } from '../../shared/dataset.ts';
import type { ListedShard } from '../../workers/scan/calls.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** For `IndexedFiles.shards`. */
export const KNOWN_SHARDS =
  'SELECT path, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, others FROM shard WHERE size_bytes IS NOT NULL';

/** Problems that are told one by one. */
const MOST_PROBLEMS = 100;

/** Where in a tar the bytes of a sample lie. */
export interface MemberBytes {
  /** Path of the tar, relative to the dataset. */
  readonly shard: string;
  readonly offset: number;
  readonly sizeBytes: number;
  /** Of the tar, when it was listed. */
  readonly mtimeMs: number;
}

/** Ids of tars by path, made where they are new; those are not listed yet. */
export function createShardIds(db: WritableDb): (path: string) => number {
  const find = db.prepare<[string], number>('SELECT id FROM shard WHERE path = ?').pluck();
  const add = db.prepare("INSERT INTO shard (path, mtime_ms, pictures, others, problems) VALUES (?, 0, 0, 0, '[]')");
  let last = { path: '', id: 0 };
  return (path) => {
    if (last.path !== path) last = { path, id: find.get(path) ?? Number(add.run(path).lastInsertRowid) };
    return last.id;
  };
}

/** Remembers tars whose members have all been written, so that they are not listed again while they stay as they are. */
export function rememberShards(db: WritableDb, shards: readonly ListedShard[]): void {
  const put = db.prepare(`
    INSERT INTO shard (path, size_bytes, mtime_ms, pictures, others, problems) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (path) DO UPDATE SET size_bytes = excluded.size_bytes, mtime_ms = excluded.mtime_ms,
      pictures = excluded.pictures, others = excluded.others, problems = excluded.problems`);
  for (const { path, sizeBytes, mtimeMs, pictures, others, problems } of shards) {
    put.run(path, sizeBytes, mtimeMs, pictures, others, JSON.stringify(problems));
  }
}

/** Has tars that are gone listed anew should they return. */
export function forgetShards(db: WritableDb, paths: readonly string[]): void {
  const forget = db.prepare('UPDATE shard SET size_bytes = NULL WHERE path = ?');
  for (const path of paths) forget.run(path);
}

/** The same for the tar of a sample, unless it is another since the sample was seen in it: takes the sample's id. */
export const FORGET_SHARD_OF = `
  UPDATE shard SET size_bytes = NULL
  FROM sample WHERE sample.id = ? AND shard.id = sample.shard_id AND shard.mtime_ms = sample.mtime_ms`;

/** @returns null: the sample of that path is a file of its own, or there is none */
export function readMemberBytes(db: ReadableDb, path: string): MemberBytes | null {
  const find = db.prepare<[string], MemberBytes>(`
    SELECT shard.path AS shard, shard_offset AS offset, sample.size_bytes AS sizeBytes, sample.mtime_ms AS mtimeMs
    FROM sample JOIN shard ON shard.id = shard_id WHERE sample.path = ?`);
  return find.get(path) ?? null;
}

/** Whether any sample is, or was, in a tar. */
export function hasShards(db: ReadableDb): boolean {
  return db.prepare('SELECT 1 FROM shard LIMIT 1').get() !== undefined;
}

/** Tars that are listed, the members that are samples, and the first of what could not be used. @returns null: no tars */
export function summariseShards(db: ReadableDb): ShardsSummary | null {
  const counts = db
    .prepare<[], [number, number]>('SELECT count(*), coalesce(sum(pictures), 0) FROM shard WHERE size_bytes IS NOT NULL')
    .raw();
  const [files, pictures] = counts.get() ?? [0, 0];
  const problems = db
    .prepare<[number], ShardProblem>(`
      SELECT shard.path, problem.value AS problem FROM shard, json_each(problems) AS problem
      WHERE size_bytes IS NOT NULL ORDER BY shard.path, problem.key LIMIT ?`)
    .all(MOST_PROBLEMS);
  return files === 0 ? null : { files, pictures, problems };
}
