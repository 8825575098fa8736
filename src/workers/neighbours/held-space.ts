import { WinnowError } from '../../shared/errors.ts';
import { type Steps, stepByStep } from '../duplicates/steps.ts';
import { checkpointFor } from '../query/turns.ts';
import type { CallContext } from '../rpc/serve.ts';
import type { FoundNeighbours, NeighbourGraph, Progress } from './calls.ts';
import { extendGraph, isExtendable } from './extend-graph.ts';
import { type KeptGraph, readGraph, readIndex, writeGraph } from './graph-file.ts';
import { type BuiltGraph, buildGraph, type NearestGraph } from './nearest-graph.ts';
import { graphOfSamples, type SampleNodes, sampleNodes } from './sample-graph.ts';
import { indexOfSample, type Space } from './space.ts';

/** What progress is told in: thousandths. */
const WHOLE = 1000;
const STAGE = 'Finding neighbours';

/** A neighbour graph of samples, and what it was made for. */
export interface SampleGraph extends FoundNeighbours {
  readonly graph: NeighbourGraph;
  readonly standsFor: Uint32Array;
}

/** A space and the graph in it, as the thread holds them between calls. */
export interface HeldSpace {
  readonly space: Space;
  /** Null: not read yet, or there is none. */
  kept: KeptGraph | null;
  /** Of the last call, for those that need one after it. */
  last: SampleGraph | null;
}

/**
 * The graph of so many neighbours at least: the one at hand where nothing changed, else the kept one brought up to date, else a
 * new one. What is new is kept.
 */
export async function updateGraph(
  held: HeldSpace,
  standsFor: Uint32Array,
  k: number,
  { signal, progress }: CallContext<Progress>,
): Promise<SampleGraph> {
  const { space } = held;
  const last = held.last;
  if (last !== null && last.k >= k && isSame(last.standsFor, standsFor)) return last;
  if (!areCopiesOf(space.ids, standsFor)) {
    const found = 'The samples with a vector are not those whose copies were named: some came or went meanwhile.';
    throw new WinnowError('dataset_busy', `${found} Try again.`);
  }
  const run = runner(signal, progress);
  held.kept ??= await readGraph(space.directory, space.fit);
  const { samples, graph } = await upToDate(held, standsFor, k, run);
  const neighbours = await run(graphOfSamples(samples, graph.lists, k), null);
  const { isExact, recall } = graph;
  held.last = { graph: neighbours, standsFor, k, isExact, recall };
  return held.last;
}

/** @param stage progress of which is told; null: not told */
type Run = <T>(steps: Steps<T>, stage: string | null) => Promise<T>;

function runner(signal: AbortSignal, progress: (progress: Progress) => void): Run {
  const checkpoint = checkpointFor(signal);
  return (steps, stage) => stepByStep(steps, checkpoint, stage === null ? () => {} : tellOf(stage, progress));
}

/** Whether each sample is named after itself or after an earlier one that is. */
function areCopiesOf(ids: Uint32Array, standsFor: Uint32Array): boolean {
  return (
    ids.length === standsFor.length &&
    standsFor.every((first, i) => {
      if (first === ids[i]) return true;
      const at = indexOfSample(ids, first);
      return at !== -1 && at < i && standsFor[at] === first;
    })
  );
}

async function upToDate(
  held: HeldSpace,
  standsFor: Uint32Array,
  k: number,
  run: Run,
): Promise<{ readonly samples: SampleNodes; readonly graph: NearestGraph }> {
  const { space, kept } = held;
  const usable = kept !== null && kept.graph.lists.width >= k ? kept : null;
  const samples = await run(sampleNodes(space, standsFor, usable?.graph ?? null), null);
  if (usable !== null && isUnchanged(usable.graph, samples)) return { samples, graph: usable.graph };
  if (usable !== null && isExtendable(usable.graph, samples.nodes)) {
    const index = await readIndex(space.directory, space.dimensions, usable);
    if (index !== null) {
      const graph = await run(extendGraph(pointsOf(space), usable.graph, samples.nodes, index), STAGE);
      await keep(held, { graph, index });
      return { samples, graph };
    }
  }
  const anew = await run(sampleNodes(space, standsFor, null), null);
  const built = await run(buildGraph(pointsOf(space), anew.nodes, k), STAGE);
  await keep(held, built);
  return { samples: anew, graph: built.graph };
}

async function keep(held: HeldSpace, built: BuiltGraph): Promise<void> {
  const { directory, fit, mayWrite } = held.space;
  // An index that was extended is not the one on the disk any more: where it cannot be kept, it is made anew the next time.
  held.kept = { graph: built.graph, indexBytes: mayWrite ? await writeGraph(directory, fit, built) : -1 };
}

const pointsOf = ({ points, dimensions }: Space): { readonly rows: Float32Array; readonly dimensions: number } => ({
  rows: points.rows,
  dimensions,
});

function isUnchanged({ alive }: NearestGraph, { nodes }: SampleNodes): boolean {
  return isSame(alive, nodes.alive);
}

function isSame(a: Uint32Array | Uint8Array, b: Uint32Array | Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Tells thousandths of a stage as they are done; never less than before. */
export function tellOf(stage: string, progress: (progress: Progress) => void): (share: number) => void {
  let told = -1;
  return (share) => {
    const done = Math.floor(share * WHOLE);
    if (done > told) progress({ stage, done, total: WHOLE });
    told = Math.max(told, done);
  };
}
