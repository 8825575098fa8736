import { copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CountAnswer } from '../../src/shared/api.ts';
import type { DatasetInfo } from '../../src/shared/dataset.ts';
import { type Job, LIVE } from '../../src/shared/job.ts';
import { parseQuery } from '../../src/shared/query-language.ts';
import { SMALL_DATASET } from './small-dataset.ts';
import { endOfJob, startTestServer, type TestServer } from './test-server.ts';

describe('a folder that is open', () => {
  let server: TestServer;
  let route: string;
  const count = async (text: string): Promise<number> => {
    const parsed = parseQuery(text);
    if (!parsed.ok) throw new Error(parsed.message);
    return (await server.client().post<CountAnswer>(`${route}/count`, { query: parsed.query })).count;
  };
  const file = (path: string): string => join(server.folder, path);

  beforeAll(async () => {
    server = await startTestServer();
    const { id } = await server.client().post<DatasetInfo>('/api/datasets', { folder: server.folder });
    route = `/api/datasets/${id}`;
    const [first] = await server.client().get<readonly Job[]>('/api/jobs');
    await endOfJob(server.client(), first?.id ?? '');
    expect(await count('')).toBe(SMALL_DATASET.samples);
  });

  afterAll(() => server.end());

  it('shows a file that appears, another content of it, and that it is gone', { timeout: 60_000 }, async () => {
    await copyFile(file('train/cat/1.jpg'), file('train/dog/new.jpg'));
    await expect.poll(() => count('path:train/dog/new.jpg status:ok'), { timeout: 15_000 }).toBe(1);
    const other = await sharp({ create: { width: 31, height: 17, channels: 3, background: '#369' } })
      .jpeg()
      .toBuffer();
    await writeFile(file('train/dog/new.jpg'), other);
    await expect.poll(() => count('path:train/dog/new.jpg width=31'), { timeout: 15_000 }).toBe(1);
    await rename(file('train/dog/new.jpg'), file('train/cat/moved.jpg'));
    await expect.poll(() => count('path:train/cat/moved.jpg label:cat width=31'), { timeout: 15_000 }).toBe(1);
    await rm(file('train/cat/moved.jpg'));
    await expect.poll(() => count('path:train/cat/moved.jpg status:missing'), { timeout: 15_000 }).toBe(1);
  });

  it('leaves classes as they were read from folders, whatever lies beside them now', { timeout: 60_000 }, async () => {
    const cats = await count('label:cat');
    for (let k = 0; k < 8; k++) await copyFile(file('train/cat/1.jpg'), file(`stray ${k}.jpg`));
    await expect.poll(() => count('path:stray*'), { timeout: 15_000 }).toBe(8);
    expect(await count('label:cat')).toBe(cats);
  });

  it('is left alone where the last look at it was stopped', { timeout: 60_000 }, async () => {
    for (let k = 0; k < 300; k++) await copyFile(file('val/dog/6.jpg'), file(`val/dog/many ${k}.jpg`));
    const running = async (): Promise<Job | undefined> =>
      (await server.client().get<readonly Job[]>('/api/jobs')).find(({ state }) => state === 'running');
    await expect.poll(running, { timeout: 15_000, interval: 5 }).toBeDefined();
    const { id = '' } = (await running()) ?? {};
    await server.client().post(`/api/jobs/${id}/cancel`);
    expect((await endOfJob(server.client(), id)).state).toBe('cancelled');
    const before = (await server.client().get<readonly Job[]>('/api/jobs')).length;
    await copyFile(file('val/dog/6.jpg'), file('val/dog/last.jpg'));
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(await server.client().get<readonly Job[]>('/api/jobs')).toHaveLength(before);
  });

  it('says of the jobs that follow it that nobody asked for them', async () => {
    const jobs = await server.client().get<readonly Job[]>('/api/jobs');
    const subjects = jobs.filter(({ kind }) => kind === 'index').map(({ subject }) => subject);
    expect(subjects.at(-1)).toBeNull();
    expect(new Set(subjects.slice(0, -1))).toEqual(new Set([LIVE]));
  });
});
