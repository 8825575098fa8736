import { type DecisionKind, describeDecision } from '../../shared/decision.ts';
import type { IssueKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import type { Layout } from '../../shared/layout.ts';
import type { ChangedPart } from '../../workers/query/calls.ts';
import type { WritableDb } from '../db/connection.ts';
import { blobOfIds, type Effect, effectOf, type SetLayout } from './decision-effect.ts';
import { redoTarget, undoTarget } from './decision-history.ts';
import { type Mark, samplesToChange } from './decision-samples.ts';
import { inDecisionTurn } from './decision-turns.ts';
import { gatherMembers } from './duplicate-groups.ts';
import { samplesToRegroup } from './not-duplicates.ts';
import { decide, finishUnfinished } from './record-decision.ts';
import { labelChange } from './relabels.ts';

/** What a decision, an undo or a redo did. */
export interface Decided {
  /** Null where there was nothing to change. */
  readonly decisionId: number | null;
  /** Ascending ids of the samples it concerns; null where all samples may be (a layout). */
  readonly changed: Uint32Array | null;
  /** Ascending ids of all that queries must read again; null: everything. */
  readonly touched: Uint32Array | null;
  /** The part of these that changed; null: anything. */
  readonly part: ChangedPart | null;
  /** For a person. */
  readonly message: string;
}

export interface TagChange {
  readonly tag: string;
  readonly on: boolean;
  /** In any order; those without a sample, or that have it so already, are not recorded. */
  readonly ids: Uint32Array;
  /** That found them, as in the search box; absent: they were named. */
  readonly query?: string;
  /** JSON of how they were chosen beyond a query, see the table of decisions. */
  readonly rule?: string;
  /** When it was decided; absent: now. */
  readonly atMs?: number | undefined;
}

/** Tags samples, or takes the tag off. */
export function applyTag(db: WritableDb, change: TagChange, setLayout: SetLayout): Promise<Decided> {
  const { tag, on, ids, query, rule, atMs } = change;
  const decision = {
    kind: on ? 'tag' : 'untag',
    value: tag,
    isOn: on,
    mark: { kind: 'tag', name: tag },
    ids,
    query,
    rule,
    atMs,
  } as const;
  const already = on ? `All of them were tagged "${tag}" already` : `None of them was tagged "${tag}"`;
  return inDecisionTurn(db, () => markSamples(db, decision, already, setLayout));
}

export interface KeepChange {
  readonly issue: IssueKind;
  /** False: it is an issue again. */
  readonly on: boolean;
  /** In any order, as for a tag. */
  readonly ids: Uint32Array;
  /** As for a tag. */
  readonly query?: string;
}

/** Says of samples that they have no issue of a kind, for good, or takes that back. */
export function applyKeep(db: WritableDb, { issue, on, ids, query }: KeepChange, setLayout: SetLayout): Promise<Decided> {
  const kind = on ? 'not-issue' : 'issue-again';
  const decision = { kind, value: issue, isOn: on, mark: { kind: 'keep', name: issue }, ids, query } as const;
  const { title } = ISSUES[issue];
  const already = on ? `All of them were kept already: not “${title}”` : `None of them had been kept as not “${title}”`;
  return inDecisionTurn(db, () => markSamples(db, decision, already, setLayout));
}

/** A decision that gives each sample one mark or takes it off. */
async function markSamples(
  db: WritableDb,
  decision: {
    readonly kind: DecisionKind;
    readonly value: string;
    readonly mark: Mark;
    readonly isOn: boolean;
    readonly ids: Uint32Array;
    readonly query?: string | undefined;
    readonly rule?: string | undefined;
    readonly atMs?: number | undefined;
  },
  already: string,
  setLayout: SetLayout,
): Promise<Decided> {
  await finishUnfinished(db, setLayout);
  if (decision.ids.length === 0) return nothing('No samples match');
  const changed = await samplesToChange(db, decision);
  if (changed.length === 0) return nothing(already);
  const { kind, value } = decision;
  const sampleCount = changed.length;
  const query = decision.query ?? null;
  const row = {
    kind,
    value,
    before: null,
    sampleIds: blobOfIds(changed),
    sampleCount,
    target: null,
    query,
    rule: decision.rule ?? null,
    atMs: decision.atMs,
  };
  const decisionId = await decide(db, row, setLayout);
  const part = decision.mark.kind === 'tag' ? 'tags' : 'kept';
  return { decisionId, changed, touched: changed, part, message: describeDecision({ kind, value, sampleCount }) };
}

export interface RelabelChange {
  /** Null: none any more. */
  readonly label: string | null;
  /** In any order, as for a tag. */
  readonly ids: Uint32Array;
  /** As for a tag. */
  readonly query?: string;
  readonly atMs?: number | undefined;
}

/** Gives samples a label, in force before what their folders say, or takes the label off. */
export function applyRelabel(db: WritableDb, { label, ids, query, atMs }: RelabelChange, setLayout: SetLayout): Promise<Decided> {
  return inDecisionTurn(db, async () => {
    await finishUnfinished(db, setLayout);
    if (ids.length === 0) return nothing('No samples match');
    const { ids: changed, before, places } = await labelChange(db, ids, () => label);
    if (changed.length === 0) {
      return nothing(label === null ? 'None of them had a label' : `All of them were labelled “${label}” already`);
    }
    const row = {
      kind: 'relabel',
      value: label,
      before: JSON.stringify(before),
      beforePlaces: places === null ? null : blobOfIds(places),
      sampleIds: blobOfIds(changed),
      sampleCount: changed.length,
      target: null,
      query: query ?? null,
      atMs,
    } as const;
    const decisionId = await decide(db, row, setLayout);
    return { decisionId, changed, touched: changed, part: 'labels', message: describeDecision(row) };
  });
}

/** In any order; of an id named twice the last label counts. */
export interface RelabelEachChange {
  readonly ids: Uint32Array;
  /** By `ids`: places in `classes`. */
  readonly places: Uint32Array;
  readonly classes: readonly string[];
}

/** Gives each sample a label of its own, as one decision. */
export function applyRelabelEach(db: WritableDb, change: RelabelEachChange, setLayout: SetLayout): Promise<Decided> {
  return inDecisionTurn(db, async () => {
    await finishUnfinished(db, setLayout);
    if (change.ids.length === 0) return nothing('No samples match');
    const placeOf = new Map(Array.from(change.ids, (id, at) => [id, change.places[at] ?? 0]));
    const labelOf = (id: number): string => change.classes[placeOf.get(id) ?? 0] ?? '';
    const { ids: changed, before, places } = await labelChange(db, change.ids, labelOf);
    if (changed.length === 0) return nothing('All of them were labelled so already');
    const classes = [...new Set(Array.from(changed, labelOf))].toSorted();
    const placeOfClass = new Map(classes.map((name, place) => [name, place]));
    const row = {
      kind: 'relabel-each',
      value: JSON.stringify(classes),
      valuePlaces: blobOfIds(Uint32Array.from(changed, (id) => placeOfClass.get(labelOf(id)) ?? 0)),
      before: JSON.stringify(before),
      beforePlaces: places === null ? null : blobOfIds(places),
      sampleIds: blobOfIds(changed),
      sampleCount: changed.length,
      target: null,
    } as const;
    const decisionId = await decide(db, row, setLayout);
    return { decisionId, changed, touched: changed, part: 'labels', message: describeDecision(row) };
  });
}

export interface ApartChange {
  /** Samples of groups, ascending. */
  readonly ids: Uint32Array;
  /** Those of them that are no duplicate of any other, ascending; null: none is a duplicate of another. */
  readonly single: Uint32Array | null;
}

/** Says for good that samples are no duplicates of each other, and groups anew who was in a group with them. */
export function tellApart(db: WritableDb, { ids, single }: ApartChange, setLayout: SetLayout): Promise<Decided> {
  return inDecisionTurn(db, async () => {
    await finishUnfinished(db, setLayout);
    if (ids.length === 0) return nothing('No samples match');
    const members = await gatherMembers(db, ids);
    const changed = single ?? ids;
    const row = {
      kind: 'not-duplicates',
      value: single === null ? null : JSON.stringify(Array.from(single)),
      before: JSON.stringify(Array.from(members)),
      sampleIds: blobOfIds(ids),
      sampleCount: changed.length,
      target: null,
    } as const;
    const decisionId = await decide(db, row, setLayout);
    return { decisionId, changed, touched: members, part: 'duplicates', message: describeDecision(row) };
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
    const decisionId = await decide(db, row, setLayout);
    return { decisionId, changed: null, touched: null, part: null, message: describeDecision(row) };
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
  const of = db.prepare('SELECT kind, value, sample_count AS sampleCount FROM decision WHERE id = ?').get(target) as {
    readonly kind: DecisionKind;
    readonly value: string | null;
    readonly sampleCount: number;
  };
  const effect = effectOf(db, target, kind === 'undo');
  const touched = await touchedBy(db, effect);
  const row = { kind, value: null, before: null, sampleIds: null, sampleCount: of.sampleCount, target };
  const decisionId = await decide(db, row, setLayout);
  const message = describeDecision(of, kind === 'undo' ? 'undid' : 'redid');
  return { decisionId, changed: concernedBy(effect), touched, part: PART_OF[effect.kind], message };
}

/** What an effect changes of the samples it touches. */
const PART_OF: Readonly<Record<Effect['kind'], ChangedPart | null>> = {
  tag: 'tags',
  retag: 'tags',
  keep: 'kept',
  apart: 'duplicates',
  relabel: 'labels',
  note: 'notes',
  layout: null,
};

function concernedBy(effect: Effect): Uint32Array | null {
  if (effect.kind === 'layout') return null;
  return effect.kind === 'apart' && effect.single !== null ? Uint32Array.from(effect.single) : effect.ids;
}

async function touchedBy(db: WritableDb, effect: Effect): Promise<Uint32Array | null> {
  if (effect.kind === 'layout') return null;
  return effect.kind === 'apart' ? samplesToRegroup(db, effect) : effect.ids;
}

/** A decision that changes nothing, and is not recorded. */
export function nothing(message: string): Decided {
  return { decisionId: null, changed: new Uint32Array(0), touched: new Uint32Array(0), part: null, message };
}
