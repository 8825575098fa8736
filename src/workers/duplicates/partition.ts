import type { Partition } from './calls.ts';
import { LINK_SOURCES, type LinkList, type LinkSource } from './link-list.ts';
import { inverseTurn, UPRIGHT } from './turns.ts';

/** Neighbours of each row in a forest of links. */
interface Neighbours {
  readonly starts: Uint32Array;
  /** The link's index times two, plus one where the neighbour is its first end. */
  readonly ends: Uint32Array;
}

/** Links of these sources and all stronger ones hold a group together. */
function isAsStrong(links: LinkList, index: number, sources: readonly LinkSource[]): boolean {
  return LINK_SOURCES.indexOf(links.at(index).source) <= Math.max(...sources.map((source) => LINK_SOURCES.indexOf(source)));
}

function neighboursOf(links: LinkList, count: number, sources: readonly LinkSource[]): Neighbours {
  const starts = new Uint32Array(count + 1);
  const used = Array.from({ length: links.count }, (_, index) => index).filter((index) => isAsStrong(links, index, sources));
  for (const index of used) {
    const { a, b } = links.at(index);
    starts[a + 1] = (starts[a + 1] as number) + 1;
    starts[b + 1] = (starts[b + 1] as number) + 1;
  }
  for (let row = 0; row < count; row++) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  const next = starts.slice();
  const ends = new Uint32Array(2 * used.length);
  const put = (row: number, end: number): void => {
    ends[next[row] as number] = end;
    next[row] = (next[row] as number) + 1;
  };
  for (const index of used) {
    const { a, b } = links.at(index);
    put(a, 2 * index);
    put(b, 2 * index + 1);
  }
  return { starts, ends };
}

/**
 * The groups that links up to the weakest of some sources make, of which one link at least is of these sources.
 * @param ids of the samples in the rows, ascending
 * @param tree links between rows, no circle among them
 */
export function partition(ids: Uint32Array, tree: LinkList, sources: readonly LinkSource[]): Partition {
  const neighbours = neighboursOf(tree, ids.length, sources);
  const group = new Uint32Array(ids.length);
  const linked = new Uint32Array(ids.length);
  const distances = new Float32Array(ids.length);
  const turns = new Uint8Array(ids.length);
  const seen = new Uint8Array(ids.length);

  /** Visits the tree of a row; what hangs on what is seen from there, the least of its rows. */
  function visit(root: number): void {
    const rows = [root];
    let isOfSource = false;
    seen[root] = 1;
    for (const row of rows) {
      for (let at = neighbours.starts[row] as number; at < (neighbours.starts[row + 1] as number); at++) {
        const end = neighbours.ends[at] as number;
        const link = tree.at(end >> 1);
        const [neighbour, turn] = end % 2 === 0 ? [link.b, link.turn] : [link.a, inverseTurn(link.turn)];
        if (seen[neighbour] === 1) continue;
        seen[neighbour] = 1;
        isOfSource ||= sources.includes(link.source);
        linked[neighbour] = ids[row] as number;
        distances[neighbour] = link.distance;
        turns[neighbour] = turn;
        rows.push(neighbour);
      }
    }
    if (isOfSource) for (const row of rows) group[row] = ids[root] as number;
  }
  for (let row = 0; row < ids.length; row++) {
    if (seen[row] === 0 && neighbours.starts[row] !== neighbours.starts[row + 1]) visit(row);
  }
  const rows = Uint32Array.from(ids.keys()).filter((row) => group[row] !== 0);
  return {
    ids: rows.map((row) => ids[row] as number),
    groupIds: rows.map((row) => group[row] as number),
    linkedIds: rows.map((row) => linked[row] as number),
    distances: Float32Array.from(rows, (row) => distances[row] as number),
    turns: Uint8Array.from(rows, (row) => turns[row] ?? UPRIGHT),
  };
}
