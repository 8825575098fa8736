import { readdirSync, readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { socketDoor } from '../../src/main/cli/socket-door.ts';
import { openIndexed, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await openIndexed(server);
});
afterAll(() => server.end());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A request with headers as given, Host too, which `fetch` does not allow. */
function raw(path: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(new URL(path, server.url ?? ''), { method, headers }, (incoming) => {
      incoming.resume();
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers }));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

const bearer = (): Record<string, string> => ({ authorization: `Bearer ${server.token}` });

test('without the token there is nothing, on TCP and on the socket', async () => {
  for (const path of ['/', '/api/engine', '/api/events', '/assets/a.js']) expect((await raw(path, {})).status).toBe(401);
  expect((await raw('/api/engine', { authorization: 'Bearer wrong' })).status).toBe(401);
  expect((await raw('/api/engine', { cookie: 'winnow-1=x' })).status).toBe(401);
  const overSocket = await socketDoor(server.socket)(new Request('http://localhost/api/engine'));
  expect(overSocket.status).toBe(401);
  expect((await raw('/api/engine', bearer())).status).toBe(200);
});

test('opening the URL with the token sets a cookie and leaves the token behind', async () => {
  const entry = await raw(`/?token=${server.token}&folder=x`, {});
  expect(entry).toMatchObject({ status: 303, headers: { location: '/?folder=x', 'referrer-policy': 'no-referrer' } });
  const cookie = String(entry.headers['set-cookie']);
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
  expect((await raw('/api/engine', { cookie: cookie.split(';')[0] ?? '' })).status).toBe(200);
  expect((await raw('/?token=wrong', {})).status).toBe(401);
});

test('other host names are refused even with the token (DNS rebinding)', async () => {
  expect((await raw('/api/engine', { ...bearer(), host: 'evil.example' })).status).toBe(401);
  expect((await raw(`/?token=${server.token}`, { host: 'evil.example' })).headers['set-cookie']).toBeUndefined();
  expect((await raw('/api/engine', { ...bearer(), host: 'localhost:1' })).status).toBe(200);
});

test('other origins may not change anything', async () => {
  const { host } = new URL(server.url ?? '');
  const post = (origin: string) => raw('/api/jobs/none/cancel', { ...bearer(), origin }, 'POST');
  expect((await post('http://127.0.0.1:1')).status).toBe(401);
  expect((await post('https://evil.example')).status).toBe(401);
  expect((await post('null')).status).toBe(401);
  expect((await post(`http://${host}`)).status).toBe(404);
});

test('the page may load nothing from elsewhere', async () => {
  const page = await raw('/', bearer());
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['content-security-policy']).not.toContain('unsafe-eval');
  expect(page.headers['cache-control']).toBe('no-cache');
  expect(page.headers['access-control-allow-origin']).toBeUndefined();
});

test('the token is in no log', () => {
  const logs = readdirSync(join(server.home, 'logs')).map((name) => readFileSync(join(server.home, 'logs', name), 'utf8'));
  expect(logs.join('')).toContain('the engine answers');
  expect(logs.join('')).not.toContain(server.token);
});
