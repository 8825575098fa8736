import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canMountTmpfs } from '../../fixtures/can-mount-tmpfs.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import type { Answer, FileServer } from '../models/file-server.ts';
import { fetchTable, listed, urlTable } from './fetch-table.ts';
import { closeServers, picture, say, sendPicture, servePictures } from './picture-server.ts';

let base: string;
beforeEach(() => {
  base = tempFolder();
});
afterEach(closeServers);

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `/${i}`);
const served = (paths: readonly string[], answer: (path: string) => Answer = sendPicture): Promise<FileServer> =>
  servePictures(Object.fromEntries(paths.map((path) => [path, answer(path)])));
const statuses = (): readonly (string | undefined)[] => listed(base).map(({ status }) => status);
const list = (): string => join(base, 'out', 'fetched.csv');

/** Every file of the list is there and is what the server sends; no other is. */
function expectWhole(paths: readonly string[]): void {
  const rows = listed(base);
  expect(rows.map(({ row }) => Number(row))).toEqual(paths.map((_, i) => i + 1));
  for (const [i, path] of paths.entries()) {
    expect(readFileSync(join(base, 'out', rows[i]?.path ?? '')).equals(picture(path)), path).toBe(true);
  }
  expect(readdirSync(join(base, 'out', 'part-00000'))).toHaveLength(paths.length);
}

test('what an earlier run has settled is not asked for again; what may go well now is', async () => {
  const server = await servePictures({
    '/good': sendPicture(),
    '/page': say(200, '<html>'),
    '/passing': (request, response, turn) => (turn < 2 ? say(500) : sendPicture())(request, response, turn),
  });
  const table = urlTable(['good', 'page', 'passing', 'good'].map((name) => `${server.url}/${name}`));
  const first = await fetchTable({ base, table });
  expect(first.counts).toMatchObject({ fetched: 1, duplicate: 1, 'not-image': 1, unreachable: 1 });
  const second = await fetchTable({ base, table });
  expect(second).toMatchObject({ before: 3, rows: 4, counts: { fetched: 2, duplicate: 1, 'not-image': 1, unreachable: 0 } });
  expect(statuses()).toEqual(['fetched', 'not-image', 'fetched', 'duplicate']);
  const asked = server.asked.map(({ path }) => path).filter((path) => path !== '/robots.txt');
  expect(asked.toSorted()).toEqual(['/good', '/page', '/passing', '/passing', '/passing']);

  const third = await fetchTable({ base, table, change: { retry: true } });
  expect(third.before).toBe(3);
  expect(server.asked.filter(({ path }) => path === '/page')).toHaveLength(2);
});

test('a row with an address that an earlier run has fetched gets that file', async () => {
  const server = await servePictures({
    '/a': (request, response, turn) => (turn === 0 ? say(500) : sendPicture())(request, response, turn),
  });
  const table = urlTable([`${server.url}/a`, `${server.url}/a`]);
  const manners = { attempts: 1 };
  expect((await fetchTable({ base, table, manners })).counts.unreachable).toBe(2);
  await fetchTable({ base, table, manners });
  expect(statuses()).toEqual(['fetched', 'duplicate']);
  await fetchTable({ base, table, manners });
  expect(server.asked.filter(({ path }) => path === '/a')).toHaveLength(2);
});

test('a line that was cut off, and a file that is gone, are fetched again', async () => {
  const paths = names(6);
  const server = await served(paths);
  const table = `url,caption\n${paths.map((path) => `${server.url}${path},"a ""caption"",\nof ${path}"\n`).join('')}`;
  await fetchTable({ base, table, change: { perHost: 1 } });
  const whole = listed(base).map(({ path, caption, label }) => ({ path, caption, label }));
  rmSync(join(base, 'out', listed(base)[1]?.path ?? ''));
  truncateSync(list(), readFileSync(list()).length - 12);
  const again = await fetchTable({ base, table });
  expect(again.before).toBe(4);
  expect(listed(base).map(({ path, caption, label }) => ({ path, caption, label }))).toEqual(whole);
  expectWhole(paths);
});

test('cancelled, then gone on with', async () => {
  const paths = names(40);
  const server = await served(paths);
  const controller = new AbortController();
  const report = ({ done = 0, stage }: { readonly done?: number; readonly stage?: string }): void => {
    if (stage === undefined && server.asked.length > 15 && done > 10) controller.abort();
  };
  const table = urlTable(paths.map((path) => server.url + path));
  await expect(fetchTable({ base, table, signal: controller.signal, report, change: { perHost: 4 } })).rejects.toMatchObject({
    name: 'AbortError',
  });
  const settled = listed(base).length;
  expect(settled).toBeGreaterThan(5);
  expect(settled).toBeLessThan(40);
  expect((await fetchTable({ base, table })).before).toBe(settled);
  expectWhole(paths);
});

