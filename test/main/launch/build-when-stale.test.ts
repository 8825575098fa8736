import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BuiltPart, buildWhenStale, isStale } from '../../../src/main/launch/build-when-stale.ts';

const PART: BuiltPart = {
  name: 'part',
  result: 'dist/part.html',
  sources: ['src/part', 'src/none'],
  script: 'scripts/build.mjs',
};
const BUILD = `import { mkdirSync, writeFileSync } from 'node:fs'; mkdirSync('dist', { recursive: true }); writeFileSync('dist/part.html', '');`;

const running = new AbortController().signal;

let root = '';
const write = (file: string, text: string, seconds: number): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  utimesSync(join(root, file), seconds, seconds);
  utimesSync(dirname(join(root, file)), seconds, seconds);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'winnow-stale-'));
  write('scripts/build.mjs', BUILD, 1000);
  write('src/part/deep/file.ts', '', 2000);
  utimesSync(join(root, 'src/part'), 2000, 2000);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('isStale', () => {
  it('is true where nothing was built', async () => {
    expect(await isStale(root, PART)).toBe(true);
  });

  it('is false after the last change and true before it', async () => {
    write('dist/part.html', '', 3000);
    expect(await isStale(root, PART)).toBe(false);
    write('src/part/deep/file.ts', '', 4000);
    expect(await isStale(root, PART)).toBe(true);
  });
});

describe('buildWhenStale', () => {
  it('builds once and says so', async () => {
    const said: string[] = [];
    await buildWhenStale(root, PART, (line) => said.push(line), running);
    await buildWhenStale(root, PART, (line) => said.push(line), running);
    expect(said).toEqual(['Building the part …']);
  });

  it.each(['process.exit(3)', 'process.exit(0)'])('fails when the build ends with %s and nothing to show', async (script) => {
    write('scripts/build.mjs', script, 1000);
    await expect(buildWhenStale(root, PART, () => undefined, running)).rejects.toThrow(
      /Building the part failed: scripts\/build\.mjs/,
    );
  });

  it('stops at once when asked to', async () => {
    write('scripts/build.mjs', 'setInterval(() => {}, 1000);', 1000);
    const abort = new AbortController();
    await expect(buildWhenStale(root, PART, () => setTimeout(() => abort.abort(), 100), abort.signal)).rejects.toThrow(/abort/);
  });
});
