import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as WebReadableStream } from 'node:stream/web';
import type { EngineAddress } from './engine-address.ts';

/** Statuses whose answer has no body by definition; a Response with one refuses to be made. */
const BODILESS = new Set([204, 205, 304]);

/** Of one hop only, or the page's own address: the engine sees the shell, not the page's origin. */
const NOT_FORWARDED = new Set([
  'connection',
  'host',
  'keep-alive',
  'origin',
  'proxy-connection',
  'referer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Passes a request of the page on to the engine's socket, both bodies streamed. An abort on either side ends the other.
 * Rejects with Node's own error when the engine cannot be reached.
 */
export function forwardRequest(request: Request, address: EngineAddress): Promise<Response> {
  const url = new URL(request.url);
  const headers = {
    ...forwardedHeaders(request.headers),
    authorization: `Bearer ${address.token}`,
    'accept-encoding': 'identity',
  };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      socketPath: address.socket,
      method: request.method,
      path: url.pathname + url.search,
      headers,
      signal: request.signal,
    });
    outgoing.once('response', (incoming) => resolve(toResponse(incoming)));
    outgoing.once('error', reject);
    if (request.body === null) outgoing.end();
    else {
      const body = Readable.fromWeb(request.body as WebReadableStream);
      body.once('error', (error) => outgoing.destroy(error));
      body.pipe(outgoing);
    }
  });
}

function forwardedHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !NOT_FORWARDED.has(name)));
}

function toResponse(incoming: IncomingMessage): Response {
  const status = incoming.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    if (NOT_FORWARDED.has(name)) continue;
    for (const value of values ?? []) headers.append(name, value);
  }
  if (BODILESS.has(status)) {
    incoming.resume();
    return new Response(null, { status, headers });
  }
  // A page that goes away cancels the stream, which destroys the connection, which aborts the call in the engine.
  return new Response(Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>, { status, headers });
}
