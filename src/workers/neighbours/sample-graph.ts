import type { Steps } from '../duplicates/steps.ts';
import type { NeighbourGraph } from './calls.ts';
import { distinctPoints } from './distinct-points.ts';
import type { NearestGraph, Nodes } from './nearest-graph.ts';
import { type NearestLists, NOBODY } from './nearest-lists.ts';
import type { Space } from './space.ts';

/** Samples between two yields. */
const STEP = 2000;

/** The samples that stand for themselves, and which node of a graph each of them is. */
export interface SampleNodes {
  /** Ascending. */
  readonly samples: Uint32Array<ArrayBuffer>;
  readonly nodeOf: Uint32Array<ArrayBuffer>;
  /** Those of the graph that is known first, then new ones. */
  readonly nodes: Nodes;
}

/**
 * @param standsFor for each of the space's samples the one that stands for it
 * @param known graph of the same fit, whose nodes keep their numbers; null: there is none
 */
export function* sampleNodes(space: Space, standsFor: Uint32Array, known: NearestGraph | null): Steps<SampleNodes> {
  const { ids, places, points, dimensions } = space;
  const standing = standingOf(ids, standsFor);
  const samples = standing.map((i) => ids[i] as number);
  const placesOf = standing.map((i) => places[i] as number);
  const kept = known === null ? new Uint32Array(0) : stillThere(known, points.owners);
  const both = new Uint32Array(kept.length + placesOf.length);
  both.set(kept.map((node) => known?.places[node] ?? 0));
  both.set(placesOf, kept.length);
  const distinct = yield* distinctPoints(points.rows, dimensions, both);
  const before = known?.places.length ?? 0;
  const numberOf = (point: number): number => (point < kept.length ? (kept[point] as number) : before + point - kept.length);
  const nodeOf = distinct.of.subarray(kept.length).map(numberOf);
  const added = distinct.places.subarray(kept.length);
  const nodes = {
    places: joined(known?.places, added),
    owners: joined(
      known?.owners,
      added.map((place) => points.owners[place] as number),
    ),
    alive: new Uint8Array(before + added.length),
  };
  for (const node of nodeOf) nodes.alive[node] = 1;
  return { samples, nodeOf, nodes };
}

/** Entries of samples that stand for themselves. */
function standingOf(ids: Uint32Array, standsFor: Uint32Array): Uint32Array {
  const standing: number[] = [];
  for (let i = 0; i < ids.length; i++) if (standsFor[i] === ids[i]) standing.push(i);
  return Uint32Array.from(standing);
}

/** Nodes whose point is still at its place. */
function stillThere({ places, owners }: NearestGraph, ownersNow: Uint32Array): Uint32Array {
  const there: number[] = [];
  for (let node = 0; node < places.length; node++) if (ownersNow[places[node] as number] === owners[node]) there.push(node);
  return Uint32Array.from(there);
}

function joined(first: Uint32Array | undefined, second: Uint32Array): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array((first?.length ?? 0) + second.length);
  if (first !== undefined) all.set(first);
  all.set(second, first?.length ?? 0);
  return all;
}

/** A graph of nodes as one of samples: a sample's nearest are those that are the same point, then those of the nearest nodes. */
export function* graphOfSamples({ samples, nodeOf, nodes }: SampleNodes, lists: NearestLists, k: number): Steps<NeighbourGraph> {
  const { starts, members } = membersOfNodes(nodeOf, nodes.places.length);
  const neighbours = new Uint32Array(samples.length * k);
  const distances = new Float32Array(samples.length * k).fill(Number.NaN);
  for (let sample = 0; sample < samples.length; sample++) {
    let at = sample * k;
    const end = at + k;
    const put = (node: number, distance: number): void => {
      for (let i = starts[node] as number; i < (starts[node + 1] as number) && at < end; i++) {
        const member = members[i] as number;
        if (member === sample) continue;
        neighbours[at] = samples[member] as number;
        distances[at++] = distance;
      }
    };
    const node = nodeOf[sample] as number;
    put(node, 0);
    for (let i = node * lists.width; i < (node + 1) * lists.width && at < end; i++) {
      const near = lists.nodes[i] as number;
      if (near === NOBODY) break;
      put(near, lists.distances[i] as number);
    }
    if (sample % STEP === 0) yield sample / samples.length;
  }
  return { ids: samples.slice(), k, neighbours, distances };
}

/** Samples of each node, ascending: those of node n are `members` from `starts[n]` to `starts[n + 1]`. */
function membersOfNodes(nodeOf: Uint32Array, count: number): { readonly starts: Uint32Array; readonly members: Uint32Array } {
  const starts = new Uint32Array(count + 1);
  for (const node of nodeOf) starts[node + 1] = (starts[node + 1] as number) + 1;
  for (let node = 0; node < count; node++) starts[node + 1] = (starts[node + 1] as number) + (starts[node] as number);
  const next = starts.slice();
  const members = new Uint32Array(nodeOf.length);
  for (let sample = 0; sample < nodeOf.length; sample++) {
    const node = nodeOf[sample] as number;
    members[next[node] as number] = sample;
    next[node] = (next[node] as number) + 1;
  }
  return { starts, members };
}
