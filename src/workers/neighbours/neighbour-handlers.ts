import { WinnowError } from '../../shared/errors.ts';
import { type Steps, stepByStep } from '../duplicates/steps.ts';
import { checkpointFor, Turns } from '../query/turns.ts';
import { type Handlers, transfer } from '../rpc/serve.ts';
import type { NeighbourCalls, NeighbourGraph, ProbeVector, SimilarityInput } from './calls.ts';
import { closePairs } from './close-pairs.ts';
import { type HeldSpace, tellOf, updateGraph } from './held-space.ts';
import { largestValues } from './largest-values.ts';
import { leadingComponents } from './leading-components.ts';
import { openSpace } from './open-space.ts';
import { project } from './projection.ts';
import { similarity } from './similarity.ts';
import { indexOfSample, type Space } from './space.ts';
import { SCORED_NEIGHBOURS, spaceScores } from './space-scores.ts';

/** The calls of the thread that holds a model's vectors. What changes what it holds happens one after the other. */
export function createNeighbourHandlers(): Handlers<NeighbourCalls> {
  const turns = new Turns();
  let held: HeldSpace | null = null;

  function opened(): HeldSpace {
    if (held === null) throw new WinnowError('internal', 'No space is open in this thread; "open" comes first.');
    return held;
  }

  return {
    open: (source, { signal, progress }) =>
      turns.run(signal, async (checkpoint) => {
        const before = held?.space.directory === source.directory ? held : null;
        const { space, isRefitted } = await openSpace({ source, before: before?.space ?? null, checkpoint, progress });
        held = { space, kept: before?.space.fit === space.fit ? before.kept : null, last: null };
        return { samples: space.ids.length, dimensions: space.dimensions, isRefitted };
      }),
    neighbours: ({ standsFor, k }, context) =>
      turns.run(context.signal, async () => {
        const { graph, isExact, recall } = await updateGraph(opened(), standsFor, k, context);
        return transferred({ ...nearestOf(graph, k), isExact, recall });
      }),
    scores: (input, context) =>
      turns.run(context.signal, async (checkpoint) => {
        const it = opened();
        const { graph } = await updateGraph(it, input.standsFor, SCORED_NEIGHBOURS, context);
        const onDone = tellOf('Scoring', context.progress);
        const scores = await stepByStep(spaceScores(it.space, graph, input), checkpoint, onDone);
        const { ids, outlier, uniqueness, representativeness, classDistance } = scores;
        const buffers = [ids, outlier, uniqueness, representativeness, classDistance].map(({ buffer }) => buffer);
        return transfer(scores, buffers);
      }),
    similarity: async (input, { signal }) => {
      const { space } = opened();
      const values = await stepByStep(similarities(space, input), checkpointFor(signal), () => {});
      const ids = space.ids.slice();
      return transfer({ ids, values }, [ids.buffer, values.buffer]);
    },
    nearest: async ({ k, among, ...input }, { signal }) => {
      const { space } = opened();
      const run = <T>(steps: Steps<T>): Promise<T> => stepByStep(steps, checkpointFor(signal), () => {});
      const values = await run(similarities(space, input));
      const candidates = entriesAmong(space.ids, among, new Set([...input.to, ...input.away]));
      const nearest = await run(largestValues(values, candidates, k));
      return { ids: nearest.map((i) => space.ids[i] as number), values: Float32Array.from(nearest, (i) => values[i] as number) };
    },
    vectors: async ({ ids: asked, components }, { signal, progress }) => {
      const { space } = opened();
      const entries = asked === null ? null : entriesOf(space, asked);
      const ids = entries === null ? space.ids.slice() : entries.map((i) => space.ids[i] as number);
      const places = entries === null ? space.places : entries.map((i) => space.places[i] as number);
      const steps = leadingComponents(space, places, components);
      const { dimensions, vectors } = await stepByStep(steps, checkpointFor(signal), tellOf('Reading vectors', progress));
      return transfer({ ids, dimensions, vectors }, [ids.buffer, vectors.buffer]);
    },
    closePairs: ({ standsFor, maxDistance, k }, context) =>
      turns.run(context.signal, async (checkpoint) => {
        const { graph } = await updateGraph(opened(), standsFor, k, context);
        const pairs = await stepByStep(closePairs(graph, maxDistance, k), checkpoint, () => {});
        return transfer(pairs, [pairs.a.buffer, pairs.b.buffer, pairs.distances.buffer]);
      }),
  };
}

