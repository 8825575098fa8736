import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DoorClient, errorOf } from '../../src/main/cli/ask-door.ts';
import type { QueryAnswer } from '../../src/shared/api.ts';
import type { Probe } from '../../src/shared/embedding.ts';
import type { SimilarAnswer } from '../../src/shared/embedding-api.ts';
import { decodeFrame } from '../../src/shared/frame.ts';
import type { Job } from '../../src/shared/job.ts';
import { sendFile, serveFiles } from '../main/models/file-server.ts';
import { entryOf, remoteFile, writeCatalogue } from '../main/models/made-catalogue.ts';
import { tinyImageEncoder, tinyTextEncoder } from '../main/models/tiny-onnx.ts';
import { winnow } from './run-winnow.ts';
import { endOfJob, openIndexed, startTestServer, type TestServer, TRANSPORTS } from './test-server.ts';

/** Plain pictures of these colours, in this order of paths. */
const COLORS = ['#f00000', '#e81000', '#e00820', '#00f000', '#10e800', '#0000f0', '#1000e8', '#081ce0'];
const NAMES = ['red/0', 'red/1', 'red/2', 'green/3', 'green/4', 'blue/5', 'blue/6', 'blue/7'];

/** A tokenizer that knows the words of three colours, and what a model of words makes of them. */
const MERGES = '#version: 0.2\nr e\nre d</w>\ng re\ngre e\ngree n</w>\nb l\nbl ue</w>\nu e</w>\n';
const MEANINGS = new Map<number, readonly [number, number, number]>([
  [513, [1, 0, 0]],
  [516, [0, 1, 0]],
  [518, [0, 0, 1]],
]);

const plain = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 32, height: 32, channels: 3, background } })
    .png()
    .toBuffer();

async function makeColors(folder: string): Promise<void> {
  for (const [i, name] of NAMES.entries()) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, `${name}.png`), await plain(COLORS[i] ?? ''));
  }
}

let server: TestServer;
let route: string;
beforeAll(async () => {
  server = await startTestServer(makeColors);
  route = `/api/datasets/${(await openIndexed(server)).id}`;
});
afterAll(() => server.end());

const paths = (answer: SimilarAnswer): readonly string[] => answer.map(({ path }) => path);

async function probe(client: DoorClient, bytes: Uint8Array, title: string): Promise<Probe> {
  const headers = { 'content-type': 'application/octet-stream' };
  const body = new Uint8Array(bytes);
  const response = await client.fetch(`${route}/probes?title=${encodeURIComponent(title)}`, { method: 'POST', headers, body });
  if (!response.ok) throw await errorOf(response);
  return (await response.json()) as Probe;
}

test('without embeddings the answer says what to do', async () => {
  const client = server.client();
  const refusal = { code: 'no_embeddings', message: expect.stringContaining('winnow embed') };
  await expect(client.post(`${route}/similar`, { to: [1], k: 3 })).rejects.toMatchObject(refusal);
  await expect(probe(client, await plain('red'), 'a')).rejects.toMatchObject(refusal);
  const ran = await winnow(server.home, 'similar', server.folder, 'red/0.png');
  expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining('winnow embed')]);
});

