import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Projection } from '../../../src/shared/embedding.ts';
import type { NeighbourCalls } from '../../../src/workers/neighbours/calls.ts';
import { createNeighbourHandlers } from '../../../src/workers/neighbours/neighbour-handlers.ts';
import type { CallContext, Handlers } from '../../../src/workers/rpc/serve.ts';

export type Source = NeighbourCalls['open']['input'];

export interface WrittenVectors {
  readonly directory: string;
  readonly dimensions: number;
  readonly projection: Projection;
  readonly vectors: Float32Array;
}

/** Writes vectors as a model's file. @returns the source of the first `count` samples, ids from 1, in the order of their places */
export function writeVectors({ directory, dimensions, projection, vectors }: WrittenVectors, count: number): Source {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'vectors.f16'), new Uint8Array(Float16Array.from(vectors).buffer));
  return {
    directory,
    dimensions,
    projection,
    mayWrite: true,
    ids: Uint32Array.from({ length: count }, (_, i) => i + 1),
    places: Uint32Array.from({ length: count }, (_, i) => i),
  };
}

/** The calls of a thread, in this one. */
export function startSpace(signal = new AbortController().signal): {
  readonly call: <N extends keyof NeighbourCalls>(
    name: N,
    input: NeighbourCalls[N]['input'],
  ) => Promise<NeighbourCalls[N]['output']>;
  readonly stages: readonly string[];
} {
  const handlers = createNeighbourHandlers();
  const stages: string[] = [];
  return {
    stages,
    call: async (name, input) => {
      const context: CallContext<NeighbourCalls[typeof name]['progress']> = {
        signal,
        progress: ({ stage }: { readonly stage: string }) => {
          if (stages.at(-1) !== stage) stages.push(stage);
        },
      };
      return (handlers as Handlers<NeighbourCalls>)[name](input, context as never);
    },
  };
}
