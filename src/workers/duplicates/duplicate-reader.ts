import type Database from 'better-sqlite3';
import type { DuplicateSources } from './calls.ts';
import type { GroupInput } from './find-groups.ts';
import { FINGERPRINT } from './fingerprint.ts';
import type { Apart } from './forest.ts';
import type { FingerprintPool } from './near-links.ts';
import { FLIPPED_BYTES, type SampleKeys, sampleKeys } from './sample-keys.ts';
import type { Steps } from './steps.ts';

export type Reading = Pick<Database.Database, 'prepare'>;

/** Rows read at once: some milliseconds. */
const SLICE = 4000;
const FINGERPRINT_SLICE = 1000;

interface KeySlice {
  readonly ids: string;
  readonly keys: string | null;
}

/** Keys of all samples, or of those given, ascending. */
export function* readKeys(db: Reading, sources: DuplicateSources, only: Uint32Array | null): Steps<SampleKeys> {
  const ids: Uint32Array[] = [];
  const keys: Uint8Array[] = [];
  for (const slice of only === null ? allSlices(db, sources) : givenSlices(db, sources, only)) {
    ids.push(Uint32Array.from(JSON.parse(slice.ids) as number[]));
    keys.push(Buffer.from(slice.keys ?? '', 'hex'));
    yield 0;
  }
  return sampleKeys(joined(ids), Buffer.concat(keys));
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function* allSlices(db: Reading, sources: DuplicateSources): Generator<KeySlice> {
  const statement = db.prepare<[number, number], KeySlice>(sources.samples.range);
  for (let after = 0; ; ) {
    const slice = statement.get(after, SLICE);
    const last = slice === undefined ? undefined : (JSON.parse(slice.ids) as number[]).at(-1);
    if (slice === undefined || last === undefined) return;
    yield slice;
    after = last;
  }
}

function* givenSlices(db: Reading, sources: DuplicateSources, only: Uint32Array): Generator<KeySlice> {
  const statement = db.prepare<[string], KeySlice>(sources.samples.of);
  for (const list of listsOf(only.slice().sort(), SLICE)) {
    const slice = statement.get(list);
    if (slice !== undefined) yield slice;
  }
}

/** Ids as JSON arrays, some at a time. */
function* listsOf(ids: Uint32Array, slice: number): Generator<string> {
  for (let at = 0; at < ids.length; at += slice) yield JSON.stringify(Array.from(ids.subarray(at, at + slice)));
}

/** How the search for groups reads the rest of what it needs. @param ids of the rows, ascending */
export function readersOf(db: Reading, sources: DuplicateSources, ids: Uint32Array): Omit<GroupInput, 'keys'> {
  return {
    apart: readApart(db, sources, ids),
    parts: readParts(db, sources, ids),
    flipped: (rows) => readFlipped(db, sources, ids, rows),
    fingerprints: (rows) => readFingerprints(db, sources, ids, rows),
  };
}

function readApart(db: Reading, sources: DuplicateSources, ids: Uint32Array): Apart {
  const said = db.prepare<[], { sampleId: number; decisionId: number; isSingle: number }>(sources.notDuplicates).all();
  const apart = new Map<number, Map<number, boolean>>();
  if (said.length === 0) return apart;
  const rowOf = rowsById(ids);
  for (const { sampleId, decisionId, isSingle } of said) {
    const row = rowOf.get(sampleId);
    if (row === undefined) continue;
    const decisions = apart.get(row) ?? new Map<number, boolean>();
    apart.set(row, decisions.set(decisionId, isSingle === 1));
  }
  return apart;
}

/** Pairs of rows, the closest first. */
function readParts(db: Reading, sources: DuplicateSources, ids: Uint32Array): GroupInput['parts'] {
  const pairs = db.prepare<[], { a: number; b: number; distance: number }>(sources.parts).all();
  if (pairs.length === 0) return [];
  const rowOf = rowsById(ids);
  const found = pairs.flatMap(({ a, b, distance }) => {
    const [rowA, rowB] = [rowOf.get(a), rowOf.get(b)];
    return rowA === undefined || rowB === undefined ? [] : [{ a: rowA, b: rowB, distance }];
  });
  return found.sort((one, other) => one.distance - other.distance || one.a - other.a || one.b - other.b);
}

const rowsById = (ids: Uint32Array): ReadonlyMap<number, number> => new Map(Array.from(ids, (id, row) => [id, row]));

function* readFlipped(
  db: Reading,
  sources: DuplicateSources,
  ids: Uint32Array,
  rows: Uint32Array,
): Steps<{ readonly rows: Uint32Array; readonly bytes: Uint8Array }> {
  const statement = db.prepare<[string], { ids: string; hashes: string | null }>(sources.flippedHashes);
  const found = new Uint32Array(rows.length);
  const bytes = new Uint8Array(rows.length * FLIPPED_BYTES);
  let count = 0;
  let at = 0;
  for (const list of listsOf(
    rows.map((row) => ids[row] as number),
    SLICE,
  )) {
    const slice = statement.get(list);
    bytes.set(Buffer.from(slice?.hashes ?? '', 'hex'), count * FLIPPED_BYTES);
    for (const id of JSON.parse(slice?.ids ?? '[]') as number[]) {
      while (ids[rows[at] as number] !== id) at++;
      found[count++] = rows[at] as number;
    }
    yield 0;
  }
  return { rows: found.subarray(0, count), bytes: bytes.subarray(0, count * FLIPPED_BYTES) };
}

function* readFingerprints(db: Reading, sources: DuplicateSources, ids: Uint32Array, rows: Uint32Array): Steps<FingerprintPool> {
  const statement = db.prepare<[string], { id: number; bytes: Buffer }>(sources.fingerprints);
  const bytes = new Uint8Array(rows.length * FINGERPRINT.bytes);
  const places = new Int32Array(ids.length).fill(-1);
  let count = 0;
  let at = 0;
  for (const list of listsOf(
    rows.map((row) => ids[row] as number),
    FINGERPRINT_SLICE,
  )) {
    for (const fingerprint of statement.all(list)) {
      while (ids[rows[at] as number] !== fingerprint.id) at++;
      if (fingerprint.bytes[FINGERPRINT.version] !== FINGERPRINT.format) continue;
      bytes.set(fingerprint.bytes, count * FINGERPRINT.bytes);
      places[rows[at] as number] = count * FINGERPRINT.bytes;
      count++;
    }
    yield at / rows.length;
  }
  return { bytes, at: (row) => places[row] ?? -1 };
}
