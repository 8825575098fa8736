import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { encodeFrame } from '../../shared/frame.ts';
import { readFrame, replaceWith, writeWhole } from './model-files.ts';
import type { BuiltGraph, NearestGraph } from './nearest-graph.ts';
import { createPointIndex, type PointIndex } from './point-index.ts';

const GRAPH = 'neighbours.frame';
const INDEX = 'index.usearch';
/** Raised when graphs of older ones are of no use. */
const VERSION = 1;

const headerSchema = z.object({
  version: z.literal(VERSION),
  fit: z.string(),
  width: z.number().int().positive(),
  isExact: z.boolean(),
  recall: z.number(),
  expansion: z.number().int().min(0),
  /** Of the index's file, which is written first. */
  indexBytes: z.number().int().min(0),
});

/** A graph as it was kept. */
export interface KeptGraph {
  readonly graph: NearestGraph;
  readonly indexBytes: number;
}

/** @returns null where there is none of this fit */
export async function readGraph(directory: string, fit: string): Promise<KeptGraph | null> {
  const frame = await readFrame(directory, GRAPH);
  const parsed = headerSchema.safeParse(frame?.header);
  if (!parsed.success || parsed.data.fit !== fit) return null;
  const { places, owners, alive, nodes, distances } = frame?.columns ?? {};
  const areThere =
    places instanceof Uint32Array && owners instanceof Uint32Array && alive instanceof Uint8Array && nodes instanceof Uint32Array;
  if (!areThere || !(distances instanceof Float32Array)) return null;
  const { width, isExact, recall, expansion, indexBytes } = parsed.data;
  const graph = {
    places,
    owners,
    alive,
    lists: { width, nodes, distances },
    isExact,
    recall,
    expansion,
  };
  return { graph, indexBytes };
}

/** @returns null where the index's file is gone or is not the one that belongs to the graph */
export async function readIndex(directory: string, dimensions: number, kept: KeptGraph): Promise<PointIndex | null> {
  const file = join(directory, INDEX);
  const found = await stat(file).catch(() => null);
  if (found === null || found.size !== kept.indexBytes) return null;
  try {
    const index = createPointIndex(dimensions, file);
    return index.size === kept.graph.places.length ? index : null;
  } catch {
    // Cut off or something else, says usearch: it is made again.
    return null;
  }
}

/**
 * The index first: killed in between, it is not the one that the graph's file names, and is made again.
 * @returns bytes of the index's file
 */
export async function writeGraph(directory: string, fit: string, { graph, index }: BuiltGraph): Promise<number> {
  if (index === null) await rm(join(directory, INDEX), { force: true });
  else await replaceWith(directory, INDEX, (file) => index.save(file));
  const indexBytes = index === null ? 0 : (await stat(join(directory, INDEX))).size;
  const { places, owners, alive, lists, isExact, recall, expansion } = graph;
  const header = { version: VERSION, fit, width: lists.width, isExact, recall, expansion, indexBytes };
  const columns = { places, owners, alive, nodes: lists.nodes, distances: lists.distances };
  await writeWhole(directory, GRAPH, encodeFrame(header, columns));
  return indexBytes;
}