describe('a folder', () => {
  const wrong = (change: object, table = 'url\nhttp://127.0.0.1:1/a\n') => fetchTable({ base, table, change });

  test('with other files is left alone', async () => {
    writeFiles(join(base, 'out'), { 'notes.txt': 'mine' });
    await expect(wrong({})).rejects.toMatchObject({
      code: 'output_exists',
      message: expect.stringContaining('has other files in it: notes.txt.'),
    });
    expect(readdirSync(join(base, 'out'))).toEqual(['notes.txt']);
  });

  test('that is empty, or has what file managers leave, is taken', async () => {
    writeFiles(join(base, 'out'), { '.DS_Store': '' });
    const { url } = await servePictures({ '/a': sendPicture() });
    expect((await wrong({}, urlTable([`${url}/a`]))).counts.fetched).toBe(1);
  });

  test('takes one table only, read in one way', async () => {
    const { url } = await servePictures({ '/a': sendPicture() });
    const table = `url,id\n${url}/a,1\n`;
    await wrong({}, table);
    await expect(wrong({}, `${table}${url}/b,2\n`)).rejects.toMatchObject({
      code: 'output_exists',
      message: expect.stringContaining('was filled from table.csv as it was before'),
    });
    await expect(wrong({ columns: { key: null } }, table)).rejects.toMatchObject({
      message: expect.stringContaining('was filled with other columns: url from "url", key from "id"'),
    });
  });

  test('is one process’s at a time', async () => {
    const server = await servePictures({
      '/a': (request, response, turn) => void setTimeout(() => sendPicture()(request, response, turn), 300),
    });
    const table = urlTable([`${server.url}/a`]);
    const both = await Promise.allSettled([wrong({}, table), wrong({}, table)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'dataset_busy' } });
  });

  test('whose parent is not there, or that is a file, is refused', async () => {
    await expect(wrong({ folder: join(base, 'no', 'where') })).rejects.toMatchObject({ code: 'folder_missing' });
    await expect(wrong({ folder: join(base, 'table.csv') })).rejects.toMatchObject({ code: 'not_a_folder' });
  });

  test('whose list somebody has changed is not written over', async () => {
    const { url } = await servePictures({ '/a': sendPicture() });
    await wrong({}, urlTable([`${url}/a`]));
    writeFileSync(list(), 'mine\n1\n');
    await expect(wrong({}, urlTable([`${url}/a`]))).rejects.toMatchObject({
      message: expect.stringContaining('has other columns'),
    });
    expect(readFileSync(list(), 'utf8')).toBe('mine\n1\n');
  });
});

test.runIf(canMountTmpfs())('a disk that fills up: said so, and gone on with once there is room', async () => {
  const paths = names(12);
  const server = await served(paths);
  const out = join(base, 'out');
  await mkdir(out);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', out]);
  try {
    const fill = join(out, '.winnow-fetch', 'fill');
    const report = ({ done = 0, stage }: { readonly done?: number; readonly stage?: string }): void => {
      if (stage !== undefined || done < 4 || existsSync(fill)) return;
      const { bavail, bsize } = statfsSync(out);
      writeFileSync(fill, new Uint8Array(bavail * bsize));
    };
    const table = urlTable(paths.map((path) => server.url + path));
    const change = { perHost: 1 };
    await expect(fetchTable({ base, table, report, change })).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringContaining('goes on where it stopped'),
    });
    rmSync(fill);
    await fetchTable({ base, table });
    expectWhole(paths);
  } finally {
    execFileSync('umount', [out]);
  }
});

describe('the command', () => {
  const cli = fileURLToPath(new URL('../../../src/main/cli.ts', import.meta.url));
  const command = (table: string, ...more: readonly string[]) => {
    writeFiles(base, { 'table.csv': table });
    const args = ['fetch', join(base, 'table.csv'), join(base, 'out'), '--home', join(base, 'home'), '--pause', '0', ...more];
    return spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  };
  const polite = ['--contact', 'me@example.org', '--allow-private'] as const;
  async function ended(child: ReturnType<typeof command>) {
    const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { out, err, status };
  }
  async function text(stream: NodeJS.ReadableStream): Promise<string> {
    let all = '';
    for await (const piece of stream.setEncoding('utf8')) all += piece;
    return all;
  }

  test('killed in the middle goes on, and ends as if it never was', async () => {
    const paths = names(60);
    const { promise: isHalf, resolve } = Promise.withResolvers<void>();
    const server = await served(paths, (path) => (request, response, turn) => {
      if (server.asked.length > 30) resolve();
      setTimeout(() => sendPicture(path)(request, response, turn), 10);
    });
    const table = urlTable(paths.map((path) => server.url + path));
    const child = command(table, ...polite);
    await isHalf;
    child.kill('SIGKILL');
    await once(child, 'exit');
    const askedBefore = server.asked.length;
    // As a kill in the middle of a write leaves it.
    appendFileSync(list(), '"part-00000/000000060.bmp","http');
    const { out, status } = await ended(command(table, ...polite, '--json'));
    expect(status).toBe(0);
    const summary = JSON.parse(out);
    expect(summary).toMatchObject({ rows: 60, counts: { fetched: 60 } });
    expect(summary.before).toBeGreaterThan(20);
    // robots.txt once more, and at most what was in flight.
    expect(server.asked.length - askedBefore).toBeLessThanOrEqual(60 - summary.before + 1);
    expect(askedBefore - 1 - summary.before).toBeLessThanOrEqual(4);
    expectWhole(paths);
  });

  test('says what it found; fails where nothing came', async () => {
    const { url } = await servePictures({});
    const { out, err, status } = await ended(command(urlTable([`${url}/a`, `${url}/b`]), ...polite));
    expect(status).toBe(1);
    expect(err).toMatch(/^table\.csv: csv\ncolumn +taken for +first values\nurl +url +http:/);
    expect(out).toMatch(
      /^0 pictures in .*out, of 2 rows\n2 rows without a picture:\n {2}2 gone, as row \d: the file is not there \(HTTP 404\)\n/,
    );
  });

  test('wants to know whom hosts may turn to', async () => {
    const missing = await ended(command(urlTable(['http://127.0.0.1:1/a'])));
    expect(missing).toMatchObject({ status: 2, err: expect.stringContaining("required option '--contact <address>'") });
    const wrong = await ended(command(urlTable(['http://127.0.0.1:1/a']), '--contact', 'me'));
    expect(wrong.status).toBe(1);
    expect(wrong.err).toContain('winnow: Hosts are told whom to turn to');
    expect(existsSync(join(base, 'out'))).toBe(false);
  });
});