describe('with embeddings', () => {
  beforeAll(async () => {
    const model = join(server.home, 'tiny.onnx');
    await writeFile(model, tinyImageEncoder());
    const client = server.client();
    const job = await client.post<Job>(`${route}/embed`, { model, map: false });
    expect(await endOfJob(client, job.id)).toMatchObject({ state: 'done' });
  });

  describe.each(TRANSPORTS)('over %s', (transport) => {
    const client = (): DoorClient => server.client(transport);
    const similar = (what: object): Promise<SimilarAnswer> => client().post<SimilarAnswer>(`${route}/similar`, what);
    const idOf = async (path: string): Promise<number> => {
      const query = { filter: { kind: 'path', pattern: path }, sort: { field: 'id', descending: false } };
      const { rows } = await client().post<{ rows: readonly { id: number }[] }>(`${route}/rows`, {
        query,
        fields: ['id'],
        limit: 1,
        offset: 0,
      });
      return rows[0]?.id ?? 0;
    };

    test('the nearest of a sample are others of its kind, nearest first', async () => {
      const answer = await similar({ to: [await idOf('red/0.png')], k: 2 });
      expect(paths(answer)).toEqual(['red/1.png', 'red/2.png']);
      const [first, second] = answer.map(({ distance }) => distance);
      expect(first).toBeGreaterThan(0);
      expect(second).toBeGreaterThan(first ?? 2);
    });

    test('away from others, and among those of a query', async () => {
      const [red, blue] = [await idOf('red/0.png'), await idOf('blue/5.png')];
      expect(paths(await similar({ to: [red, blue], k: 20 })).length).toBe(6);
      expect(paths(await similar({ to: [red], away: [blue], k: 20 })).at(-1)).toMatch(/^blue/);
      const query = { filter: { kind: 'equals', field: 'label', value: 'green' }, sort: { field: 'path', descending: false } };
      expect(paths(await similar({ to: [red], k: 20, query })).toSorted()).toEqual(['green/3.png', 'green/4.png']);
    });

    test('a picture that is no sample finds the sample it equals, also as an order of the grid', async () => {
      const same = await probe(client(), await plain(COLORS[3] ?? ''), 'green.png');
      expect(same).toMatchObject({ name: expect.stringMatching(/^@\d+$/), title: 'green.png' });
      const [first, second] = await similar({ to: [same.name], k: 2 });
      expect([first?.path, second?.path]).toEqual(['green/3.png', 'green/4.png']);
      expect(first?.distance).toBeLessThan(1e-4);
      const query = { filter: null, sort: { field: 'similar', descending: true, to: [same.name], away: [] } };
      const response = await client().fetch(`${route}/query`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const { columns } = decodeFrame<QueryAnswer>(await response.arrayBuffer());
      expect([columns.ids?.[0], columns.ids?.length]).toEqual([first?.id, NAMES.length]);
    });

    test('what is no picture, words for a model without, and names that are gone are refused', async () => {
      const words = Buffer.from('these are words, not an image');
      const about = { code: 'bad_request', message: expect.stringContaining('notes.txt') };
      await expect(probe(client(), words, 'notes.txt')).rejects.toMatchObject(about);
      await expect(probe(client(), Buffer.alloc(0), 'notes.txt')).rejects.toMatchObject(about);
      const takesNone = { code: 'bad_request', message: expect.stringContaining('takes no words') };
      await expect(client().post(`${route}/probes`, { text: 'a red thing' })).rejects.toMatchObject(takesNone);
      const gone = { code: 'not_found', message: expect.stringContaining('@999') };
      await expect(similar({ to: ['@999'], k: 1 })).rejects.toMatchObject(gone);
      await expect(similar({ to: [99], k: 1 })).rejects.toMatchObject({ code: 'not_found' });
      await expect(similar({ to: [], k: 1 })).rejects.toMatchObject({ code: 'bad_request' });
      await expect(similar({ to: [1], k: 0 })).rejects.toMatchObject({ code: 'bad_request' });
    });
  });

  test('winnow similar lists the nearest of samples, of files in the dataset and of files elsewhere', async () => {
    const run = (...args: string[]) => winnow(server.home, 'similar', server.folder, ...args);
    const bySample = await run('red/0.png', '--k', '2', '--csv');
    expect(bySample.stdout.split('\n').map((line) => line.split(',')[0])).toEqual(['path', 'red/1.png', 'red/2.png', '']);
    const byFile = await run(join(server.folder, 'red/0.png'), '--k', '2', '--csv');
    expect(byFile.stdout).toBe(bySample.stdout);
    const elsewhere = join(server.home, 'elsewhere.png');
    await writeFile(elsewhere, await plain(COLORS[5] ?? ''));
    const [nearest] = JSON.parse((await run(elsewhere, '--k', '1', '--json')).stdout) as SimilarAnswer;
    expect(nearest).toMatchObject({ path: 'blue/5.png' });
    expect(nearest?.distance).toBeLessThan(1e-4);
    const among = await run('red/0.png', '--away', 'green/3.png', '--where', 'label:blue', '--jsonl');
    expect(among.stdout.trim().split('\n').length).toBe(3);
    expect((await run('red/0.png')).stdout).toMatch(/^path +distance\n/);
  });

  test('winnow similar says what is wrong', async () => {
    const run = (...args: string[]) => winnow(server.home, 'similar', server.folder, ...args);
    expect(await run()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('nothing to be similar to') });
    expect(await run('red/0.png', '--k', '0')).toMatchObject({ status: 2 });
    const unknown = await run('red/9.png');
    expect(unknown).toMatchObject({ status: 1, stderr: expect.stringContaining('neither a sample') });
    const words = join(server.home, 'words.txt');
    await writeFile(words, 'words');
    expect(await run(words)).toMatchObject({ status: 1, stderr: expect.stringContaining('words.txt cannot be looked at') });
    expect(await run('--text', 'red')).toMatchObject({ status: 1, stderr: expect.stringContaining('takes no words') });
  });

  test('words find the pictures they describe, where the model takes words', async () => {
    const encoder = tinyTextEncoder(Array.from({ length: 512 + 8 + 2 }, (_, id) => MEANINGS.get(id) ?? [0.01, 0.01, 0.01]));
    const image = tinyImageEncoder();
    const files = { '/image': sendFile(image), '/text': sendFile(encoder), '/merges': sendFile(Buffer.from(MERGES)) };
    const sender = await serveFiles(files);
    const text = {
      encoder: remoteFile('text.onnx', `${sender.url}/text`, encoder),
      merges: remoteFile('merges.txt', `${sender.url}/merges`, MERGES),
      length: 8,
    };
    const input = { name: 'pixel_values', layout: 'nchw', type: 'float32', width: 8, height: 8, batch: null };
    const output = { name: 'image_embeds', isInner: false, dimensions: 3 };
    const model = remoteFile('image.onnx', `${sender.url}/image`, image);
    writeCatalogue(server.home, [entryOf('tiny-clip', model, { text, input, output })]);
    const client = server.client();
    await endOfJob(client, (await client.post<Job>('/api/models/tiny-clip/get')).id);
    await sender.close();
    const job = await client.post<Job>(`${route}/embed`, { model: 'tiny-clip', map: false });
    expect(await endOfJob(client, job.id)).toMatchObject({ state: 'done' });
    for (const [words, found] of [
      ['a RED thing', 'red'],
      ['green', 'green'],
      ['the blue', 'blue'],
    ] as const) {
      const { name, title } = await client.post<Probe>(`${route}/probes`, { text: words });
      expect(title).toBe(`"${words}"`);
      const nearest = await client.post<SimilarAnswer>(`${route}/similar`, { to: [name], k: 2 });
      expect(paths(nearest).map((path) => path.split('/')[0])).toEqual([found, found]);
    }
    const ran = await winnow(server.home, 'similar', server.folder, '--text', 'green', '--k', '2', '--csv');
    expect(
      ran.stdout
        .split('\n')
        .slice(1, 3)
        .every((line) => line.startsWith('green/')),
    ).toBe(true);
  });
});
