import { request } from 'node:http';
import { Readable } from 'node:stream';
import { WinnowError } from '../../shared/errors.ts';
import type { Door } from '../door/create-door.ts';

/** The door of an engine in another process, over its Unix socket or named pipe. */
export function socketDoor(socketPath: string): Door {
  return async (asked) => {
    const { pathname, search } = new URL(asked.url);
    const body = Buffer.from(await asked.arrayBuffer());
    return new Promise<Response>((resolve, reject) => {
      const outgoing = request(
        {
          socketPath,
          path: `${pathname}${search}`,
          method: asked.method,
          headers: { ...Object.fromEntries(asked.headers), host: 'localhost', 'content-length': body.length },
          signal: asked.signal,
        },
        (incoming) => {
          resolve(
            new Response(Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>, {
              status: incoming.statusCode ?? 500,
              headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
            }),
          );
        },
      );
      outgoing.on('error', (error) => {
        if (asked.signal.aborted) reject(asked.signal.reason);
        else
          reject(
            new WinnowError(
              'dataset_busy',
              `The Winnow that has this dataset open does not answer (${error.message}). Quit it, then try again.`,
              { cause: error },
            ),
          );
      });
      outgoing.end(body);
    });
  };
}
