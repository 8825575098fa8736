import { normalizeRows } from '../../../src/workers/neighbours/half-rows.ts';
import type { Nodes } from '../../../src/workers/neighbours/nearest-graph.ts';

/** Standard normal numbers from a seed. */
export function normals(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
}

export interface MadeVectors {
  readonly count: number;
  readonly dimensions: number;
  readonly clusters?: number;
  readonly spread?: number;
  readonly seed?: number;
}

/** Vectors around a few centres, as a model might give them. */
export function madeVectors({
  count,
  dimensions,
  clusters = 12,
  spread = 0.8,
  seed = 1,
}: MadeVectors): Float32Array<ArrayBuffer> {
  const normal = normals(seed);
  const centres = Float32Array.from({ length: clusters * dimensions }, normal);
  return Float32Array.from({ length: count * dimensions }, (_, at) => {
    const cluster = Math.floor(at / dimensions) % clusters;
    return (centres[cluster * dimensions + (at % dimensions)] as number) + spread * normal();
  });
}

/** The same of length 1, as points of a space. */
export function madePoints(what: MadeVectors): Float32Array<ArrayBuffer> {
  const points = madeVectors(what);
  normalizeRows(points, what.dimensions);
  return points;
}

/** Points that are all distinct and alive, by place. */
export function nodesOf(count: number): Nodes {
  const places = Uint32Array.from({ length: count }, (_, i) => i);
  return { places, owners: places.map((place) => place + 1), alive: new Uint8Array(count).fill(1) };
}

/** k nearest others by plain comparison, with the distances. */
export function nearestByHand(
  points: Float32Array,
  dimensions: number,
  row: number,
  k: number,
  among = Array.from({ length: points.length / dimensions }, (_, i) => i),
): readonly (readonly [row: number, distance: number])[] {
  return among
    .filter((other) => other !== row)
    .map((other) => {
      let product = 0;
      for (let i = 0; i < dimensions; i++) {
        product += (points[row * dimensions + i] as number) * (points[other * dimensions + i] as number);
      }
      return [other, Math.max(0, 1 - product)] as const;
    })
    .sort((a, b) => a[1] - b[1] || a[0] - b[0])
    .slice(0, k);
}
