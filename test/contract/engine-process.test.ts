import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DoorClient, doorClient } from '../../src/main/cli/ask-door.ts';
import { socketDoor } from '../../src/main/cli/socket-door.ts';
import { logFileOf } from '../../src/main/log/logger.ts';
import type { CountAnswer } from '../../src/shared/api.ts';
import type { DatasetInfo } from '../../src/shared/dataset.ts';
import type { Job } from '../../src/shared/job.ts';
import { DEFAULT_QUERY } from '../../src/shared/query.ts';
import { startWinnow, winnow } from './run-winnow.ts';
import { makeSmallDataset, SMALL_DATASET } from './small-dataset.ts';

const ENGINE = fileURLToPath(new URL('../../src/main/engine.ts', import.meta.url));
const TOKEN = 'a-token-of-the-test-0123456789';

let root: string;
let home: string;
let socket: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'winnow-engine-'));
  [home, socket] = [join(root, 'home'), join(root, 'engine.sock')];
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly line: unknown;
  readonly ended: Promise<{ readonly status: number | null; readonly stdout: string }>;
  readonly client: DoorClient;
}

/** Starts the engine as the desktop shell does, and reads its one line. */
async function startEngineProcess(env: NodeJS.ProcessEnv = { WINNOW_TOKEN: TOKEN }): Promise<Started> {
  const child = spawn(process.execPath, [ENGINE, '--socket', socket], {
    env: { ...process.env, WINNOW_HOME: home, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  let stdout = '';
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      if (stdout.includes('\n')) resolve(stdout.split('\n')[0] ?? '');
    });
  });
  const ended = new Promise<{ status: number | null; stdout: string }>((resolve) => {
    child.once('close', (status) => resolve({ status, stdout }));
  });
  return { child, line: JSON.parse(await firstLine), ended, client: doorClient(socketDoor(socket), TOKEN) };
}

test('says once that it is ready, answers with its token, and ends at SIGTERM without its socket', async () => {
  const { child, line, ended, client } = await startEngineProcess();
  expect(line).toEqual({ ready: true, socket, url: null, pid: child.pid });
  expect(await client.get('/api/engine')).toMatchObject({ home });
  child.kill('SIGTERM');
  const { status, stdout } = await ended;
  expect(status).toBe(0);
  expect(stdout.split('\n')).toHaveLength(2);
  expect(existsSync(socket)).toBe(false);
  expect(readFileSync(logFileOf(home), 'utf8')).not.toContain(TOKEN);
});

test('ends when its starter goes away', async () => {
  const { child, ended } = await startEngineProcess();
  child.stdin?.end();
  expect((await ended).status).toBe(0);
});

test('says why it cannot start', async () => {
  const { line, ended } = await startEngineProcess({ WINNOW_TOKEN: 'short' });
  expect(line).toMatchObject({ ready: false, error: { code: 'bad_request', message: expect.stringContaining('WINNOW_TOKEN') } });
  expect((await ended).status).toBe(1);
});

test('takes the place of an engine that was killed, and goes on with its work', async () => {
  const folder = join(root, 'pictures');
  await makeSmallDataset(folder);
  const first = await startEngineProcess();
  await first.client.post('/api/datasets', { folder });
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await startEngineProcess();
  expect(second.line).toMatchObject({ ready: true });
  const info = await second.client.post<DatasetInfo>('/api/datasets', { folder });
  await expect.poll(() => second.client.get<readonly Job[]>('/api/jobs'), { timeout: 20_000 }).toMatchObject([{ state: 'done' }]);
  const count = await second.client.post<CountAnswer>(`/api/datasets/${info.id}/count`, { query: DEFAULT_QUERY, by: 'status' });
  expect(count.count).toBe(SMALL_DATASET.samples);
  expect(count.by?.find((one) => one.value === 'ok')?.count).toBe(SMALL_DATASET.ok);
});

test('the command line talks to the engine that has the dataset open', async () => {
  const folder = join(root, 'pictures');
  await makeSmallDataset(folder);
  const { client, child, ended } = await startEngineProcess();
  const info = await client.post<DatasetInfo>('/api/datasets', { folder });
  expect(await winnow(home, 'index', folder, '--json')).toMatchObject({ status: 0 });
  expect((await winnow(home, 'tag', folder, 'remove', '--where', 'status:corrupt')).status).toBe(0);
  const now = await client.get<DatasetInfo>(`/api/datasets/${info.id}`);
  expect(now).toMatchObject({ undoDepth: 1, tags: ['remove'] });
  child.kill('SIGTERM');
  await ended;
  expect((await winnow(home, 'count', folder, '--where', 'tag:remove')).stdout).toBe('2\n');
});

test('Ctrl-C leaves an index job of the app alone', async () => {
  const folder = join(root, 'pictures');
  for (let i = 0; i < 60; i++) await makeSmallDataset(join(folder, String(i)));
  const { client } = await startEngineProcess();
  await client.post('/api/datasets', { folder });
  const running = startWinnow(home, ['index', folder]);
  await new Promise((wait) => setTimeout(wait, 1500));
  running.child.kill('SIGINT');
  await running.ended;
  const jobs = await client.get<readonly Job[]>('/api/jobs');
  expect(jobs.map((job) => job.state)).not.toContain('cancelled');
});

test('a stop in the middle of indexing loses nothing that was done', async () => {
  const folder = join(root, 'pictures');
  for (let i = 0; i < 30; i++) await makeSmallDataset(join(folder, String(i)));
  const { client, child, ended } = await startEngineProcess();
  await client.post('/api/datasets', { folder });
  await new Promise((wait) => setTimeout(wait, 500));
  child.kill('SIGTERM');
  expect((await ended).status).toBe(0);
  const { stdout } = await winnow(home, 'index', folder, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ samples: 30 * SMALL_DATASET.samples, ok: 30 * SMALL_DATASET.ok });
});
