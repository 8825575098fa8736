import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { fsPath } from '../../workers/scan/fs-path.ts';
import { memberPath } from '../../workers/tar/member-path.ts';
import { type TarDamage, type TarMember, tarSteps } from '../../workers/tar/read-tar.ts';
import { bytesToRead } from '../../workers/tar/read-window.ts';
import { createPauses } from '../predictions/prediction-file.ts';

/** A plain file in a tar that has a path below it. */
export interface ShardMember {
  /** Below the tar. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Where its data begin in the tar. */
  readonly offset: number;
  /** All of its bytes; they hold until the next read. */
  read(): Promise<Uint8Array>;
}

/** @returns 'stop': the members after it are not wanted */
export type VisitMember = (member: ShardMember) => Promise<'stop' | undefined>;

/** A file that became a FIFO meanwhile must not block. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const NOTHING = new Uint8Array();

/**
 * Goes through the members of a tar in its order, reading headers and what `visit` asks for.
 * @param absolute of the tar, as text
 * @returns what kept it from being read to its end
 * @throws what opening and reading throw; AbortError
 */
export async function visitShard(absolute: string, signal: AbortSignal, visit: VisitMember): Promise<TarDamage> {
  const file = await open(fsPath(absolute), OPEN_FLAGS);
  try {
    const stats: Stats = await file.stat();
    return stats.isFile() ? await visitMembers(file, stats.size, signal, visit) : 'is no file any more';
  } finally {
    await file.close();
  }
}

async function visitMembers(file: FileHandle, sizeBytes: number, signal: AbortSignal, visit: VisitMember): Promise<TarDamage> {
  const pause = createPauses(signal);
  const read = createWindow(file);
  const steps = tarSteps(sizeBytes);
  for (let step = steps.next(); ; await pause()) {
    signal.throwIfAborted();
    if (step.done === true) return step.value;
    if (step.value.kind === 'need') step = steps.next(await read(step.value.position, step.value.length));
    else if ((await meet(step.value, read, visit)) === 'stop') return null;
    else step = steps.next(NOTHING);
  }
}

async function meet({ type, name, offset, sizeBytes }: TarMember, read: ReadBytes, visit: VisitMember) {
  const { path } = memberPath(name);
  if (path === null || type !== 'file') return undefined;
  return visit({ path, sizeBytes, offset, read: () => read(offset, sizeBytes) });
}

type ReadBytes = (position: number, length: number) => Promise<Uint8Array>;

/** As `createReadWindow` does, without blocking. */
function createWindow(file: FileHandle): ReadBytes {
  let bytes: Uint8Array = NOTHING;
  let start = 0;
  return async (position, length) => {
    const wanted = bytesToRead({ start, end: start + bytes.length }, position, length);
    if (wanted > 0) {
      bytes = await readFrom(file, position, wanted);
      start = position;
    }
    return bytes.subarray(position - start, position - start + length);
  };
}

async function readFrom(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
