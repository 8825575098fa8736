import type { EngineEvent } from '../../shared/events.ts';

/** The engine says `alive` every 15 s; silence for longer than this means the connection hangs. */
const SILENCE_MS = 40_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5000;

export interface EventHandlers {
  /** Opens the stream. @throws where the engine cannot be reached */
  open(signal: AbortSignal): Promise<Response>;
  onEvent(event: EngineEvent): void;
  /** The stream is open: the present state follows. */
  onConnected(): void;
  /** It broke or could not be opened; it is tried again. */
  onLost(error: unknown): void;
}

/** Listens to the engine's events until aborted, connecting again with growing pauses. */
export async function followEvents(handlers: EventHandlers, signal: AbortSignal): Promise<void> {
  let retryMs = FIRST_RETRY_MS;
  while (!signal.aborted) {
    try {
      await readStream(handlers, signal, () => {
        retryMs = FIRST_RETRY_MS;
      });
      if (!signal.aborted) handlers.onLost(new Error('The engine ended the stream of events.'));
    } catch (error) {
      if (!signal.aborted) handlers.onLost(error);
    }
    await pause(retryMs, signal);
    retryMs = Math.min(LAST_RETRY_MS, retryMs * 2);
  }
}

async function readStream(handlers: EventHandlers, signal: AbortSignal, onOpen: () => void): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await handlers.open(AbortSignal.any([signal, silence.signal]));
    if (response.body === null) throw new Error('The stream of events has no body.');
    handlers.onConnected();
    onOpen();
    for await (const line of linesOf(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      handlers.onEvent(JSON.parse(line) as EngineEvent);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Lines of an NDJSON stream, as they are complete. */
export async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines.filter((line) => line !== '');
    }
    if (rest.trim() !== '') yield rest;
  } finally {
    await reader.cancel();
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
