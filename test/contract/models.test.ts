import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DoorClient, errorOf } from '../../src/main/cli/ask-door.ts';
import type { ModelInfo, ModelInspection } from '../../src/shared/embedding.ts';
import type { Job } from '../../src/shared/job.ts';
import { hasTestData, testData } from '../fixtures/test-data.ts';
import { type FileServer, sendFile, serveFiles } from '../main/models/file-server.ts';
import { entryOf, remoteFile, writeCatalogue } from '../main/models/made-catalogue.ts';
import { tinyImageEncoder } from '../main/models/tiny-onnx.ts';
import { startWinnow, winnow } from './run-winnow.ts';
import { endOfJob, startTestServer, type TestServer, TRANSPORTS } from './test-server.ts';

const BYTES = tinyImageEncoder();
const SLOW = Buffer.alloc(150_000, 7);
const INPUT = { name: 'pixel_values', layout: 'nchw', type: 'float32', width: 8, height: 8, batch: null };
const OUTPUT = { name: 'image_embeds', isInner: false, dimensions: 3 };

let server: TestServer;
let files: FileServer;

beforeAll(async () => {
  server = await startTestServer();
  files = await serveFiles({
    '/tiny': sendFile(BYTES, { pauseMs: 300 }),
    '/slow': sendFile(SLOW, { pauseMs: 20 }),
    '/wrong': sendFile(Buffer.from(BYTES).fill(0)),
  });
  const entry = (name: string, path: string, bytes: Uint8Array) =>
    entryOf(name, remoteFile(`${name}.onnx`, `${files.url}${path}`, bytes), { input: INPUT, output: OUTPUT });
  writeCatalogue(server.home, [
    entry('tiny', '/tiny', BYTES),
    entry('slow', '/slow', SLOW),
    entry('wrong', '/wrong', BYTES),
    entry('gone', '/gone', BYTES),
  ]);
});
afterAll(async () => {
  await server.end();
  await files.close();
});

const infoOf = async (client: DoorClient, name: string): Promise<ModelInfo | undefined> =>
  (await client.get<readonly ModelInfo[]>('/api/models')).find((one) => one.name === name);

describe.each(TRANSPORTS)('over %s', (transport) => {
  const client = (): DoorClient => server.client(transport);

  test('the built-in model comes first, then those to download', async () => {
    const models = await client().get<readonly ModelInfo[]>('/api/models');
    expect(models[0]).toMatchObject({ name: 'gradient-histogram', origin: 'built-in', state: 'ready' });
    expect(models[1]).toMatchObject({ name: 'tiny', origin: 'catalogue', state: 'available', manifest: null });
    expect(models.map(({ name }) => name)).toContain('clip-vit-b32');
  });

  test('a download is one job, however often it is asked for', async () => {
    const [first, second] = await Promise.all([
      client().post<Job>('/api/models/tiny/get'),
      client().post<Job>('/api/models/tiny/get'),
    ]);
    expect(first).toMatchObject({ kind: 'model', datasetId: null, subject: 'tiny', stage: 'Downloading tiny' });
    expect(second?.id).toBe(first?.id);
    const ended = await endOfJob(client(), first?.id ?? '');
    expect(ended).toMatchObject({
      state: 'done',
      done: BYTES.length,
      total: BYTES.length,
      result: { name: 'tiny', state: 'ready' },
    });
    expect(await infoOf(client(), 'tiny')).toMatchObject({ state: 'ready', manifest: { output: OUTPUT } });
    const left = await client().delete<readonly ModelInfo[]>('/api/models/tiny');
    expect(left.find(({ name }) => name === 'tiny')).toMatchObject({ state: 'available' });
  });

  test('a download can be cancelled', async () => {
    const { id } = await client().post<Job>('/api/models/slow/get');
    await expect
      .poll(async () => (await client().get<readonly Job[]>('/api/jobs')).find((job) => job.id === id)?.done)
      .toBeGreaterThan(0);
    await client().post(`/api/jobs/${id}/cancel`);
    expect(await endOfJob(client(), id)).toMatchObject({ state: 'cancelled' });
    expect(await infoOf(client(), 'slow')).toMatchObject({ state: 'available' });
    await client().delete('/api/models/slow');
  });

  test('a download that fails says what was tried', async () => {
    const { id } = await client().post<Job>('/api/models/gone/get');
    expect(await endOfJob(client(), id)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining(`${files.url}/gone: the file is not there (HTTP 404)`),
    });
  });

  test('a file is read, added and forgotten', async () => {
    const file = join(server.folder, '..', `${transport.replace(' ', '-')}.onnx`);
    await writeFile(file, BYTES);
    const inspection = await client().post<ModelInspection>('/api/models/inspect', { file });
    expect(inspection).toMatchObject({ inputs: [{ name: 'pixel_values' }], outputs: [{ name: 'image_embeds' }] });
    const added = await client().post<ModelInfo>('/api/models', { file, name: 'mine', output: 'pooled' });
    expect(added).toMatchObject({ name: 'mine', file, state: 'ready', manifest: { output: { name: 'pooled', isInner: true } } });
    expect(await client().delete<readonly ModelInfo[]>('/api/models/mine')).not.toContainEqual(
      expect.objectContaining({ name: 'mine' }),
    );
  });

  test('what is wrong with a request is said, with a fitting status', async () => {
    const file = join(server.folder, 'notes.txt');
    const cases = [
      ['POST', '/api/models/inspect', JSON.stringify({ file }), 400, 'bad_model'],
      ['POST', '/api/models/inspect', '{"file":"relative.onnx"}', 400, 'bad_request'],
      ['POST', '/api/models/inspect', '{}', 400, 'bad_request'],
      ['POST', '/api/models', JSON.stringify({ file: '/nowhere/m.onnx' }), 404, 'model_missing'],
      ['POST', '/api/models', JSON.stringify({ file, name: '../up' }), 400, 'bad_request'],
      ['POST', '/api/models/none/get', undefined, 404, 'not_found'],
      ['POST', '/api/models/gradient-histogram/get', undefined, 400, 'bad_request'],
      ['DELETE', '/api/models/gradient-histogram', undefined, 400, 'bad_request'],
      ['DELETE', '/api/models/none', undefined, 404, 'not_found'],
    ] as const;
    for (const [method, path, body, status, code] of cases) {
      const response = await client().fetch(path, body === undefined ? { method } : { method, body });
      expect([path, response.status, (await errorOf(response)).code]).toEqual([path, status, code]);
    }
  });
});

