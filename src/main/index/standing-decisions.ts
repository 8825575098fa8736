import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LineageDecision } from '../../shared/export.ts';
import type { ReadableDb } from '../db/connection.ts';
import { idsOfBlob } from './decision-effect.ts';

interface StoredStep {
  readonly id: number;
  readonly kind: string;
  readonly target: number | null;
}

/** Finds the decision that tagged a sample. */
export interface TagDecisions {
  /** The newest that stands and gave it `remove`, or else another tag it has; null: none did. */
  decisionOf(id: number, tags: readonly string[]): LineageDecision | null;
}

/** The tag that was given, of a `retag` too. */
const TAG = "CASE kind WHEN 'retag' THEN value ->> 'tag' ELSE value END";

/** What gave samples their tags. Needs 8 bytes a sample and the ids of one decision at a time. */
export async function readTagDecisions(db: ReadableDb): Promise<TagDecisions> {
  const mostId = Number(db.prepare('SELECT coalesce(max(id), 0) FROM sample').pluck().get());
  const removed = new Uint32Array(mostId + 1);
  const tagged = new Uint32Array(mostId + 1);
  const read = db.prepare<[number], { value: string | null; sampleIds: Buffer | null }>(
    `SELECT ${TAG} AS value, sample_ids AS sampleIds FROM decision WHERE id = ? AND kind IN ('tag', 'retag')`,
  );
  for (const id of standingIds(db)) {
    const row = read.get(id);
    if (row === undefined) continue;
    const into = row.value === 'remove' ? removed : tagged;
    for (const sample of idsOfBlob(row.sampleIds)) if (sample <= mostId) into[sample] = id;
    await nextTurn();
  }
  const find = db.prepare<[number], Omit<LineageDecision, 'at'> & { readonly atMs: number }>(
    `SELECT id, kind, ${TAG} AS value, at_ms AS atMs, author AS "by", query FROM decision WHERE id = ?`,
  );
  const known = new Map<number, LineageDecision | null>();
  const decision = (id: number): LineageDecision | null => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const { atMs, ...row } = find.get(id) ?? { atMs: 0 };
    const read = 'id' in row ? { ...row, at: new Date(atMs).toISOString() } : null;
    known.set(id, read);
    return read;
  };
  return {
    decisionOf(id, tags) {
      if (tags.includes('remove')) return decision(removed[id] ?? 0);
      const found = decision(tagged[id] ?? 0);
      return found?.value != null && tags.includes(found.value) ? found : null;
    },
  };
}

/** Decisions that nobody took back, or that were done again, oldest first. */
export function standingIds(db: ReadableDb): ReadonlySet<number> {
  const standing = new Set<number>();
  for (const { id, kind, target } of db.prepare<[], StoredStep>('SELECT id, kind, target FROM decision ORDER BY id').all()) {
    if (kind === 'undo') standing.delete(target ?? 0);
    else standing.add(kind === 'redo' ? (target ?? 0) : id);
  }
  return standing;
}
