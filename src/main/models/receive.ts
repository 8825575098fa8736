import { open } from 'node:fs/promises';
import { storageError } from '../db/storage-error.ts';
import { DownloadProblem, networkProblem } from './download-problem.ts';
import { type Part, readPart, removePart, startPart } from './part-file.ts';
import { type RangeAnswer, requestRange } from './request-range.ts';
import { type StallWatch, watchStall } from './stall-watch.ts';

export interface Receiving {
  readonly url: string;
  readonly destination: string;
  /** That the file must have. */
  readonly sizeBytes: number;
  /** Its bytes are checked when all are here; otherwise only the server can say whether parts belong together. */
  readonly isChecked: boolean;
  readonly userAgent: string;
  /** Given up when no byte arrives for this long. */
  readonly stallMs: number;
  readonly signal: AbortSignal;
  /** @param done bytes that are here */
  onProgress(done: number): void;
}

/**
 * One attempt at the rest of a file: goes on after what an earlier attempt left.
 * @returns once all is here; `from`: how much of it an earlier attempt left
 * @throws {DownloadProblem}; {WinnowError} disk_full, no_permission, read_only; an AbortError on cancel
 */
export async function receive(receiving: Receiving): Promise<{ readonly from: number }> {
  const { url, destination, sizeBytes, isChecked, userAgent, onProgress } = receiving;
  const left = await readPart(destination, url);
  const isUsable = left.sizeBytes <= sizeBytes && (isChecked || left.validator !== null);
  const from = isUsable ? left.sizeBytes : 0;
  if (from === sizeBytes) return { from };
  const stall = watchStall(receiving.stallMs, receiving.signal);
  try {
    const answer = await requestRange({ url, from, validator: left.validator, userAgent, signal: stall.signal });
    // With If-Range a server need not say the date again: that it goes on says that it is the same file.
    const isOther = answer !== null && answer.from > 0 && answer.validator !== null && answer.validator !== left.validator;
    if (answer === null || isOther) {
      await answer?.body.cancel();
      await removePart(destination);
      throw new DownloadProblem('the file there is another one than before', 'again');
    }
    await checkSize(answer, receiving);
    const part = answer.from > 0 ? left : await startPart(destination, url, answer.validator);
    onProgress(answer.from);
    await writeBody(answer, part, receiving, stall);
    return { from: answer.from };
  } catch (error) {
    receiving.signal.throwIfAborted();
    if (stall.signal.aborted) throw new DownloadProblem(`nothing arrived for ${receiving.stallMs / 1000} s`, 'again');
    throw error;
  } finally {
    stall.end();
  }
}

async function checkSize({ totalBytes, body, contentType }: RangeAnswer, { sizeBytes }: Receiving): Promise<void> {
  if (totalBytes === null || totalBytes === sizeBytes) return;
  await body.cancel();
  const what = contentType.startsWith('text/html') ? 'a web page' : `a file of ${totalBytes} bytes`;
  throw new DownloadProblem(`it sends ${what} instead of ${sizeBytes} bytes`, 'elsewhere');
}

async function writeBody(answer: RangeAnswer, part: Part, receiving: Receiving, stall: StallWatch): Promise<void> {
  const { sizeBytes, url, destination, onProgress } = receiving;
  const file = await open(part.file, 'a').catch(rethrowStorage(part.file));
  let done = answer.from;
  try {
    for await (const piece of piecesOf(answer.body, url)) {
      stall.feed();
      if (done + piece.length > sizeBytes) {
        await removePart(destination);
        throw new DownloadProblem(`it sends more than the ${sizeBytes} bytes the file has`, 'elsewhere');
      }
      // Not `write`, which may write less than all.
      await file.appendFile(piece).catch(rethrowStorage(part.file));
      done += piece.length;
      onProgress(done);
    }
    await file.sync().catch(rethrowStorage(part.file));
  } finally {
    await file.close();
  }
  if (done < sizeBytes) throw new DownloadProblem(`it ended after ${done} of ${sizeBytes} bytes`, 'again');
}

/** Tells a connection that broke from a disk that is full. */
async function* piecesOf(reader: ReadableStreamDefaultReader<Uint8Array>, url: string): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const { value, done } = await reader.read().catch((error) => {
        throw error instanceof DOMException ? error : networkProblem(error, new URL(url));
      });
      if (done) return;
      yield value;
    }
  } finally {
    // Ends the connection where nobody reads on.
    await reader.cancel().catch(() => undefined);
  }
}

const rethrowStorage =
  (file: string) =>
  (error: unknown): never => {
    throw storageError(error, file);
  };