describe('winnow models', () => {
  test('lists as a table and as JSON', async () => {
    const { status, stdout } = await winnow(server.home, 'models');
    expect(status).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^name +state +size +licence +verified +words +describes$/);
    expect(lines.find((line) => line.startsWith('clip-vit-b32 '))).toMatch(/available +606\.3 MB +MIT +SHA-256 +yes/);
    const json = JSON.parse((await winnow(server.home, 'models', '--json')).stdout) as readonly ModelInfo[];
    expect(json.map(({ name }) => name).slice(0, 2)).toEqual(['gradient-histogram', 'tiny']);
  });

  test('get says what comes, verifies it, and remove removes it', async () => {
    const got = await winnow(server.home, 'models', 'get', 'tiny');
    expect(got).toMatchObject({ status: 0, stdout: `tiny is here, verified: ${join(server.home, 'models/tiny/tiny.onnx')}\n` });
    expect(got.stderr).toMatch(/^Downloading tiny: 1 kB, licence MIT, from https:\/\/example\.org\nSHA-256 [0-9a-f]{64}\n/);
    expect(JSON.parse((await winnow(server.home, 'models', 'get', 'tiny', '--json')).stdout)).toMatchObject({
      name: 'tiny',
      state: 'ready',
    });
    expect(await winnow(server.home, 'models', 'remove', 'tiny')).toMatchObject({ status: 0, stdout: 'Removed tiny.\n' });
  });

  test('get refuses wrong bytes, and goes on where it was interrupted', async () => {
    const wrong = await winnow(server.home, 'models', 'get', 'wrong');
    expect(wrong).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('its bytes are not those of the file'),
    });

    const part = join(server.home, 'models/slow/slow.onnx.part');
    const running = startWinnow(server.home, ['models', 'get', 'slow']);
    await expect
      .poll(() =>
        stat(part).then(
          ({ size }) => size,
          () => 0,
        ),
      )
      .toBeGreaterThan(1000);
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ status: 130 });
    expect(await readdir(join(server.home, 'models/slow'))).toContain('slow.onnx.part');
    expect(await winnow(server.home, 'models', 'get', 'slow')).toMatchObject({ status: 0 });
    expect(files.asked.findLast(({ path }) => path === '/slow')?.range).toMatch(/^bytes=\d+-$/);
  });

  test('get of what is not there names the nearest', async () => {
    expect(await winnow(server.home, 'models', 'get', 'clip-vit-b23')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Did you mean "clip-vit-b32"?'),
    });
  });

  test('inspect prints what add takes; options are checked', async () => {
    const file = join(server.folder, '..', 'made.onnx');
    await writeFile(file, BYTES);
    const { stdout } = await winnow(server.home, 'models', 'inspect', file);
    expect(stdout).toContain('  pixel_values  float32 [n, 3, 8, 8]\n');
    const options = /--size .*--output image_embeds/.exec(stdout)?.[0].split(' ') ?? [];
    const added = await winnow(server.home, 'models', 'add', file, ...options, '--name', 'mine', '--json');
    expect(JSON.parse(added.stdout)).toMatchObject({
      name: 'mine',
      manifest: { preprocessing: { resize: 'fill', std: [1, 1, 1] } },
    });
    expect(await winnow(server.home, 'models', 'remove', 'mine')).toMatchObject({ status: 0 });
    expect(await winnow(server.home, 'models', 'add', file, '--mean', 'a,b')).toMatchObject({ status: 2 });
    expect(await winnow(server.home, 'models', 'add', file, '--size', 'big')).toMatchObject({ status: 2 });
    expect(await winnow(server.home, 'models', 'nonsense')).toMatchObject({ status: 2 });
  });

  test.skipIf(!hasTestData)('inspect knows the official MobileNetV2 and refuses what is no model', async () => {
    const known = await winnow(server.home, 'models', 'inspect', testData('models/mobilenetv2-12-int8.onnx'));
    expect(known.stdout).toContain('Known by its SHA-256 as mobilenetv2-12-int8');
    const pointer = await winnow(server.home, 'models', 'inspect', testData('models/negative/lfs-pointer-squeezenet1.1-7.onnx'));
    expect(pointer).toMatchObject({ status: 1, stderr: expect.stringContaining('it is a Git LFS pointer') });
  });

  test('doctor names them', async () => {
    const { stdout } = await winnow(server.home, 'doctor', '--json');
    expect(JSON.parse(stdout).models).toMatchObject({
      ready: expect.arrayContaining(['gradient-histogram']),
      available: expect.arrayContaining(['dinov2-small']),
      problems: [],
    });
  });
});
