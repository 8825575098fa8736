import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { matchingSamples, orderedSamples } from '../../../src/main/dataset/matching-samples.ts';
import { openDataset } from '../../../src/main/dataset/open.ts';
import { thumbsWriterOf, writerOf } from '../../../src/main/dataset/writer-of.ts';
import { putThumbs } from '../../../src/main/index/thumbs.ts';
import { createSpaces } from '../../../src/main/neighbours/create-spaces.ts';
import type { SimilarTo } from '../../../src/shared/embedding.ts';
import type { Query, SimilaritySort } from '../../../src/shared/query.ts';
import { embedFolder, tinyPngs, vectorsOf } from '../../fixtures/embed-folder.ts';
import { addSamples } from '../../fixtures/make-index.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';

const PICTURES = 12;
const { signal } = new AbortController();
const spaces = createSpaces();

let dataset: Dataset;
/** By id: what the model gave, less the mean, to length 1. */
let points: readonly (readonly number[])[];
let unseen: number;

beforeAll(async () => {
  const folder = tempFolder();
  const files = await tinyPngs(PICTURES);
  writeFiles(folder, files);
  dataset = await openDataset({ home: tempFolder(), request: { folder }, endpoint: null });
  const entries = Object.entries(files);
  const contentHash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
  const ids = addSamples(
    writerOf(dataset),
    entries.map(([path, bytes]) => ({ path, contentHash: contentHash(bytes), hasThumb: true })),
  );
  putThumbs(
    thumbsWriterOf(dataset),
    entries.map(([, jpeg], k) => ({ id: ids[k] ?? 0, jpeg })),
  );
  unseen = addSamples(writerOf(dataset), [{ path: 'later.png', status: 'corrupt' }])[0] ?? 0;
  await dataset.changed(null);
});
afterAll(async () => {
  await spaces.close();
  await dataset.close();
});

const similar = (to: readonly SimilarTo[], away: readonly SimilarTo[] = [], descending = true): SimilaritySort => ({
  field: 'similar',
  descending,
  to,
  away,
});
const ordered = async (sort: Query['sort'], filter: Query['filter'] = null): Promise<readonly number[]> => [
  ...(await orderedSamples({ spaces }, dataset, { filter, sort }, signal)).ids,
];

/** Mean cosine to all of `to` less that to all of `away`. */
function similarityTo(id: number, to: readonly number[], away: readonly number[]): number {
  const dot = (other: number): number => (points[id] ?? []).reduce((sum, value, k) => sum + value * (points[other]?.[k] ?? 0), 0);
  const mean = (others: readonly number[]): number => others.reduce((sum, other) => sum + dot(other) / others.length, 0);
  return mean(to) - mean(away);
}

const byHand = (to: readonly number[], away: readonly number[]): readonly number[] =>
  Array.from({ length: PICTURES }, (_, k) => k + 1).sort((a, b) => similarityTo(b, to, away) - similarityTo(a, to, away));

describe('orders by similarity', () => {
  it('need embeddings, and say so', async () => {
    await expect(ordered(similar([1]))).rejects.toMatchObject({
      code: 'no_embeddings',
      message: expect.stringContaining('winnow embed'),
    });
  });

  it('are worked out from the vectors of the active model, and again when those change', async () => {
    await embedFolder({ dataset });
    const vectors = Object.values(await vectorsOf(dataset));
    const paths = Object.keys(await vectorsOf(dataset));
    const idOf = dataset.read.prepare<[string], number>('SELECT id FROM sample WHERE path = ?').pluck();
    const mean = vectors[0]?.map((_, k) => vectors.reduce((sum, vector) => sum + (vector[k] ?? 0) / vectors.length, 0)) ?? [];
    const byId: number[][] = [];
    for (const [at, vector] of vectors.entries()) {
      const centred = vector.map((value, k) => value - (mean[k] ?? 0));
      byId[idOf.get(paths[at] ?? '') ?? 0] = centred.map((value) => value / Math.hypot(...centred));
    }
    points = byId;
    expect(await ordered(similar([3]))).toEqual([...byHand([3], []), unseen]);
    expect(await ordered(similar([3, 5], [7]))).toEqual([...byHand([3, 5], [7]), unseen]);
    expect(await ordered(similar([3], [], false))).toEqual([...byHand([3], []).toReversed(), unseen]);
    expect(await ordered(similar([], [4]))).toEqual([...byHand([], [4]), unseen]);

    const isKnown = async (): Promise<boolean> => (await dataset.query.call('hasSimilarity', { sort: similar([3]) })).isKnown;
    expect(await isKnown()).toBe(true);
    await dataset.changed(null, 'embeddings');
    expect(await isKnown()).toBe(false);
    expect(await ordered(similar([3]))).toEqual([...byHand([3], []), unseen]);
  });

  it('say which sample they lack', async () => {
    const refusal = (words: string) => expect.objectContaining({ code: 'bad_query', message: expect.stringContaining(words) });
    await expect(ordered(similar([3, 999]))).rejects.toEqual(refusal('no sample 999'));
    await expect(ordered(similar([3], [unseen]))).rejects.toEqual(refusal(`not seen sample ${unseen}`));
    await expect(ordered(similar([3, '@7']))).rejects.toEqual(refusal('@7'));
    await expect(ordered(similar([]))).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('do not matter for who matches', async () => {
    const filter = { kind: 'compare', field: 'id', comparison: '<', value: 4 } as const;
    expect([...(await matchingSamples(dataset, { filter }))]).toEqual([1, 2, 3]);
    expect(await ordered(similar([2]), filter)).toEqual(byHand([2], []).filter((id) => id < 4));
  });
});
