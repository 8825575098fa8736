import { expect, it } from 'vitest';
import { messageOf } from '../../../src/main/embeddings/start-embed-job.ts';
import type { EmbedSummary } from '../../../src/shared/embedding.ts';

const NOTHING: EmbedSummary = {
  model: 'gradient-histogram',
  title: 'Gradient histogram',
  modelId: 1,
  embedded: 0,
  failed: 0,
  unreachable: 0,
  unchanged: 0,
  failures: [],
  dimensions: 576,
  seconds: 3,
  imagesPerSecond: 0,
  neighbours: null,
  pairsLeft: 0,
};
const neighbours = { k: 15, isExact: false, recall: 0.9912 };

it.each<readonly [string, Partial<EmbedSummary>]>([
  ['There are no pictures to embed', {}],
  ['Nothing new to embed with Gradient histogram; neighbours recall .99', { unchanged: 7, neighbours }],
  ['1,713 embedded with Gradient histogram, 250/s', { embedded: 1713, imagesPerSecond: 250.4 }],
  [
    '713 embedded with Gradient histogram, 2 failed, 1 could not be reached, 250/s; neighbours exact',
    { embedded: 713, failed: 2, unreachable: 1, imagesPerSecond: 250, neighbours: { k: 15, isExact: true, recall: 1 } },
  ],
  [
    'Nothing new to embed with Gradient histogram; 2,000 close pairs are left for the next time',
    { unchanged: 7, pairsLeft: 2000 },
  ],
  ['0 embedded with Gradient histogram, 3 failed', { failed: 3 }],
])('says “%s”', (message, change) => {
  expect(messageOf({ ...NOTHING, ...change })).toBe(message);
});
