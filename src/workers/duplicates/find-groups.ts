import type { DuplicateGroups } from './calls.ts';
import { COPY_CUT } from './confirm.ts';
import { type EqualRows, equalRows } from './equal-rows.ts';
import { type Apart, Forest, type IsAlike } from './forest.ts';
import { LinkList, type LinkSource } from './link-list.ts';
import { type FingerprintPool, fingerprintsOf, MOST_HEADS, type NearLinks, nearLinks } from './near-links.ts';
import { partition } from './partition.ts';
import { flippableHashes, HAS, pick, type SampleKeys } from './sample-keys.ts';
import type { Steps } from './steps.ts';
import { PART, UPRIGHT } from './turns.ts';

/** Two larger groups are one where the pictures they started from are this much alike. */
const GROUP_CUT = 2 * COPY_CUT;
/** Links between two steps. */
const STEP = 2000;

/** What groups are made of. Rows are those of `keys`. */
export interface GroupInput {
  readonly keys: SampleKeys;
  readonly apart: Apart;
  /** Pairs of which one is a part of the other, the closest first. */
  readonly parts: readonly { readonly a: number; readonly b: number; readonly distance: number }[];
  /** Hashes of the flipped pictures, 24 bytes a row, for those of the rows that have a fingerprint. */
  readonly flipped: (rows: Uint32Array) => Steps<{ readonly rows: Uint32Array; readonly bytes: Uint8Array }>;
  readonly fingerprints: (rows: Uint32Array) => Steps<FingerprintPool>;
}

/**
 * Exact, pixel and near duplicates, each within the next. A group's tree holds the strongest links (Kruskal's algorithm), those
 * between the same bytes or pixels first.
 */
export function* findGroups(input: GroupInput): Steps<DuplicateGroups> {
  const { keys, apart } = input;
  const forest = new Forest(keys.ids.length, apart);
  const tree = new LinkList();
  joinEqual(equalRows(keys.content, having(keys, HAS.content)), 'exact', forest, tree);
  yield 0;
  joinEqual(equalRows(keys.pixels, having(keys, HAS.pixels)), 'pixel', forest, tree);
  yield 0;
  yield* joinNear(input, forest, tree);
  yield 1;
  joinParts(input.parts, forest, tree);
  const exact = partition(keys.ids, tree, ['exact']);
  yield 1;
  const pixel = partition(keys.ids, tree, ['pixel']);
  yield 1;
  return { exact, pixel, near: partition(keys.ids, tree, ['hash', 'part']) };
}

const having =
  ({ has }: SampleKeys, bit: number) =>
  (row: number): boolean =>
    ((has[row] as number) & bit) !== 0;

/** Pictures with the same pixels are one here: the first of them stands for all. */
function* joinNear({ keys, flipped, fingerprints }: GroupInput, forest: Forest, tree: LinkList): Steps<void> {
  const isHashed = having(keys, HAS.perceptual);
  const heads = keys.ids.map((_, row) => row).filter((row) => isHashed(row) && forest.root(row) === row);
  const { rows, bytes } = yield* flipped(heads);
  const hashes = flippableHashes(pick(keys.perceptual, rows), bytes);
  const near = yield* nearLinks({ hashes, fingerprints: (asked) => fingerprintsOf(asked, rows, fingerprints) });
  yield* joinStrongest(near, rows, forest, tree);
}

/**
 * Where one lies within the other their fingerprints need not be alike, whatever the size of their groups: it was seen, and
 * views that merely overlap, which could lead anywhere step by step, are no parts.
 */
function joinParts(parts: GroupInput['parts'], forest: Forest, tree: LinkList): void {
  for (const { a, b, distance } of parts) {
    if (forest.joinAlike(a, b, UPRIGHT, () => true)) tree.add({ a, b, distance, turn: PART, source: 'part' });
  }
}

/** @param rows of the pictures that are linked, ascending */
function* joinStrongest({ links, distance }: NearLinks, rows: Uint32Array, forest: Forest, tree: LinkList): Steps<void> {
  const places = new Map<number, number>();
  const isAlike: IsAlike = (rootA, rootB, turn) => {
    const [a, b] = [places.get(rootA), places.get(rootB)];
    return a !== undefined && b !== undefined && distance(a, b, turn) <= GROUP_CUT;
  };
  for (const [done, index] of links.strongestFirst().entries()) {
    const link = links.at(index);
    const [a, b] = [rows[link.a] as number, rows[link.b] as number];
    places.set(a, link.a).set(b, link.b);
    if (link.turn !== PART && forest.joinAlike(a, b, link.turn, isAlike)) tree.add({ ...link, a, b });
    if (done % STEP === 0) yield 1;
  }
}

/**
 * Joins each row of a set to the first one that it need not stay apart from. Rows that were all said to be no duplicates
 * are each the first of their own, and only so many of them are tried.
 */
function joinEqual({ starts, members }: EqualRows, source: LinkSource, forest: Forest, tree: LinkList): void {
  for (let set = 0; set < starts.length - 1; set++) {
    const heads: number[] = [];
    for (let k = starts[set] as number; k < (starts[set + 1] as number); k++) {
      const row = members[k] as number;
      const root = forest.root(row);
      if (heads.some((head) => forest.root(head) === root)) continue;
      const head = heads.find((other) => forest.joinSame(other, row));
      if (head !== undefined) tree.add({ a: head, b: row, distance: 0, turn: UPRIGHT, source });
      else if (heads.length < MOST_HEADS) heads.push(row);
    }
  }
}
