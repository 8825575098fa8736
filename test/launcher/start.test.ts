import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findOldNode } from '../fixtures/old-node.ts';

const command = fileURLToPath(new URL('../../bin/winnow.js', import.meta.url));
const isLinux = process.platform === 'linux';
if (!isLinux) console.log('Starting without a display is tested on Linux only: elsewhere there always is one.');

let folder = '';
let winnow: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-start-'));
});
afterEach(async () => {
  if (winnow?.exitCode === null && winnow.kill('SIGKILL')) await once(winnow, 'exit');
  rmSync(folder, { recursive: true });
});

/** Resolves with all that was printed up to the first match. */
function printed(stream: NodeJS.ReadableStream, wanted: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (wanted.test(text)) resolve(text);
    });
    stream.on('end', () => reject(new Error(`It ended before it printed ${wanted}: ${text}`)));
  });
}

it.skipIf(!isLinux)('says why there is no window, prints a URL that works, and stops cleanly at Ctrl-C', async () => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  winnow = spawn(findOldNode() ?? process.execPath, [command], {
    env: { ...env, WINNOW_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const reason = printed(winnow.stderr!, /no display/);
  const output = await printed(winnow.stdout!, /http:\/\/\S+/);
  expect(await reason).toMatch(/URL below: there is no display/);
  const url = /http:\/\/\S+/.exec(output)![0];
  const page = await fetch(url, { redirect: 'manual' });
  expect(page.status).toBe(303);
  const cookie = page.headers.get('set-cookie')!.split(';')[0]!;
  const engine = await fetch(new URL('/api/engine', url), { headers: { cookie } });
  expect(await engine.json()).toMatchObject({ home: folder, node: expect.stringMatching(/24\./) });
  winnow.kill('SIGINT');
  expect(await once(winnow, 'exit')).toEqual([0, null]);
});
