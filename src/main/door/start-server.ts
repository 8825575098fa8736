import { randomBytes } from 'node:crypto';
import { createEngine } from '../engine/create-engine.ts';
import type { Engine } from '../engine/engine.ts';
import type { Logger } from '../log/logger.ts';
import { createDoor, type Door } from './create-door.ts';
import { listen } from './listen.ts';
import { privateSocket } from './private-socket.ts';

export interface ServerOptions {
  readonly home: string;
  readonly logger: Logger;
  /** Where to listen for browsers; absent: nowhere. */
  readonly tcp?: { readonly host: string; readonly port: number };
  /** Absent: a private one is made, so that the command line can talk to this engine. */
  readonly socket?: string;
  /** Absent: a random one. */
  readonly token?: string;
}

export interface RunningServer {
  readonly engine: Engine;
  readonly door: Door;
  readonly token: string;
  readonly socket: string;
  readonly url: string | null;
  /** Stops gracefully: jobs, streams, datasets, sockets. Once, however often it is called. */
  close(): Promise<void>;
}

/** An engine that answers on its socket, and on TCP where asked to. @throws {WinnowError} when it cannot listen there */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const token = options.token ?? randomBytes(32).toString('base64url');
  const place = options.socket === undefined ? await privateSocket() : { path: options.socket, remove: async () => {} };
  const { home, logger } = options;
  const engine = createEngine({ home, logger, endpoint: { socket: place.path, token } });
  const door = createDoor(engine, options.tcp === undefined ? { token } : { token, host: options.tcp.host });
  const cleanups = [() => engine.close(), place.remove];
  try {
    const onSocket = await listen(door, { socket: place.path });
    cleanups.splice(1, 0, onSocket.close);
    const onTcp = options.tcp === undefined ? null : await listen(door, options.tcp);
    if (onTcp !== null) cleanups.splice(1, 0, onTcp.close);
    // While the user chooses a folder: the first thumbnails then come without a wait.
    engine.compute().warm();
    logger.info({ version: engine.version, node: process.version, url: onTcp?.url ?? null }, 'the engine answers');
    let closing: Promise<void> | null = null;
    return { engine, door, token, socket: place.path, url: onTcp?.url ?? null, close: () => (closing ??= inOrder(cleanups)) };
  } catch (error) {
    await inOrder(cleanups);
    throw error;
  }
}

async function inOrder(steps: readonly (() => Promise<void>)[]): Promise<void> {
  for (const step of steps) await step();
}
