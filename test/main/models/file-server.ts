import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly path: string;
  readonly range: string | null;
  readonly ifRange: string | null;
}

/** Answers a request; `turn` counts from 0 those of the same path. */
export type Answer = (request: IncomingMessage, response: ServerResponse, turn: number) => void;

export interface FileServer {
  readonly url: string;
  /** All requests, in order. */
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/** A server on this machine with an answer for each path. */
export async function serveFiles(answers: Readonly<Record<string, Answer>>): Promise<FileServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const turn = asked.filter((one) => one.path === path).length;
    const ifRange = request.headers['if-range'];
    asked.push({ path, range: request.headers.range ?? null, ifRange: typeof ifRange === 'string' ? ifRange : null });
    const answer = answers[path];
    if (answer === undefined) response.writeHead(404).end('no such file');
    else answer(request, response, turn);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface Manner {
  /** Null: the server says nothing of the file's state. */
  readonly etag?: string | null;
  /** False: `Range` is ignored, as some servers do. */
  readonly knowsRanges?: boolean;
  /** Bytes after which the connection is cut, once they were read: a broken connection takes with it what nobody read yet. */
  readonly cut?: { readonly after: number; readonly isRead: (bytes: number) => boolean };
  /** Between pieces of 1 KB. */
  readonly pauseMs?: number;
  /** Without saying how long the file is. */
  readonly isChunked?: boolean;
}

/** Sends a file as servers do, from the position asked for. */
export function sendFile(bytes: Uint8Array, manner: Manner = {}): Answer {
  const { etag = '"first"', knowsRanges = true, cut, pauseMs = 0, isChunked = false } = manner;
  return async (request, response) => {
    const isSameFile = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    const asked = knowsRanges && isSameFile ? /^bytes=(\d+)-$/.exec(request.headers.range ?? '') : null;
    const from = Number(asked?.[1] ?? 0);
    if (from >= bytes.length && asked !== null) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    response.writeHead(asked === null ? 200 : 206, {
      ...(etag !== null && { etag }),
      ...(!isChunked && { 'content-length': bytes.length - from }),
      ...(asked !== null && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
    });
    const end = Math.min(bytes.length, cut === undefined ? bytes.length : from + cut.after);
    for (let at = from; at < end && !response.destroyed; at += 1024) {
      await new Promise((resolve) => response.write(bytes.subarray(at, Math.min(end, at + 1024)), resolve));
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    while (end < bytes.length && cut?.isRead(end) === false) await new Promise((resolve) => setTimeout(resolve, 5));
    if (end < bytes.length) response.destroy();
    else response.end();
  };
}
