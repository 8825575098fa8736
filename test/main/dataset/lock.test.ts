import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { acquireLock, readHolder } from '../../../src/main/dataset/lock.ts';
import { moduleUrl } from '../../fixtures/as-other-user.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

const ENDPOINT = { socket: '/run/a.sock', token: 'secret' };
const children: ChildProcess[] = [];

/** Another process that takes the lock and keeps it. @returns once it has it */
async function holderProcess(directory: string): Promise<ChildProcess> {
  const code = `
    const { acquireLock } = await import(${JSON.stringify(moduleUrl('src/main/dataset/lock.ts'))});
    console.log(JSON.stringify(acquireLock(${JSON.stringify(directory)}, { socket: 'theirs', token: 't' })));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = await once(createInterface(child.stdout!), 'line');
  expect(line).toContain('"lock"');
  return child;
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('the lock of an index', () => {
  it('is given to one at a time, who says how to be reached', () => {
    const directory = tempFolder();
    const first = acquireLock(directory, ENDPOINT);
    expect(acquireLock(directory, ENDPOINT)).toEqual({ heldBy: { pid: process.pid, ...ENDPOINT } });
    expect(readHolder(directory)).toEqual({ pid: process.pid, ...ENDPOINT });
    if ('lock' in first) first.lock.release();
    expect(readHolder(directory)).toBeNull();
    const again = acquireLock(directory, ENDPOINT);
    expect('lock' in again).toBe(true);
    if ('lock' in again) again.lock.release();
  });

  it.skipIf(process.platform === 'win32')('keeps its token to its owner', () => {
    const directory = tempFolder();
    const taken = acquireLock(directory, ENDPOINT);
    expect(statSync(join(directory, 'engine.json')).mode & 0o777).toBe(0o600);
    if ('lock' in taken) taken.lock.release();
  });

  it('holds between processes, and is free once its holder was killed', async () => {
    const directory = tempFolder();
    const child = await holderProcess(directory);
    expect(acquireLock(directory, ENDPOINT)).toEqual({ heldBy: { pid: child.pid, socket: 'theirs', token: 't' } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(readHolder(directory)).toBeNull();
    const taken = acquireLock(directory, ENDPOINT);
    expect('lock' in taken).toBe(true);
    if ('lock' in taken) taken.lock.release();
  });
});
