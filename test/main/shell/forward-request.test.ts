import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineAddress } from '../../../src/main/shell/engine-address.ts';
import { forwardRequest } from '../../../src/main/shell/forward-request.ts';

let folder = '';
let server: Server;
let address: EngineAddress;
let handle: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-forward-'));
  const socket = process.platform === 'win32' ? `\\\\.\\pipe\\${folder.replaceAll('\\', '-')}` : join(folder, 'engine.sock');
  address = { socket, token: 'secret' };
  server = createServer((request, response) => handle(request, response)).listen(socket);
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const page = (path: string, init?: RequestInit): Request => new Request(new URL(path, 'winnow://app/'), init);

describe('forwardRequest', () => {
  it('carries method, path, query, headers and token, but not the page’s origin', async () => {
    let seen: IncomingMessage | null = null;
    handle = (request, response) => {
      seen = request;
      response.end();
    };
    await forwardRequest(
      page('/api/x%20y?z=%C3%BC', { method: 'DELETE', headers: { 'x-kept': 'yes', origin: 'winnow://app' } }),
      address,
    );
    const { method, url, headers } = seen as unknown as IncomingMessage;
    expect({ method, url }).toEqual({ method: 'DELETE', url: '/api/x%20y?z=%C3%BC' });
    expect(headers).toMatchObject({ 'x-kept': 'yes', authorization: 'Bearer secret' });
    expect(headers).not.toHaveProperty('origin');
  });

  it('carries status, headers and body back', async () => {
    handle = (_, response) =>
      response.writeHead(418, { 'content-type': 'image/jpeg', 'x-many': ['a', 'b'] }).end(Buffer.from([1, 2, 255]));
    const response = await forwardRequest(page('/'), address);
    expect(response.status).toBe(418);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(response.headers.get('x-many')).toBe('a, b');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 255]);
  });

  it.each([204, 304])('answers %i without a body', async (status) => {
    handle = (_, response) => response.writeHead(status, { etag: '"1"' }).end();
    const response = await forwardRequest(page('/'), address);
    expect([response.status, response.body, response.headers.get('etag')]).toEqual([status, null, '"1"']);
  });

  it('gives the first events of a stream that has not ended', async () => {
    handle = (_, response) => void response.write('{"type":"alive"}\n');
    const response = await forwardRequest(page('/api/events'), address);
    const { value } = await response.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toBe('{"type":"alive"}\n');
  });

  it('sends a body as it comes, however large, and whole', async () => {
    handle = async (request, response) => {
      let bytes = 0;
      for await (const chunk of request) bytes += (chunk as Buffer).length;
      response.end(String(bytes));
    };
    let left = 64;
    const body = new ReadableStream({
      pull: (controller) => (left-- > 0 ? controller.enqueue(new Uint8Array(1 << 16)) : controller.close()),
    });
    const response = await forwardRequest(page('/', { method: 'POST', body, duplex: 'half' } as RequestInit), address);
    expect(await response.text()).toBe(String(64 << 16));
  });

  it('passes an abort of the page on while the engine works', async () => {
    const abort = new AbortController();
    const closed = new Promise((resolve) => {
      handle = (_, response) => {
        response.once('close', () => resolve('closed'));
        abort.abort();
      };
    });
    await expect(forwardRequest(page('/', { signal: abort.signal }), address)).rejects.toThrow(/abort/);
    expect(await closed).toBe('closed');
  });

  it('passes an abort of the page on while the answer comes', async () => {
    const abort = new AbortController();
    const closed = new Promise((resolve) => {
      handle = (_, response) => {
        response.once('close', () => resolve('closed'));
        response.write('begun');
      };
    });
    const reader = (await forwardRequest(page('/', { signal: abort.signal }), address)).body!.getReader();
    await reader.read();
    abort.abort();
    await expect(reader.read()).rejects.toThrow();
    expect(await closed).toBe('closed');
  });

  it('ends the engine’s work when the page cancels the answer', async () => {
    const closed = new Promise((resolve) => {
      handle = (_, response) => {
        response.once('close', () => resolve('closed'));
        response.write('begun');
      };
    });
    const response = await forwardRequest(page('/'), address);
    await response.body!.cancel();
    expect(await closed).toBe('closed');
  });

  it('rejects where nothing listens', async () => {
    await expect(forwardRequest(page('/'), { ...address, socket: `${address.socket}-none` })).rejects.toThrow(/ENOENT/);
  });
});
