import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DecisionKind, retagOf } from '../../shared/decision.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Layout } from '../../shared/layout.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { keepIssue } from './kept-issues.ts';
import { type ApartEffect, applyApart } from './not-duplicates.ts';
import { type NoteEffect, notePart, writeNotes } from './notes.ts';
import { dropLeftClasses, type LabelBefore, type RelabelEffect, relabelEffect, relabelPart, writeRelabels } from './relabels.ts';
import { type RetagEffect, retagPart, tagChanges } from './retags.ts';

/** Reads every sample's class and split anew from its folders. */
export type SetLayout = (layout: Layout) => void | Promise<void>;

/** What a decision does to the samples. */
export type Effect =
  | { readonly kind: 'tag'; readonly tag: string; readonly isOn: boolean; readonly ids: Uint32Array }
  | { readonly kind: 'keep'; readonly issue: string; readonly isOn: boolean; readonly ids: Uint32Array }
  | ApartEffect
  | RelabelEffect
  | NoteEffect
  | RetagEffect
  | { readonly kind: 'layout'; readonly layout: Layout };

/** Effects that are written sample by sample. */
type ChunkedEffect = Extract<Effect, { kind: 'tag' | 'keep' | 'relabel' | 'note' | 'retag' }>;

/** Rows written in one transaction: about 10 ms. */
export const CHUNK = 5000;
/** The same, where each is written in two tables and three of their indexes. */
export const RELABEL_CHUNK = 1500;

const chunkOf = ({ kind }: ChunkedEffect): number => (kind === 'relabel' ? RELABEL_CHUNK : CHUNK);

interface DecisionRow {
  readonly kind: DecisionKind | 'undo' | 'redo';
  readonly value: string | null;
  readonly before: string | null;
  readonly beforePlaces: Buffer | null;
  readonly valuePlaces: Buffer | null;
  readonly sampleIds: Buffer | null;
  readonly target: number | null;
}

/** What a recorded decision, undo or redo does, or with `isInverse` what takes it back. */
export function effectOf(db: ReadableDb, decisionId: number, isInverse = false): Effect {
  const row = db
    .prepare(`
      SELECT kind, value, value_places AS valuePlaces, before, before_places AS beforePlaces, sample_ids AS sampleIds, target
      FROM decision WHERE id = ?`)
    .get(decisionId) as DecisionRow | undefined;
  if (row === undefined) throw new WinnowError('internal', `There is no decision ${decisionId} in the history.`);
  const value = (isInverse ? row.before : row.value) ?? 'null';
  const ids = idsOfBlob(row.sampleIds);
  switch (row.kind) {
    case 'undo':
    case 'redo':
      return effectOf(db, row.target ?? 0, isInverse !== (row.kind === 'undo'));
    case 'layout':
      return { kind: 'layout', layout: JSON.parse(value) as Layout };
    case 'tag':
    case 'untag':
      return { kind: 'tag', tag: row.value ?? '', isOn: (row.kind === 'tag') !== isInverse, ids };
    case 'retag': {
      const { tag, insteadOf } = retagOf(row.value);
      const tags = [tag, insteadOf];
      if (!isInverse) return { kind: 'retag', tags, ids, sets: [[tag]], places: null };
      const sets = JSON.parse(row.before ?? '[[]]') as readonly (readonly string[])[];
      return { kind: 'retag', tags, ids, sets, places: idsOfBlob(row.beforePlaces) };
    }
    case 'not-issue':
    case 'issue-again':
      return { kind: 'keep', issue: row.value ?? '', isOn: (row.kind === 'not-issue') !== isInverse, ids };
    case 'not-duplicates': {
      const single = JSON.parse(row.value ?? 'null') as readonly number[] | null;
      const members = Uint32Array.from(JSON.parse(row.before ?? '[]') as readonly number[]);
      return { kind: 'apart', decisionId, isOn: !isInverse, ids, single, members };
    }
    case 'relabel':
    case 'relabel-each': {
      const before = JSON.parse(row.before ?? '[]') as readonly LabelBefore[];
      const places = row.beforePlaces === null ? null : idsOfBlob(row.beforePlaces);
      const given =
        row.kind === 'relabel'
          ? { labels: [row.value], places: null }
          : { labels: JSON.parse(row.value ?? '[]') as readonly string[], places: idsOfBlob(row.valuePlaces) };
      return relabelEffect(given, { ids, before, places }, isInverse);
    }
    case 'note': {
      const before = JSON.parse(row.before ?? '[null]') as readonly (string | null)[];
      const places = isInverse && row.beforePlaces !== null ? idsOfBlob(row.beforePlaces) : null;
      return { kind: 'note', ids, texts: isInverse ? before : [row.value], places };
    }
    default:
      throw new WinnowError('database_newer', `Decision ${decisionId} is of a kind this Winnow does not know: "${row.kind}".`);
  }
}

