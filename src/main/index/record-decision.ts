import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DecisionKind } from '../../shared/decision.ts';
import type { WritableDb } from '../db/connection.ts';
import { systemUser } from '../system-user.ts';
import { applyEffect, type Effect, effectOf, type SetLayout, writeSmall } from './decision-effect.ts';
import { applyApartAtOnce, isApartSmall } from './not-duplicates.ts';
import { markDuplicatesStale } from './out-of-date.ts';
import { markOutOfDate } from './prediction-runs.ts';

/**
 * A decision is recorded before its effect is written: a large effect takes many transactions with pauses between
 * them, so that the engine goes on answering, and `meta` says meanwhile that it is unfinished. Whatever stops it, the
 * next start finishes it from its record. Decisions on one connection run one after the other.
 */
const UNFINISHED = 'unfinished decision';

/** A row of the history to be written. */
export interface NewDecision {
  readonly kind: DecisionKind | 'undo' | 'redo';
  readonly value: string | null;
  readonly before: string | null;
  /** See the table. */
  readonly beforePlaces?: Buffer | null;
  readonly valuePlaces?: Buffer | null;
  readonly sampleIds: Buffer | null;
  readonly sampleCount: number;
  readonly target: number | null;
  /** See the table. */
  readonly query?: string | null;
  /** See the table. */
  readonly rule?: string | null;
  /** Absent: now. */
  readonly atMs?: number | undefined;
}

/** Records a decision and writes its effect. @returns its id */
export async function decide(db: WritableDb, row: NewDecision, setLayout: SetLayout): Promise<number> {
  const { id, effect, isDone } = db.transaction(() => {
    const recorded = record(db, row);
    const found = effectOf(db, recorded);
    // Apart from the others of its group a sample may be a copy of one outside: only a search among all finds that.
    if (found.kind === 'apart') markDuplicatesStale(db);
    if (found.kind === 'relabel' || found.kind === 'layout') markOutOfDate(db, ['regression']);
    const isWritten = applyAtOnce(db, found);
    if (!isWritten) db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(UNFINISHED, String(recorded));
    return { id: recorded, effect: found, isDone: isWritten };
  })();
  if (isDone) return id;
  await nextTurn();
  await carryOut(db, effect, setLayout);
  return id;
}

/** Writes a small effect in the transaction that records it. False: it takes more than one. */
function applyAtOnce(db: WritableDb, effect: Effect): boolean {
  if (effect.kind === 'layout') return false;
  if (effect.kind === 'apart') {
    if (!isApartSmall(effect)) return false;
    applyApartAtOnce(db, effect);
    return true;
  }
  return writeSmall(db, effect);
}

function record(db: WritableDb, row: NewDecision): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO decision (at_ms, kind, value, value_places, before, before_places, sample_ids, sample_count, target, author, query, rule)
       VALUES (@atMs, @kind, @value, @valuePlaces, @before, @beforePlaces, @sampleIds, @sampleCount, @target, @author, @query, @rule)`,
    )
    .run({
      beforePlaces: null,
      valuePlaces: null,
      query: null,
      rule: null,
      ...row,
      atMs: row.atMs ?? Date.now(),
      author: systemUser(),
    });
  return Number(lastInsertRowid);
}

async function carryOut(db: WritableDb, effect: Effect, setLayout: SetLayout): Promise<void> {
  await applyEffect(db, effect, setLayout);
  db.prepare('DELETE FROM meta WHERE key = ?').run(UNFINISHED);
}

/** Ends what a killed process, or a full disk, left half done. True: there was something. */
export async function finishUnfinished(db: WritableDb, setLayout: SetLayout): Promise<boolean> {
  const id = db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(UNFINISHED) as string | undefined;
  if (id === undefined) return false;
  await carryOut(db, effectOf(db, Number(id)), setLayout);
  return true;
}
