import { expect, test } from 'vitest';
import { arrangeSamples } from '../../../src/main/arrange/arrange-samples.ts';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import type { Spaces } from '../../../src/main/neighbours/spaces.ts';
import type { NeighbourCalls } from '../../../src/workers/neighbours/calls.ts';
import type { Client } from '../../../src/workers/rpc/client.ts';
import { randomColours } from '../../workers/arrange/vectors.ts';

const DATASET = {} as Dataset;

/** A space of colours that has a vector of every id but those divisible by ten. */
const colours: Pick<Spaces, 'of'> = {
  of: async () =>
    ({
      call: async (_name: 'vectors', { ids: asked }: { readonly ids: Uint32Array }) => {
        const ids = asked.filter((id) => id % 10 !== 0);
        return { ids, dimensions: 3, vectors: randomColours(ids.length, 1) };
      },
    }) as unknown as Client<NeighbourCalls>,
};

const samples = (count: number) => ({
  dataset: DATASET,
  spaces: colours,
  modelId: 1,
  ids: Uint32Array.from({ length: count }, (_, k) => k + 1),
  aspect: 1,
});

test('cells hold ids, and samples whose vectors went away meanwhile are left out', async () => {
  const context = { signal: new AbortController().signal, report: () => {} };
  const { cells, levels, leftOut } = await arrangeSamples(samples(100), context);
  expect(leftOut).toBe(10);
  expect(cells.filter((id) => id !== 0)).toHaveLength(90);
  expect(cells.some((id) => id !== 0 && id % 10 === 0)).toBe(false);
  expect(cells).toContain(levels.at(-1)?.medoids[0]);
});

test('a cancel ends it at once, in the middle', async () => {
  const cancel = new AbortController();
  let cancelledMs = 0;
  const arranging = arrangeSamples(samples(200_000), {
    signal: cancel.signal,
    report({ stage, done }) {
      if (stage !== undefined || done === 0 || cancel.signal.aborted) return;
      cancelledMs = performance.now();
      cancel.abort();
    },
  });
  await expect(arranging).rejects.toMatchObject({ name: 'AbortError' });
  expect(performance.now() - cancelledMs).toBeLessThan(2000);
});
