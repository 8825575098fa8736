import { stat } from 'node:fs/promises';
import { absolutePath } from './paths.ts';

/** How long what was seen is taken for true. */
const LOOK_AGAIN_MS = 5000;

/** Whether a dataset's folder can be reached, looked at now and then. */
export interface FolderPresence {
  /** As last seen, at once: a drive that does not answer must keep nobody waiting. Looks again where that is long ago. */
  isPresent(): boolean;
  close(): void;
}

/** @param onFlip told when a later look finds otherwise */
export function watchPresence(folder: string, isPresentNow: boolean, onFlip: () => void): FolderPresence {
  let isPresent = isPresentNow;
  let lookedMs = performance.now();
  let isClosed = false;

  async function look(): Promise<void> {
    lookedMs = performance.now();
    const isThere = await isFolder(folder);
    if (isThere === isPresent || isClosed) return;
    isPresent = isThere;
    onFlip();
  }

  return {
    isPresent() {
      if (!isClosed && performance.now() - lookedMs > LOOK_AGAIN_MS) void look();
      return isPresent;
    },
    close() {
      isClosed = true;
    },
  };
}

/** Whether a folder can be reached. */
export async function isFolder(folder: string): Promise<boolean> {
  return stat(absolutePath(folder, '')).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
