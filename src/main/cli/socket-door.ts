import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { WinnowError } from '../../shared/errors.ts';
import type { Door } from '../door/create-door.ts';

/** Statuses whose answer has no body by definition; a Response with one refuses to be made. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/** The door of an engine in another process, over its Unix socket or named pipe. */
export function socketDoor(socketPath: string): Door {
  return async (asked) => {
    const { pathname, search } = new URL(asked.url);
    const body = Buffer.from(await asked.arrayBuffer());
    const headers = { ...Object.fromEntries(asked.headers), host: 'localhost', 'content-length': body.length };
    const { method, signal } = asked;
    return new Promise<Response>((resolve, reject) => {
      const outgoing = request({ socketPath, path: `${pathname}${search}`, method, headers, signal });
      outgoing.once('response', (incoming) => resolve(responseOf(incoming)));
      outgoing.on('error', (error) => reject(signal.aborted ? signal.reason : gone(error)));
      outgoing.end(body);
    });
  };
}

function gone(error: Error): WinnowError {
  const message = `The Winnow that has this dataset open does not answer (${error.message}). Quit it, then try again.`;
  return new WinnowError('dataset_busy', message, { cause: error });
}

function responseOf(incoming: IncomingMessage): Response {
  const status = incoming.statusCode ?? 500;
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  if (!BODILESS.has(status)) {
    return new Response(Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>, { status, headers });
  }
  incoming.resume();
  return new Response(null, { status, headers });
}
