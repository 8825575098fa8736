import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { responseOfError } from '../../../src/main/door/error-response.ts';
import { PAGE_POLICY, rendererFolder, staticFiles } from '../../../src/main/door/static-files.ts';
import { createLogger } from '../../../src/main/log/logger.ts';

let root: string;
let app: Hono;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'winnow-page-'));
  const { logger } = createLogger(join(root, 'home'));
  app = new Hono().route('/', staticFiles(join(root, 'renderer')));
  app.onError((error) => responseOfError(error, logger, 'test'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function build(): Promise<void> {
  await mkdir(join(root, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(root, 'renderer', 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'renderer', 'assets', 'index-Ab_1-x.js'), 'let a;');
  await writeFile(join(root, 'renderer', '.secret'), 'x');
  await writeFile(join(root, 'outside.txt'), 'x');
}

test('the page is looked for again each time, hashed assets are kept for good, both under the policy', async () => {
  await build();
  const page = await app.request('/');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect(page.headers.get('content-security-policy')).toBe(PAGE_POLICY);
  const asset = await app.request('/assets/index-Ab_1-x.js');
  expect(await asset.text()).toBe('let a;');
  expect(asset.headers.get('content-type')).toContain('text/javascript');
  expect(asset.headers.get('cache-control')).toContain('immutable');
});

test('a page that was not built says how to build it', async () => {
  const page = await app.request('/');
  expect(page.status).toBe(503);
  expect(await page.text()).toContain('npm run build');
});

test.each([
  '/.secret',
  '/../outside.txt',
  '/%2e%2e/outside.txt',
  '/..%2foutside.txt',
  '/assets',
  '/assets/',
  '/assets//index-Ab_1-x.js',
  '/%00',
])('there is nothing at %s', async (path) => {
  await build();
  expect((await app.request(path)).status).toBe(404);
});

test('the page is beside the bundle, and in dist in the source tree', () => {
  expect(rendererFolder('file:///app/engine/engine.js')).toBe(join('/app/engine/renderer'));
  expect(rendererFolder('file:///repo/src/main/door/static-files.ts')).toBe(join('/repo/dist/renderer'));
});
