import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IndexSummary } from '../../src/shared/dataset.ts';
import { WORKER_ENTRIES } from '../../src/workers/rpc/entry-url.ts';
import { makeStandInElectron } from './stand-in-electron.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const isLinux = process.platform === 'linux';
if (!isLinux) console.log('Packaging is tested on Linux only: the stand-in for Electron has the shape of the Linux one.');
const run = promisify(execFile);

let folder = '';
let app = '';
let resources = '';
/** No Node, no repository: what a fresh machine has. */
const bareEnvironment = (): NodeJS.ProcessEnv => ({ PATH: '/usr/bin:/bin', HOME: folder, WINNOW_HOME: join(folder, 'home') });

beforeAll(async () => {
  if (!isLinux) return;
  folder = mkdtempSync(join(tmpdir(), 'winnow-package-'));
  makeStandInElectron(join(folder, 'electron'));
  const options = ['--dir', '--electron-dist', join(folder, 'electron'), '--output', join(folder, 'release')];
  await run(process.execPath, ['scripts/package.ts', ...options], { cwd: repository, maxBuffer: 16 << 20 });
  app = join(folder, 'release', `linux-${process.arch === 'x64' ? '' : `${process.arch}-`}unpacked`);
  resources = join(app, 'resources');
}, 120_000);
afterAll(() => {
  if (isLinux) rmSync(folder, { recursive: true });
});

function filesBelow(place: string): string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

async function makeImages(place: string): Promise<void> {
  for (const [i, name] of ['train/cat/a.png', 'train/dog/b.jpg', 'test/cat/c.webp'].entries()) {
    await mkdir(join(place, name, '..'), { recursive: true });
    const image = sharp({ create: { width: 40 + i, height: 30, channels: 3, background: { r: 90 * i, g: 60, b: 200 } } });
    await image.toFile(join(place, name));
  }
  await writeFile(join(place, 'train/cat/broken.jpg'), '');
}

describe.skipIf(!isLinux)('the packaged app', () => {
  it('has everything where the shell, the engine and the command look for it', () => {
    const workers = WORKER_ENTRIES.map((entry) => `engine/${entry.split('/').at(-1)}.js`);
    const expected = ['app.asar', 'engine/engine.js', 'engine/cli.js', ...workers, 'engine/renderer/index.html', 'node/bin/node'];
    const more = ['bin/winnow', 'THIRD_PARTY_NOTICES.txt', 'LICENSE.winnow.txt'];
    expect([...expected, ...more].filter((file) => !existsSync(join(resources, file)))).toEqual([]);
    expect(readFileSync(join(app, 'winnow'), 'utf8')).toContain('stand-in');
    expect(existsSync(join(resources, 'app.asar.unpacked'))).toBe(false);
  });

  it('brings a Node 24 and a command that run without any other', async () => {
    expect((await run(join(resources, 'node/bin/node'), ['--version'], { env: bareEnvironment() })).stdout).toMatch(/^v24\./);
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    expect((await run(join(resources, 'bin/winnow'), ['--version'], { env: bareEnvironment() })).stdout.trim()).toBe(version);
  });

  it('indexes a real folder: native modules load, workers start, images are decoded', async () => {
    const dataset = join(folder, 'pets');
    await makeImages(dataset);
    const { stdout } = await run(join(resources, 'bin/winnow'), ['index', dataset, '--json'], { env: bareEnvironment() });
    const summary: IndexSummary = JSON.parse(stdout);
    expect(summary).toMatchObject({ samples: 4, ok: 3, corrupt: 1, classes: ['cat', 'dog'], splits: { train: 3, test: 1 } });
  });

  it('holds binaries of this platform only', () => {
    const binaries = filesBelow(join(resources, 'engine')).filter((file) => /\.(node|so|dylib|dll)(\.[\d.]+)?$/.test(file));
    expect(binaries.length).toBeGreaterThan(2);
    expect(binaries.filter((file) => readFileSync(file).toString('latin1', 0, 4) !== '\x7fELF')).toEqual([]);
    const own = [`linux-${process.arch}`, join('linux', process.arch)];
    const platforms = binaries.filter((file) => !own.some((part) => file.includes(part)));
    expect(platforms).toEqual([]);
  });

  it('holds what the engine needs at run time, and nothing that builds or tests it', () => {
    const modules = readdirSync(join(resources, 'engine', 'node_modules'));
    const ofSharp = ['@img', 'detect-libc', 'semver', 'sharp'];
    const ofModels = ['onnxruntime-common', 'onnxruntime-node', 'bindings', 'file-uri-to-path', 'node-gyp-build', 'usearch'];
    const ofWatching = ['@parcel', 'is-extglob', 'is-glob', 'picomatch'];
    expect(modules).toEqual([...ofSharp, ...ofModels, ...ofWatching, 'better-sqlite3'].sort());
    expect(readdirSync(join(resources, 'engine', 'node_modules', '@parcel'))).toHaveLength(2);
    const sources = filesBelow(resources).filter((file) => /\.(ts|tsx|map|c|cpp|gyp)$/.test(file) && !/\.d\.[cm]?ts$/.test(file));
    expect(sources).toEqual([]);
  });

  it('stays small beside Electron and Node', () => {
    const bytes = filesBelow(join(resources, 'engine')).reduce((sum, file) => sum + statSync(file).size, 0);
    // ONNX Runtime alone has 45 MB.
    expect(bytes).toBeLessThan(90e6);
  });

  it('names every part that is not Winnow’s own, with its licence', () => {
    const notices = readFileSync(join(resources, 'THIRD_PARTY_NOTICES.txt'), 'utf8');
    for (const name of [
      'better-sqlite3',
      'sharp',
      'hono',
      'zod',
      'commander',
      'react',
      '@mantine/core',
      `node-linux-${process.arch}`,
    ]) {
      expect(notices).toMatch(new RegExp(`^- ${name.replace('/', '\\/')} \\d`, 'm'));
    }
    expect(notices).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
    expect(notices).toMatch(/libvips[\s\S]*LGPLv3/);
    expect(notices).not.toMatch(/^- (vite|vitest|typescript|electron-builder|esbuild) \d/m);
    expect(existsSync(join(app, 'LICENSE.electron.txt'))).toBe(true);
  });
});
