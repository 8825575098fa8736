/** In place of a neighbour where there are not so many. */
export const NOBODY = 0xffffffff;

/** The nearest others of each node, at most `width`, nearest first; equally near ones by number. Holes are at the end. */
export interface NearestLists {
  readonly width: number;
  /** nodes × width; NOBODY in holes. */
  readonly nodes: Uint32Array;
  /** Cosine distances; NaN in holes. */
  readonly distances: Float32Array;
}

export function emptyLists(count: number, width: number): NearestLists {
  return {
    width,
    nodes: new Uint32Array(count * width).fill(NOBODY),
    distances: new Float32Array(count * width).fill(Number.NaN),
  };
}

/** @returns the same lists, and empty ones behind them up to `count` */
export function withMoreLists(lists: NearestLists, count: number): NearestLists {
  const more = emptyLists(count, lists.width);
  more.nodes.set(lists.nodes);
  more.distances.set(lists.distances);
  return more;
}

/** Neighbours of one node in `lists`. */
export function clearList({ nodes, distances, width }: NearestLists, node: number): void {
  nodes.fill(NOBODY, node * width, (node + 1) * width);
  distances.fill(Number.NaN, node * width, (node + 1) * width);
}

/** Puts a neighbour into a node's list where it belongs, if it is near enough and not there yet. @returns whether it was put */
export function putNeighbour(lists: NearestLists, node: number, neighbour: number, distance: number): boolean {
  const { nodes, distances, width } = lists;
  const start = node * width;
  const last = start + width - 1;
  const near = Math.fround(distance);
  if (!isNearer(near, neighbour, distances[last] as number, nodes[last] as number)) return false;
  let at = last;
  for (let i = start; i <= last; i++) if (nodes[i] === neighbour) return false;
  while (at > start && isNearer(near, neighbour, distances[at - 1] as number, nodes[at - 1] as number)) {
    nodes[at] = nodes[at - 1] as number;
    distances[at] = distances[at - 1] as number;
    at--;
  }
  nodes[at] = neighbour;
  distances[at] = near;
  return true;
}

/** Than what is in a list; a hole is farther than anything. */
function isNearer(distance: number, neighbour: number, listed: number, listedNode: number): boolean {
  if (listedNode === NOBODY) return true;
  return distance < listed || (distance === listed && neighbour < listedNode);
}

export function hasNeighbour({ nodes, width }: NearestLists, node: number, is: (neighbour: number) => boolean): boolean {
  for (let i = node * width; i < (node + 1) * width; i++) {
    const neighbour = nodes[i] as number;
    if (neighbour === NOBODY) return false;
    if (is(neighbour)) return true;
  }
  return false;
}
