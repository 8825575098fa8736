import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DecidedAnswer, DecidedSample } from '../../shared/decided-sample.ts';
import type { DecisionKind } from '../../shared/decision.ts';
import type { ReadableDb } from '../db/connection.ts';
import { beforeRelabel } from './given-labels.ts';
import { lastDecisions } from './last-decisions.ts';
import { selectSamples } from './sample-columns.ts';

/** Paths walked without a pause: about 5 ms. */
const WALKED = 5000;

/**
 * Samples that something stands decided about, in the order of their paths.
 * @param after the path of the last one before; empty: from the first
 */
export async function decidedSamples(db: ReadableDb, after: string, limit: number): Promise<DecidedAnswer> {
  const last = await lastDecisions(db);
  const walk = db
    .prepare<[string, number], readonly [number, string]>('SELECT id, path FROM sample WHERE path > ? ORDER BY path LIMIT ?')
    .raw();
  const found: number[] = [];
  let at = after;
  while (found.length < limit) {
    const walked = walk.all(at, WALKED);
    for (const [id, path] of walked) {
      at = path;
      if ((last[id] ?? 0) > 0 && found.push(id) === limit) return { rows: rowsOf(db, found, last), next: at };
    }
    if (walked.length < WALKED) break;
    await nextTurn();
  }
  return { rows: rowsOf(db, found, last), next: null };
}

const COLUMNS = ['id', 'path', 'contentHash', 'label', 'labelBefore', 'tags'] as const;
interface SampleRow {
  readonly id: number;
  readonly path: string;
  readonly contentHash: string | null;
  readonly label: string | null;
  readonly labelBefore: string | null;
  readonly tags: string;
}

/** Takes a JSON array of ids. */
const KEPT = `
  SELECT (SELECT json_group_array(kind) FROM (SELECT kind FROM kept_issue WHERE sample_id = asked.value ORDER BY kind)) AS notIssue,
    EXISTS (SELECT 1 FROM not_duplicate WHERE sample_id = asked.value) AS isNoDuplicate
  FROM json_each(?) AS asked CROSS JOIN sample ON sample.id = asked.value ORDER BY asked.key`;

function rowsOf(db: ReadableDb, ids: readonly number[], last: Uint32Array): readonly DecidedSample[] {
  const asked = JSON.stringify(ids);
  const kept = db.prepare<[string], { notIssue: string; isNoDuplicate: number }>(KEPT).all(asked);
  const decided = db.prepare<[number], { kind: DecisionKind; by: string | null; atMs: number }>(
    'SELECT kind, author AS "by", at_ms AS atMs FROM decision WHERE id = ?',
  );
  return db
    .prepare<[string], SampleRow>(selectSamples(COLUMNS))
    .all(asked)
    .flatMap(({ id, path, contentHash: sha256, label, labelBefore: before, tags: listed }, at) => {
      const decision = decided.get(last[id] ?? 0);
      if (decision === undefined) return [];
      const { labelBefore = label } = beforeRelabel(before);
      const tags = JSON.parse(listed) as string[];
      return {
        ...{ path, sha256, labelBefore, label, tags, removed: tags.includes('remove') },
        notIssue: JSON.parse(kept[at]?.notIssue ?? '[]') as string[],
        notDuplicate: kept[at]?.isNoDuplicate === 1,
        ...{ decision: decision.kind, by: decision.by, at: new Date(decision.atMs).toISOString() },
      };
    });
}
