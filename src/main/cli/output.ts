/** A stream that the command writes to; the process's own, or a test's. */
export interface Sink {
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
}

/**
 * @param onGone called once when the reader went away (`winnow samples … | head`); writing then does nothing
 */
export function sinkOf(stream: NodeJS.WritableStream & { readonly isTTY?: boolean }, onGone: () => void): Sink {
  let isGone = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (!isGone) onGone();
    isGone = true;
  });
  return {
    isTerminal: stream.isTTY === true,
    write: (text) =>
      new Promise((resolve) => {
        if (isGone) resolve();
        else stream.write(text, () => resolve());
      }),
  };
}
