import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IndexSummary } from '../../src/shared/dataset.ts';
import { tarOf } from '../fixtures/write-tar.ts';
import { type Ran, winnow } from './run-winnow.ts';
import { openIndexed, startTestServer } from './test-server.ts';

const work = mkdtempSync(join(tmpdir(), 'winnow-webdataset-'));
const folder = join(work, 'shards');
const pictures = new Map<string, Buffer>();
const run = (...args: readonly string[]): Promise<Ran> => winnow(join(work, 'home'), ...args);
const json = async <T>(...args: readonly string[]): Promise<T> => JSON.parse((await run(...args, '--json')).stdout) as T;

const SHARDS = { 'train-000.tar': ['cat', 'dog', 'cat'], 'val-000.tar': ['dog', 'cat'] } as const;
const CLASSES = ['cat', 'dog'];

/** Two tars of small pictures: a class by number and its name in the metadata, or by number alone with the list beside. */
async function makeShards(into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  let seed = 0;
  for (const [name, labels] of Object.entries(SHARDS)) {
    const members: { name: string; data: string | Buffer }[] = [];
    for (const [place, label] of labels.entries()) {
      const key = `00${place}`;
      const background = { r: 40 * ++seed, g: 90, b: 200 - 30 * seed };
      const data = await sharp({ create: { width: 32, height: 24, channels: 3, background } })
        .jpeg()
        .toBuffer();
      pictures.set(`${name}/${key}.jpg`, data);
      members.push({ name: `${key}.cls`, data: String(CLASSES.indexOf(label)) }, { name: `${key}.jpg`, data });
      members.push({ name: `${key}.json`, data: JSON.stringify({ shot: `shot-${seed}`, width: 32 }) });
    }
    writeFileSync(join(into, name), tarOf(members));
  }
  writeFileSync(join(into, 'classes.txt'), `${CLASSES.join('\n')}\n`);
}

beforeAll(() => makeShards(folder));
afterAll(() => rmSync(work, { recursive: true }));

test('labels are read out of tars, and the pictures exported with the very bytes', async () => {
  const { labels, ...counts } = await json<IndexSummary>('index', folder);
  expect(counts).toMatchObject({ samples: 5, ok: 5, shards: { files: 2, pictures: 5, problems: [] } });
  expect(labels).toMatchObject([
    { format: 'webdataset', files: 3, samples: 5, labelled: 5, fields: ['shot', 'width'], problems: [] },
  ]);
  expect(await json('samples', folder, '--fields', 'path,label,split')).toEqual(
    Object.entries(SHARDS).flatMap(([name, of]) =>
      of.map((label, place) => ({ path: `${name}/00${place}.jpg`, label, split: name.startsWith('val') ? 'val' : 'train' })),
    ),
  );

  const links = join(work, 'links');
  expect(await run('export', folder, links, '--format', 'folders', '--files', 'hardlink')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('train-000.tar/000.jpg lies in a tar, and a link can only lead to a whole file.'),
  });
  expect(existsSync(links)).toBe(false);

  const out = join(work, 'out');
  expect(await run('export', folder, out, '--format', 'folders')).toMatchObject({ status: 0 });
  const manifest = readFileSync(join(out, 'winnow-manifest.jsonl'), 'utf8').trim().split('\n');
  const placed = manifest.map((line): { readonly source: string; readonly path: string } => JSON.parse(line));
  expect(placed.map(({ source }) => source).sort()).toEqual([...pictures.keys()]);
  for (const { source, path } of placed) expect(readFileSync(join(out, path))).toEqual(pictures.get(source));
  expect(await run('verify', out)).toMatchObject({ status: 0 });

  const table = await run('export', folder, join(work, 'table'), '--format', 'csv', '--files', 'none');
  expect(table.stdout).toContain('5 paths lead into a tar, where programs that load pictures do not look.');
});

test('the original of a sample is the bytes of its member', async () => {
  const server = await startTestServer(makeShards);
  try {
    const info = await openIndexed(server);
    const client = server.client();
    const [first] = [...pictures];
    const { body } = await client.fetch(`/api/datasets/${info.id}/images/1`);
    expect(body).not.toBeNull();
    expect(Buffer.from(await new Response(body).arrayBuffer())).toEqual(first?.[1]);
  } finally {
    await server.end();
  }
});
