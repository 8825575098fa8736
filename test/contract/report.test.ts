import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/shared/report.ts';
import { winnow } from './run-winnow.ts';
import { makeSmallDataset, SMALL_DATASET } from './small-dataset.ts';
import { openIndexed, startTestServer, type TestServer } from './test-server.ts';

describe('winnow report', () => {
  const root = mkdtempSync(join(tmpdir(), 'winnow-report-'));
  const [home, folder] = [join(root, 'home'), join(root, 'pictures')];
  beforeAll(async () => {
    await makeSmallDataset(folder);
    expect(await winnow(home, 'index', folder)).toMatchObject({ status: 0 });
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('prints a summary for a person', async () => {
    const { status, stdout, stderr } = await winnow(home, 'report', folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('pictures\n9 images · 2 classes · ');
    expect(stdout).toContain('2 files cannot be used (22%), all damaged.');
    expect(stdout).toMatch(/^ +5 {2}cat {2}\(train 4, val 1\)$/m);
    expect(stdout).toContain('transforms.Normalize(mean=[');
    expect(stdout).toContain('Decisions: none yet');
  });

  it('prints all figures as one JSON document', async () => {
    const { status, stdout } = await winnow(home, 'report', folder, '--json');
    const report = JSON.parse(stdout) as Report;
    expect(status).toBe(0);
    expect(report).toMatchObject({ name: 'pictures', folder, samples: SMALL_DATASET.samples });
    expect(report.channels.map(({ split }) => split)).toEqual([null, 'train', 'val']);
    expect(stdout).not.toContain('base64');
  });

  it('writes one page, never over a file unless told to, and leaves nothing else', async () => {
    const file = join(root, 'out.html');
    expect(await winnow(home, 'report', folder, '--html', file)).toEqual({ status: 0, stdout: `${file}\n`, stderr: '' });
    expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>\n<html lang="en">.*<\/html>\n$/s);
    writeFileSync(file, 'mine');
    const again = await winnow(home, 'report', folder, '--html', file);
    expect(again).toMatchObject({ status: 1, stdout: '' });
    expect(again.stderr).toBe(`winnow: ${file} exists already. Choose another name, or replace it with --force.\n`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(await winnow(home, 'report', folder, '--html', file, '--force')).toMatchObject({ status: 0 });
    expect(readFileSync(file, 'utf8')).toContain('<h1');
    expect(readdirSync(root).sort()).toEqual(['home', 'out.html', 'pictures']);
  });

  it('refuses the dataset’s own folder, and one that was never indexed', async () => {
    const inside = await winnow(home, 'report', folder, '--html', join(folder, 'report.html'));
    expect(inside.status).toBe(1);
    expect(inside.stderr).toContain('is inside the dataset');
    expect(existsSync(join(folder, 'report.html'))).toBe(false);
    expect(await winnow(home, 'report', root)).toMatchObject({ status: 1, stdout: '' });
    expect(await winnow(home, 'report')).toMatchObject({ status: 2 });
  });
});

describe('the routes', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.end());

  it('answer the page with a policy that lets it do nothing but show itself', async () => {
    const client = server.client('tcp');
    const { id } = await openIndexed(server, client);
    const page = await client.fetch(`/api/datasets/${id}/report.html?theme=dark`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toMatch(
      /^sandbox allow-scripts allow-modals; default-src 'none'; img-src data:; /,
    );
    expect(await page.text()).toContain('<html lang="en" data-theme="dark">');
    const bad = await client.fetch(`/api/datasets/${id}/report.html?theme=pink`);
    expect([bad.status, await bad.json()]).toEqual([
      400,
      { code: 'bad_request', message: '"pink" is no theme; expected light or dark.' },
    ]);
    expect((await client.fetch('/api/datasets/none/report')).status).toBe(404);
  });

  it('count a decision, and not one that was undone', async () => {
    const client = server.client();
    const { id } = await openIndexed(server, client);
    const query = { filter: { kind: 'equals', field: 'label', value: 'dog' }, sort: { field: 'path', descending: false } };
    await client.post(`/api/datasets/${id}/tag`, { tag: 'remove', on: true, query });
    const decided = async (): Promise<Report['decided']> => (await client.get<Report>(`/api/datasets/${id}/report`)).decided;
    expect(await decided()).toMatchObject({ decisions: 1, undone: 0, tags: [{ name: 'remove', samples: 4 }] });
    await client.post(`/api/datasets/${id}/undo`, {});
    expect(await decided()).toMatchObject({ decisions: 0, undone: 1, tags: [] });
  });
});
