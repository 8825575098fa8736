import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOldNode } from '../fixtures/old-node.ts';

const launcher = fileURLToPath(new URL('../../bin/with-node24.js', import.meta.url));
const oldNode = findOldNode();
if (oldNode === null) console.log('No Node older than 24 on the PATH: the launcher is tested with a new one only.');

const SCRIPT = `
const [how, ...rest]: string[] = process.argv.slice(2);
const say = (): void => console.log(JSON.stringify({ node: process.version, isMain: import.meta.main, rest }));
if (how === 'wait') {
  process.on('SIGTERM', () => process.exit(7));
  process.on('SIGINT', () => process.exit(8));
  setInterval(() => {}, 1000);
  say();
} else {
  say();
  if (how === 'die') process.kill(process.pid, 'SIGKILL');
  process.exitCode = Number(how);
}
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-launcher-'));
  writeFileSync(join(folder, 'script.ts'), SCRIPT);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function start(node: string, ...args: string[]): Promise<{ launched: ChildProcess; said: Record<string, unknown> }> {
  const launched = spawn(node, [launcher, join(folder, 'script.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(launched.stdout, 'data')) as [Buffer];
  return { launched, said: JSON.parse(line.toString()) };
}

describe.each([
  ['a new Node', process.execPath],
  ['an old Node', oldNode],
])('with-node24 started by %s', (_, node) => {
  it.skipIf(node === null)('runs the script with Node 24, its arguments as given, and mirrors its exit status', async () => {
    const { launched, said } = await start(node!, '5', 'two words', '--flag=ü', '');
    expect(said).toEqual({ node: expect.stringMatching(/^v2[4-9]/), isMain: true, rest: ['two words', '--flag=ü', ''] });
    expect(await once(launched, 'exit')).toEqual([5, null]);
  });

  it.skipIf(node === null).each([
    ['SIGTERM', 7],
    ['SIGINT', 8],
  ] as const)('passes %s on and waits for the script to end', async (signal, status) => {
    const { launched } = await start(node!, 'wait');
    launched.kill(signal);
    expect(await once(launched, 'exit')).toEqual([status, null]);
  });

  it.skipIf(node === null)('ends by the signal that ended the script', async () => {
    const { launched } = await start(node!, 'die');
    expect(await once(launched, 'exit')).toEqual([null, 'SIGKILL']);
  });
});

it('says how it is used when no script is named', async () => {
  const launched = spawn(process.execPath, [launcher], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [line] = (await once(launched.stderr, 'data')) as [Buffer];
  expect(line.toString()).toMatch(/^Usage: /);
  expect(await once(launched, 'exit')).toEqual([2, null]);
});
