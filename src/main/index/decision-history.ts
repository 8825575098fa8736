import type { Decision } from '../../shared/decision.ts';
import type { ReadableDb } from '../db/connection.ts';

type HistoryStep = Pick<Decision, 'id' | 'kind' | 'target'>;

/** Decisions, undos and redos, newest first. */
export function readHistory(db: ReadableDb, limit: number, offset: number): Decision[] {
  return db
    .prepare(
      `SELECT id, kind, value, sample_count AS sampleCount, at_ms AS atMs, target, author, query
       FROM decision ORDER BY id DESC LIMIT ? OFFSET ?`,
    )
    .all(limit, offset) as Decision[];
}

/** How many decisions can be taken back, and done again. A new decision ends what can be done again. */
export function undoDepths(db: ReadableDb): { readonly undo: number; readonly redo: number } {
  const row = db
    .prepare(
      `SELECT
         (SELECT count(*) FROM decision WHERE kind NOT IN ('undo', 'redo')) AS decisions,
         (SELECT count(*) FROM decision WHERE kind = 'undo') AS undone,
         (SELECT count(*) FROM decision WHERE kind = 'redo') AS redone`,
    )
    .get() as { readonly decisions: number; readonly undone: number; readonly redone: number };
  return { undo: row.decisions - row.undone + row.redone, redo: countRedoable(db) };
}

/** The newest decision that stands, i.e. that no undo after it took back for good; null where none does. */
export function undoTarget(db: ReadableDb): number | null {
  const decided = new Set<number>();
  for (const { id, kind, target } of newestFirst(db)) {
    if (kind === 'redo' && target !== null && !decided.has(target)) return target;
    if (kind === 'undo' && target !== null) decided.add(target);
    if (kind !== 'undo' && kind !== 'redo' && !decided.has(id)) return id;
  }
  return null;
}

/** What the last undo took back and no redo did again since; null where there is nothing or a decision followed. */
export function redoTarget(db: ReadableDb): number | null {
  for (const target of undone(db)) return target;
  return null;
}

/** All that can be done again, the next first. */
export function redoTargets(db: ReadableDb): readonly number[] {
  return [...undone(db)];
}

function* undone(db: ReadableDb): Generator<number> {
  let redone = 0;
  for (const { kind, target } of newestFirst(db)) {
    if (kind === 'redo') redone++;
    else if (kind !== 'undo') return;
    else if (redone > 0) redone--;
    else if (target !== null) yield target;
  }
}

/** @returns id of the newest decision, undo or redo; 0 where there is none */
export function lastDecision(db: ReadableDb): number {
  return Number(db.prepare('SELECT coalesce(max(id), 0) FROM decision').pluck().get());
}

const gaveLabels = (row: 'decision' | 'target'): string => `${row}.kind IN ('relabel', 'relabel-each')`;

/** @returns id of the newest step that gave labels, took that back or did it again; 0 where there is none */
export function lastRelabel(db: ReadableDb): number {
  const found = db
    .prepare(`
      SELECT decision.id FROM decision LEFT JOIN decision AS target ON target.id = decision.target
      WHERE ${gaveLabels('decision')} OR ${gaveLabels('target')} ORDER BY decision.id DESC LIMIT 1`)
    .pluck()
    .get();
  return Number(found ?? 0);
}

/** Whether something was said to be no duplicate, or that was taken back or done again, after a decision. */
export function hasDecidedOnDuplicates(db: ReadableDb, afterId: number): boolean {
  const found = db
    .prepare(`
      SELECT EXISTS (SELECT 1 FROM decision LEFT JOIN decision AS target ON target.id = decision.target
        WHERE decision.id > ? AND 'not-duplicates' IN (decision.kind, target.kind))`)
    .pluck()
    .get(afterId);
  return found === 1;
}

/** Whether labels were given, a layout applied, or either taken back or done again, after a decision. */
export function hasDecidedOnLabels(db: ReadableDb, afterId: number): boolean {
  const found = db
    .prepare(`
      SELECT EXISTS (SELECT 1 FROM decision LEFT JOIN decision AS target ON target.id = decision.target
        WHERE decision.id > ? AND (${gaveLabels('decision')} OR ${gaveLabels('target')} OR 'layout' IN (decision.kind, target.kind)))`)
    .pluck()
    .get(afterId);
  return found === 1;
}

function countRedoable(db: ReadableDb): number {
  let count = 0;
  for (const { kind } of newestFirst(db)) {
    if (kind === 'undo') count++;
    else if (kind === 'redo') count--;
    else break;
  }
  return count;
}

/** Read lazily: what is asked for is nearly always among the first few. */
function newestFirst(db: ReadableDb): IterableIterator<HistoryStep> {
  return db.prepare('SELECT id, kind, target FROM decision ORDER BY id DESC').iterate() as IterableIterator<HistoryStep>;
}
