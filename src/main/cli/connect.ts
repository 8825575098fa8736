import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { EngineInfo } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { indexDirectory } from '../dataset/home.ts';
import { hasIndex } from '../dataset/index-files.ts';
import { type Holder, readHolder } from '../dataset/lock.ts';
import { createDoor, type Door } from '../door/create-door.ts';
import { createEngine } from '../engine/create-engine.ts';
import { doorClient } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { socketDoor } from './socket-door.ts';

export interface Connection {
  readonly door: Door;
  readonly token: string;
  /** Stops the engine where it is this command's own. */
  close(): Promise<void>;
}

/** Stands in for a token where nobody else can reach the door. */
const OWN_TOKEN = 'in-process';

/**
 * The door of the engine that has this folder open, or else of one in this process.
 * @throws {WinnowError} not_found where `mustBeIndexed` and it never was
 */
export async function connectTo(folder: string, context: CliContext, mustBeIndexed: boolean): Promise<Connection> {
  const real = await realpath(folder).catch(() => resolve(folder));
  const directory = indexDirectory(context.home(), real);
  if (mustBeIndexed && existsSync(real) && !hasIndex(directory)) {
    throw neverIndexed(folder);
  }
  return (await connectToHolder(readHolder(directory))) ?? ownEngine(context);
}

/** Null where nobody holds it, or its holder cannot be reached: opening then says who that is. */
async function connectToHolder(holder: Holder | null): Promise<Connection | null> {
  if (holder?.socket == null || holder.token === null) return null;
  const { token } = holder;
  const door = socketDoor(holder.socket);
  return (await answers(door, token)) ? { door, token, close: async () => {} } : null;
}

async function answers(door: Door, token: string): Promise<boolean> {
  try {
    await doorClient(door, token).get<EngineInfo>('/api/engine');
    return true;
  } catch (error) {
    if (error instanceof WinnowError) return false;
    throw error;
  }
}

/** An engine of this command's own, that ends with it. */
export function ownEngine(context: CliContext): Connection {
  const engine = createEngine({ home: context.home(), logger: context.logger(), endpoint: null });
  return { door: createDoor(engine, { token: OWN_TOKEN }), token: OWN_TOKEN, close: () => engine.close() };
}

/** What a command that needs an index says where there is none, or one that was lost. */
export function neverIndexed(folder: string): WinnowError {
  return new WinnowError('not_found', `${folder} has not been indexed. Run "winnow index ${folder}" first.`);
}
