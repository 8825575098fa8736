import type { DuplicateGroups } from './calls.ts';
import { COPY_CUT } from './confirm.ts';
import { type EqualRows, equalRows } from './equal-rows.ts';
import { type Apart, Forest } from './forest.ts';
import { LinkList, type LinkSource } from './link-list.ts';
import { type FingerprintPool, fingerprintsOf, MOST_HEADS, nearLinks } from './near-links.ts';
import { partition } from './partition.ts';
import { flippableHashes, HAS, pick, type SampleKeys } from './sample-keys.ts';
import type { Steps } from './steps.ts';
import { UPRIGHT } from './turns.ts';

/** Two larger groups are one where the pictures they started from are this much alike. */
const GROUP_CUT = 2 * COPY_CUT;

/** What groups are made of. Rows are those of `keys`. */
export interface GroupInput {
  readonly keys: SampleKeys;
  readonly apart: Apart;
  /** Hashes of the flipped pictures, 24 bytes per row asked for; null: there is no fingerprint. */
  readonly flipped: (rows: Uint32Array) => Steps<{ readonly rows: Uint32Array; readonly bytes: Uint8Array }>;
  readonly fingerprints: (rows: Uint32Array) => Steps<FingerprintPool>;
}

/**
 * Exact, pixel and near duplicates, each within the next. A group's tree holds the strongest links (Kruskal's algorithm), those
 * between the same bytes or pixels first.
 */
export function* findGroups({ keys, apart, flipped, fingerprints }: GroupInput): Steps<DuplicateGroups> {
  const forest = new Forest(keys.ids.length, apart);
  const tree = new LinkList();
  const having =
    (bit: number) =>
    (row: number): boolean =>
      ((keys.has[row] as number) & bit) !== 0;
  joinEqual(equalRows(keys.content, having(HAS.content)), 'exact', forest, tree);
  yield 0;
  joinEqual(equalRows(keys.pixels, having(HAS.pixels)), 'pixel', forest, tree);
  yield 0;
  // Pictures with the same pixels are one for what follows.
  const heads = Uint32Array.from(keys.ids.keys()).filter((row) => having(HAS.perceptual)(row) && forest.root(row) === row);
  const { rows, bytes } = yield* flipped(heads);
  const hashes = flippableHashes(pick(keys.perceptual, rows), bytes);
  const { links, distance } = yield* nearLinks({
    hashes,
    fingerprints: (asked) => fingerprintsOf(asked, rows, fingerprints),
  });
  // Candidate links from elsewhere would be added to these.
  const placeOf = new Map<number, number>();
  for (const index of links.strongestFirst()) {
    const link = links.at(index);
    const [a, b] = [rows[link.a] as number, rows[link.b] as number];
    placeOf.set(a, link.a).set(b, link.b);
    const isAlike = (rootA: number, rootB: number, turn: typeof link.turn): boolean => {
      const [placeA, placeB] = [placeOf.get(rootA), placeOf.get(rootB)];
      return placeA !== undefined && placeB !== undefined && distance(placeA, placeB, turn) <= GROUP_CUT;
    };
    if (forest.joinAlike(a, b, link.turn, isAlike)) tree.add({ ...link, a, b });
  }
  return {
    exact: partition(keys.ids, tree, 'exact'),
    pixel: partition(keys.ids, tree, 'pixel'),
    near: partition(keys.ids, tree, 'hash'),
  };
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
