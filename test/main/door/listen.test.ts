import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { socketDoor } from '../../../src/main/cli/socket-door.ts';
import { listen } from '../../../src/main/door/listen.ts';
import { privateSocket } from '../../../src/main/door/private-socket.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'winnow-listen-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const door = (): Response => new Response('here');
const ask = async (socket: string): Promise<string> => (await socketDoor(socket)(new Request('http://localhost/'))).text();

test('a socket is in a folder that only its owner can enter, and leaves nothing behind', async () => {
  const place = await privateSocket();
  const listening = await listen(door, { socket: place.path });
  expect(statSync(dirname(place.path)).mode & 0o777).toBe(0o700);
  expect(await ask(place.path)).toBe('here');
  await listening.close();
  await place.remove();
  expect(existsSync(dirname(place.path))).toBe(false);
});

test('a socket left behind by a killed process is replaced, one that answers is not', async () => {
  const socket = join(root, 'engine.sock');
  const script = `require('node:net').createServer().listen(${JSON.stringify(socket)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', script]);
  expect(existsSync(socket)).toBe(true);
  const listening = await listen(door, { socket });
  expect(await ask(socket)).toBe('here');
  await expect(listen(door, { socket })).rejects.toMatchObject({ code: 'bad_request' });
  expect(await ask(socket)).toBe('here');
  await listening.close();
});

test('a path that is too long for a socket is refused with its length', async () => {
  await expect(listen(door, { socket: join(root, 'x'.repeat(120)) })).rejects.toThrow(/bytes/);
});

test('a port that is taken is said so; port 0 takes a free one', async () => {
  const first = await listen(door, { host: '127.0.0.1', port: 0 });
  const port = Number(new URL(first.url ?? '').port);
  expect(await (await fetch(first.url ?? '')).text()).toBe('here');
  await expect(listen(door, { host: '127.0.0.1', port })).rejects.toThrow(/taken/);
  await first.close();
  await expect(listen(door, { host: '203.0.113.1', port: 0 })).rejects.toThrow(/no address of this machine/);
});
