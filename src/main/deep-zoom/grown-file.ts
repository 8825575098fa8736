import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { HEAD_BYTES, type PixelFile, readHead, rowsWritten } from '../../workers/decode/pixel-file.ts';
import { orAborted } from '../jobs/or-aborted.ts';

/** A look at the file costs a tenth of a millisecond. */
const LOOK_AGAIN_MS = 15;

/**
 * Waits until a file of pixels that is being written has so many rows.
 * @param whole settles once it is written to its end, or not
 * @param rowsOf how many are needed, by what its head says
 * @throws what `whole` and `rowsOf` throw; {DOMException} AbortError
 */
export async function untilGrown(
  file: string,
  whole: Promise<unknown>,
  rowsOf: (head: PixelFile) => number,
  signal: AbortSignal,
): Promise<PixelFile> {
  let isOver = false;
  const end = whole.finally(() => {
    isOver = true;
  });
  // Whoever waits is told by the race below.
  end.catch(() => undefined);
  for (;;) {
    const wasOver = isOver;
    const now = await lookAt(file);
    if (now !== null && now.rows >= rowsOf(now.head)) return now.head;
    if (wasOver) await end;
    if (wasOver) throw new Error(`${file} ends before its last row.`);
    await orAborted(Promise.race([end, sleep(LOOK_AGAIN_MS)]), signal);
  }
}

/** @returns null: there is nothing yet */
async function lookAt(file: string): Promise<{ readonly head: PixelFile; readonly rows: number } | null> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return null;
  try {
    const bytes = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, HEAD_BYTES, 0);
    const head = readHead(bytes.subarray(0, bytesRead));
    return head === null ? null : { head, rows: rowsWritten(head, (await handle.stat()).size) };
  } finally {
    await handle.close();
  }
}