/** A copy with k neighbours a sample, of a graph that may have more. */
function nearestOf({ ids, k: width, neighbours, distances }: NeighbourGraph, k: number): NeighbourGraph {
  const fewer = { ids: ids.slice(), k, neighbours: new Uint32Array(ids.length * k), distances: new Float32Array(ids.length * k) };
  for (let row = 0; row < ids.length; row++) {
    fewer.neighbours.set(neighbours.subarray(row * width, row * width + k), row * k);
    fewer.distances.set(distances.subarray(row * width, row * width + k), row * k);
  }
  return fewer;
}

function transferred<T extends NeighbourGraph>(graph: T): T {
  return transfer(graph, [graph.ids.buffer, graph.neighbours.buffer, graph.distances.buffer]);
}

/** Places of samples among those of the space; samples without a point are left out. */
function entriesOf({ ids }: Space, asked: Uint32Array): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(Array.from(asked, (id) => indexOfSample(ids, id)).filter((i) => i !== -1));
}

/** Entries of `ids` that are among others and not left out; both ascend. @param among null: all */
function entriesAmong(ids: Uint32Array, among: Uint32Array | null, leftOut: ReadonlySet<number>): Uint32Array<ArrayBuffer> {
  const entries = new Uint32Array(ids.length);
  let count = 0;
  for (let i = 0, at = 0; i < ids.length; i++) {
    const id = ids[i] as number;
    if (among !== null) {
      while (at < among.length && (among[at] as number) < id) at++;
      if (among[at] !== id) continue;
    }
    if (!leftOut.has(id)) entries[count++] = i;
  }
  return entries.subarray(0, count);
}

function* similarities(space: Space, { to, away, probesTo, probesAway }: SimilarityInput): Steps<Float32Array<ArrayBuffer>> {
  const pointsTo = [...pointsOfSamples(space, to), ...(yield* pointsOfProbes(space, probesTo))];
  const pointsAway = [...pointsOfSamples(space, away), ...(yield* pointsOfProbes(space, probesAway))];
  if (pointsTo.length + pointsAway.length === 0) throw noVectors(to.length + away.length);
  return yield* similarity(space, pointsTo, pointsAway);
}

function pointsOfSamples(space: Space, asked: Uint32Array): readonly Float32Array[] {
  const { dimensions, places, points } = space;
  return Array.from(entriesOf(space, asked), (i) => {
    const at = (places[i] as number) * dimensions;
    return points.rows.subarray(at, at + dimensions);
  });
}

/**
 * Vectors as the model gave them become points like those of samples. What a text model gives lies far from all pictures, in
 * one direction [Liang et al. 2022, Mind the gap]: taken from the middle of the pictures it would be that direction above all.
 */
function* pointsOfProbes({ projection }: Space, probes: readonly ProbeVector[]): Steps<readonly Float32Array[]> {
  const points: Float32Array[] = [];
  for (const { vector, isText } of probes) {
    if (vector.length !== projection.dimensions) {
      const found = `A vector of ${vector.length} numbers cannot be compared with those of ${projection.dimensions} numbers here.`;
      throw new WinnowError('bad_request', `${found} Give the picture or text to the active model again.`);
    }
    const mean = isText ? new Float64Array(vector.length) : projection.mean;
    points.push(yield* project(vector, { ...projection, mean }));
  }
  return points;
}

function noVectors(count: number): WinnowError {
  const what = count === 1 ? 'The sample asked for has' : `None of the ${count} samples asked for have`;
  return new WinnowError(
    'not_found',
    `${what} no vector of this model, so nothing can be compared with it. Embed the dataset again.`,
  );
}
