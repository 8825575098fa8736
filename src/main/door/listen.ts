import { rm, stat } from 'node:fs/promises';
import { type AddressInfo, createConnection } from 'node:net';
import { WinnowError } from '../../shared/errors.ts';
import type { Door } from './create-door.ts';

/** `port` 0 takes any free one. A `socket` is a Unix socket's path, or a named pipe's on Windows. */
export type ListenAt = { readonly socket: string } | { readonly host: string; readonly port: number };

export interface Listening {
  /** `http://127.0.0.1:4711`; null for a socket. */
  readonly url: string | null;
  /** Takes no new connections, lets answers in flight finish for a moment, removes the socket. */
  close(): Promise<void>;
}

/** `sun_path` has 108 bytes on Linux and 104 on macOS, one of them its closing zero. */
export const MAX_SOCKET_BYTES = process.platform === 'darwin' ? 103 : 107;
const LAST_ANSWERS_MS = 2000;

/** @throws {WinnowError} bad_request when the port is taken, the address is not this machine's or the path is too long */
export async function listen(door: Door, at: ListenAt): Promise<Listening> {
  if ('socket' in at) await makeRoom(at.socket);
  // Loaded by those that listen: most commands ask an engine of their own.
  const { createAdaptorServer } = await import('@hono/node-server');
  const server = createAdaptorServer({ fetch: door, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, at)));
    if ('socket' in at) server.listen(at.socket, resolve);
    else server.listen(at.port, at.host, resolve);
  });
  return {
    url: 'socket' in at ? null : urlOf(server.address() as AddressInfo, at.host),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      const cutOff = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), LAST_ANSWERS_MS);
      await closed;
      clearTimeout(cutOff);
    },
  };
}

function urlOf(address: AddressInfo, host: string): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`;
}

/** A socket that a killed engine left behind is removed; one that answers is not. */
async function makeRoom(socket: string): Promise<void> {
  if (process.platform === 'win32') return;
  if (Buffer.byteLength(socket) > MAX_SOCKET_BYTES) {
    throw new WinnowError(
      'bad_request',
      `The socket's path has ${Buffer.byteLength(socket)} bytes; at most ${MAX_SOCKET_BYTES} work: ${socket}`,
    );
  }
  const found = await stat(socket).catch(() => null);
  if (found?.isSocket() && !(await answers(socket))) await rm(socket, { force: true });
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}

function listenProblem(error: NodeJS.ErrnoException, at: ListenAt): unknown {
  const where = 'socket' in at ? at.socket : `${at.host}:${at.port}`;
  if (error.code === 'EADDRINUSE') {
    return new WinnowError(
      'bad_request',
      `${where} is taken by another program. Choose another port with --port, or none for any free one.`,
    );
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new WinnowError('bad_request', `${where} is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all addresses.`);
  }
  if (error.code === 'EACCES')
    return new WinnowError('no_permission', `You have no permission to listen at ${where}.`, { cause: error });
  return error;
}
