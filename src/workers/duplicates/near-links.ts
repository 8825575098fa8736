import { closeSets } from './close-sets.ts';
import { COPY_CUT, copyDistance, hasContrast } from './confirm.ts';
import type { EqualRows } from './equal-rows.ts';
import { LinkList } from './link-list.ts';
import type { PairList } from './pair-list.ts';
import type { FlippableHashes } from './sample-keys.ts';
import type { Steps } from './steps.ts';
import { type Turn, UPRIGHT } from './turns.ts';

/**
 * Bits. All pairs within 7 are looked at; of those within 10 most are brought together all the same and cost next to
 * nothing, since fingerprints decide: a tenth of the copies under a text lie there.
 */
export const RADIUS = 10;
/** 40 MB. Only thousands of pictures of one kind (digits) come near; the closer pairs are looked at then. */
const MOST_PAIRS = 4_000_000;
/** Of many unlike pictures that could be the same, so many are compared with every other. */
export const MOST_HEADS = 64;
/** Confirmations between two steps: some two milliseconds. */
const STEP = 2000;

/** Fingerprints of some rows, one after the other. */
export interface FingerprintPool {
  readonly bytes: Uint8Array;
  /** Where a row's fingerprint starts; -1: there is none. */
  readonly at: (row: number) => number;
}

/** Asks for fingerprints by the rows of all samples, and tells them by the rows of the pictures that are compared. */
export function* fingerprintsOf(
  asked: Uint32Array,
  rows: Uint32Array,
  fingerprints: NearInput['fingerprints'],
): Steps<FingerprintPool> {
  const pool = yield* fingerprints(asked.map((place) => rows[place] as number));
  return { bytes: pool.bytes, at: (place) => pool.at(rows[place] as number) };
}

/** Pictures with a hash and, most of them, a fingerprint. */
export interface NearInput {
  /** Without those of the flipped pictures copies are found upright only. */
  readonly hashes: FlippableHashes;
  readonly fingerprints: (rows: Uint32Array) => Steps<FingerprintPool>;
}

export interface NearLinks {
  /** Between rows of the input; some are told more than once, by different turns. */
  readonly links: LinkList;
  readonly distance: (a: number, b: number, turn: Turn) => number;
}

/** Links between pictures that are copies of each other by hash and fingerprint. */
export function* nearLinks({ hashes, fingerprints }: NearInput): Steps<NearLinks> {
  const { equal, pairs } = yield* scaled(closeSets(hashes, RADIUS, MOST_PAIRS), 0, 0.6);
  const pool = yield* scaled(fingerprints(involvedRows(equal, pairs)), 0.6, 0.8);
  const distance = (a: number, b: number, turn: Turn): number => {
    const [atA, atB] = [pool.at(a), pool.at(b)];
    return atA < 0 || atB < 0 ? 1 : copyDistance({ bytes: pool.bytes, at: atA }, { bytes: pool.bytes, at: atB }, turn);
  };
  const isUsable = (row: number): boolean => pool.at(row) >= 0 && hasContrast({ bytes: pool.bytes, at: pool.at(row) });
  const links = new LinkList();
  const heads = yield* scaled(headsOfSets(equal, { isUsable, distance, links }), 0.8, 0.85);
  yield* scaled(linkPairs(pairs, heads, { isUsable, distance, links }), 0.85, 1);
  return { links, distance };
}

/** The same steps as part of a whole. */
function* scaled<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    yield from + value * (to - from);
  }
}

/** Rows that share their hash with another, or have one close to another's. */
function involvedRows({ starts, members }: EqualRows, pairs: PairList): Uint32Array {
  const isInvolved = new Uint8Array(starts.length - 1);
  for (let k = 0; k < pairs.count; k++) {
    isInvolved[pairs.firsts[k] as number] = 1;
    isInvolved[pairs.seconds[k] as number] = 1;
  }
  const rows: number[] = [];
  for (let set = 0; set < isInvolved.length; set++) {
    const [from, to] = [starts[set] as number, starts[set + 1] as number];
    if (to - from > 1 || isInvolved[set] === 1) for (let k = from; k < to; k++) rows.push(members[k] as number);
  }
  return Uint32Array.from(rows).sort();
}

interface Linking {
  readonly isUsable: (row: number) => boolean;
  readonly distance: NearLinks['distance'];
  readonly links: LinkList;
}

/** Links pictures of the same hash to the first ones they are copies of. @returns those first ones, per set */
function* headsOfSets(
  { starts, members }: EqualRows,
  { isUsable, distance, links }: Linking,
): Steps<readonly (readonly number[])[]> {
  const heads: number[][] = [];
  let work = 0;
  for (let set = 0; set < starts.length - 1; set++) {
    const found: number[] = [];
    for (let k = starts[set] as number; k < (starts[set + 1] as number); k++) {
      const row = members[k] as number;
      if (!isUsable(row)) continue;
      let isCopy = false;
      for (const head of found) {
        const apart = distance(head, row, UPRIGHT);
        if (apart > COPY_CUT) continue;
        links.add({ a: head, b: row, distance: apart, turn: UPRIGHT, source: 'hash' });
        isCopy = true;
      }
      if (!isCopy && found.length < MOST_HEADS) found.push(row);
      work += found.length;
      if (work < STEP) continue;
      work = 0;
      yield set / starts.length;
    }
    heads.push(found);
  }
  return heads;
}

function* linkPairs(pairs: PairList, heads: readonly (readonly number[])[], { distance, links }: Linking): Steps<void> {
  let work = 0;
  for (let k = 0; k < pairs.count; k++) {
    const turn = pairs.turns[k] as Turn;
    const [first, second] = [heads[pairs.firsts[k] as number] ?? [], heads[pairs.seconds[k] as number] ?? []];
    for (const a of first) {
      for (const b of second) {
        const apart = distance(a, b, turn);
        if (apart <= COPY_CUT) links.add({ a, b, distance: apart, turn, source: 'hash' });
      }
    }
    work += first.length * second.length;
    if (work < STEP) continue;
    work = 0;
    yield k / pairs.count;
  }
}
