import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DecisionKind, describeDecision } from '../../shared/decision.ts';
import type { Layout } from '../../shared/layout.ts';
import type { WritableDb } from '../db/connection.ts';
import { applyEffect, applyTagChunk, blobOfIds, CHUNK, type Effect, effectOf, type SetLayout } from './decision-effect.ts';
import { redoTarget, undoTarget } from './decision-history.ts';
import { samplesToChange } from './decision-samples.ts';
import { inDecisionTurn } from './decision-turns.ts';

/**
 * A decision is recorded before its effect is written: a large effect takes many transactions with pauses between
 * them, so that the engine goes on answering, and `meta` says meanwhile that it is unfinished. Whatever stops it, the
 * next start finishes it from its record. Decisions on one connection run one after the other.
 */
const UNFINISHED = 'unfinished decision';

/** What a decision, an undo or a redo did. */
export interface Decided {
  /** Null where there was nothing to change. */
  readonly decisionId: number | null;
  /** Ascending ids of the samples whose tags changed; null where all samples may have (a layout). */
  readonly changed: Uint32Array | null;
  /** For a person. */
  readonly message: string;
}

export interface TagChange {
  readonly tag: string;
  readonly on: boolean;
  /** In any order; those without a sample, or that have it so already, are not recorded. */
  readonly ids: Uint32Array;
}

/** Tags samples, or takes the tag off. */
export function applyTag(db: WritableDb, { tag, on, ids }: TagChange, setLayout: SetLayout): Promise<Decided> {
  return inDecisionTurn(db, async () => {
    await finishUnfinished(db, setLayout);
    if (ids.length === 0) return nothing('No samples match');
    const changed = await samplesToChange(db, { tag, isOn: on, ids });
    if (changed.length === 0)
      return nothing(on ? `All of them were tagged "${tag}" already` : `None of them was tagged "${tag}"`);
    const kind = on ? 'tag' : 'untag';
    const effect: Effect = { kind: 'tag', tag, isOn: on, ids: changed };
    const row = {
      kind,
      value: tag,
      before: null,
      sampleIds: blobOfIds(changed),
      sampleCount: changed.length,
      target: null,
    } as const;
    const decisionId = await decide(db, row, effect, setLayout);
    return { decisionId, changed, message: describeDecision({ kind, value: tag, sampleCount: changed.length }) };
  });
}

/** Applies a layout as a decision that can be undone. */
export function applyLayout(
  db: WritableDb,
  { before, layout }: { readonly before: Layout; readonly layout: Layout },
  setLayout: SetLayout,
): Promise<Decided> {
  return inDecisionTurn(db, async () => {
    await finishUnfinished(db, setLayout);
    const value = JSON.stringify(layout);
    const row = { kind: 'layout', value, before: JSON.stringify(before), sampleIds: null, sampleCount: 0, target: null } as const;
    const decisionId = await decide(db, row, { kind: 'layout', layout }, setLayout);
    return { decisionId, changed: null, message: describeDecision(row) };
  });
}

/** Takes back the newest decision that stands. */
export function undo(db: WritableDb, setLayout: SetLayout): Promise<Decided> {
  return inDecisionTurn(db, () => stepBack(db, 'undo', setLayout));
}

/** Does again what the last undo took back, where no decision followed it. */
export function redo(db: WritableDb, setLayout: SetLayout): Promise<Decided> {
  return inDecisionTurn(db, () => stepBack(db, 'redo', setLayout));
}

/** To be called when a dataset is opened for writing: ends what a killed process began. True: there was something. */
export function finishDecision(db: WritableDb, setLayout: SetLayout): Promise<boolean> {
  return inDecisionTurn(db, () => finishUnfinished(db, setLayout));
}

async function stepBack(db: WritableDb, kind: 'undo' | 'redo', setLayout: SetLayout): Promise<Decided> {
  await finishUnfinished(db, setLayout);
  const target = kind === 'undo' ? undoTarget(db) : redoTarget(db);
  if (target === null) return nothing(`Nothing to ${kind}`);
  const effect = effectOf(db, target, kind === 'undo');
  const of = db.prepare('SELECT kind, value, sample_count AS sampleCount FROM decision WHERE id = ?').get(target) as {
    readonly kind: DecisionKind;
    readonly value: string;
    readonly sampleCount: number;
  };
  const row = { kind, value: null, before: null, sampleIds: null, sampleCount: of.sampleCount, target };
  const decisionId = await decide(db, row, effect, setLayout);
  return {
    decisionId,
    changed: effect.kind === 'tag' ? effect.ids : null,
    message: describeDecision(of, kind === 'undo' ? 'undid' : 'redid'),
  };
}

function nothing(message: string): Decided {
  return { decisionId: null, changed: new Uint32Array(0), message };
}

interface NewDecision {
  readonly kind: DecisionKind | 'undo' | 'redo';
  readonly value: string | null;
  readonly before: string | null;
  readonly sampleIds: Buffer | null;
  readonly sampleCount: number;
  readonly target: number | null;
}

async function decide(db: WritableDb, row: NewDecision, effect: Effect, setLayout: SetLayout): Promise<number> {
  if (effect.kind === 'tag' && effect.ids.length <= CHUNK) {
    return db.transaction(() => {
      const id = record(db, row);
      applyTagChunk(db, effect);
      return id;
    })();
  }
  const id = db.transaction(() => {
    const recorded = record(db, row);
    db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(UNFINISHED, String(recorded));
    return recorded;
  })();
  await nextTurn();
  await carryOut(db, effect, setLayout);
  return id;
}

function record(db: WritableDb, row: NewDecision): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO decision (at_ms, kind, value, before, sample_ids, sample_count, target)
       VALUES (@atMs, @kind, @value, @before, @sampleIds, @sampleCount, @target)`,
    )
    .run({ ...row, atMs: Date.now() });
  return Number(lastInsertRowid);
}

async function carryOut(db: WritableDb, effect: Effect, setLayout: SetLayout): Promise<void> {
  await applyEffect(db, effect, setLayout);
  db.prepare('DELETE FROM meta WHERE key = ?').run(UNFINISHED);
}

async function finishUnfinished(db: WritableDb, setLayout: SetLayout): Promise<boolean> {
  const id = db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(UNFINISHED) as string | undefined;
  if (id === undefined) return false;
  await carryOut(db, effectOf(db, Number(id)), setLayout);
  return true;
}