/** Writes an effect, giving way between chunks. Doing it twice is doing it once. */
export async function applyEffect(db: WritableDb, effect: Effect, setLayout: SetLayout): Promise<void> {
  if (effect.kind === 'layout') return setLayout(effect.layout);
  if (effect.kind === 'apart') return applyApart(db, effect);
  const length = chunkOf(effect);
  for (let start = 0; start < effect.ids.length; start += length) {
    if (start > 0) await nextTurn();
    db.transaction(() => writeChunk(db, partOf(effect, start, start + length)))();
  }
  if (effect.kind === 'relabel') dropLeftClasses(db, effect);
}

/** Writes an effect inside a transaction, where it is small. False: it is not. */
export function writeSmall(db: WritableDb, effect: ChunkedEffect): boolean {
  if (effect.ids.length > chunkOf(effect)) return false;
  writeChunk(db, effect);
  if (effect.kind === 'relabel') dropLeftClasses(db, effect);
  return true;
}

function partOf(effect: ChunkedEffect, start: number, end: number): ChunkedEffect {
  if (effect.kind === 'note') return notePart(effect, start, end);
  if (effect.kind === 'retag') return retagPart(effect, start, end);
  return effect.kind === 'relabel' ? relabelPart(effect, start, end) : { ...effect, ids: effect.ids.subarray(start, end) };
}

/** Runs inside a transaction; samples that are gone are passed over. */
function writeChunk(db: WritableDb, effect: ChunkedEffect): void {
  if (effect.kind === 'keep') keepIssue(db, effect);
  else if (effect.kind === 'relabel') writeRelabels(db, effect);
  else if (effect.kind === 'note') writeNotes(db, effect);
  else if (effect.kind === 'retag') for (const change of tagChanges(effect)) applyTagChunk(db, change);
  else applyTagChunk(db, effect);
}

function applyTagChunk(db: WritableDb, { tag, isOn, ids }: Omit<Extract<Effect, { kind: 'tag' }>, 'kind'>): void {
  if (ids.length === 0) return;
  db.prepare('INSERT OR IGNORE INTO tag (name) VALUES (?)').run(tag);
  const tagId = db.prepare('SELECT id FROM tag WHERE name = ?').pluck().get(tag);
  const list = JSON.stringify(Array.from(ids));
  if (isOn) {
    db.prepare(
      `INSERT OR IGNORE INTO sample_tag (sample_id, tag_id)
       SELECT id, ? FROM sample WHERE id IN (SELECT value FROM json_each(?))`,
    ).run(tagId, list);
  } else {
    db.prepare('DELETE FROM sample_tag WHERE tag_id = ? AND sample_id IN (SELECT value FROM json_each(?))').run(tagId, list);
  }
}

/** @returns u32 little endian, as `decision.sample_ids` holds them */
export function blobOfIds(ids: Uint32Array): Buffer {
  return Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);
}

/** @param blob u32, little endian */
export function idsOfBlob(blob: Buffer | null): Uint32Array {
  if (blob === null) return new Uint32Array(0);
  return new Uint32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength));
}
