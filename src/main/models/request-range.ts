import { DownloadProblem, networkProblem, statusProblem } from './download-problem.ts';
import { isLoopback } from './loopback.ts';

const MAX_REDIRECTS = 8;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface RangeRequest {
  readonly url: string;
  /** Bytes that are here already. */
  readonly from: number;
  /** Of the file they are from; null: unknown. */
  readonly validator: string | null;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

export interface RangeAnswer {
  /** Taken at once: fetch ends the body of a Response that nobody holds any more, without an error, until somebody reads. */
  readonly body: ReadableStreamDefaultReader<Uint8Array>;
  /** Where the body begins in the file: 0 where the server sends it from the start. */
  readonly from: number;
  /** Size of the whole file; null where the server does not say. */
  readonly totalBytes: number | null;
  readonly validator: string | null;
  /** Of the body: what is no model gives itself away. */
  readonly contentType: string;
}

/**
 * Asks for a file from a position on. Redirects are followed to https only, except between addresses of this machine.
 * @returns null where the file there ends before that position
 * @throws {DownloadProblem}; an AbortError
 */
export async function requestRange(request: RangeRequest): Promise<RangeAnswer | null> {
  const { response, url } = await follow(request);
  if (response.status !== 200 && response.status !== 206) {
    await response.body?.cancel();
    if (response.status === 416 && request.from > 0) return null;
    throw statusProblem(response.status, response.headers.get('retry-after'));
  }
  if (response.body === null) throw new DownloadProblem('the answer is empty', 'elsewhere');
  const range = response.status === 206 ? contentRange(response.headers.get('content-range')) : null;
  if (response.status === 206 && range?.from !== request.from) {
    await response.body.cancel();
    throw new DownloadProblem(`${url.host} sends another part of the file than the one asked for`, 'elsewhere');
  }
  return {
    body: response.body.getReader(),
    from: range?.from ?? 0,
    totalBytes: range === null ? contentLength(response.headers) : range.total,
    validator: validatorOf(response.headers),
    contentType: response.headers.get('content-type') ?? '',
  };
}

async function follow(request: RangeRequest): Promise<{ readonly response: Response; readonly url: URL }> {
  const first = new URL(request.url);
  let url = first;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await ask(url, request);
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null) return { response, url };
    await response.body?.cancel();
    const next = URL.parse(location, url.href);
    if (next === null || !isAllowed(next, first)) {
      throw new DownloadProblem(`it redirects to ${location}, which is not safe`, 'elsewhere');
    }
    url = next;
  }
  throw new DownloadProblem(`it redirects more than ${MAX_REDIRECTS} times`, 'elsewhere');
}

function isAllowed(next: URL, first: URL): boolean {
  return next.protocol === 'https:' || (next.protocol === 'http:' && isLoopback(next) && isLoopback(first));
}

async function ask(url: URL, { from, validator, userAgent, signal }: RangeRequest): Promise<Response> {
  // Packed bytes could not be counted, nor gone on with.
  const headers = new Headers({ 'accept-encoding': 'identity', 'user-agent': userAgent });
  if (from > 0) headers.set('range', `bytes=${from}-`);
  if (from > 0 && validator !== null) headers.set('if-range', validator);
  try {
    return await fetch(url, { headers, redirect: 'manual', signal });
  } catch (error) {
    signal.throwIfAborted();
    throw networkProblem(error, url);
  }
}

/** `bytes 100-199/200`; a total of null where it is `*`. */
function contentRange(header: string | null): { readonly from: number; readonly total: number | null } | null {
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(header ?? '');
  return match === null ? null : { from: Number(match[1]), total: match[2] === '*' ? null : Number(match[2]) };
}

function contentLength(headers: Headers): number | null {
  const header = headers.get('content-length');
  return header === null || headers.has('content-encoding') ? null : Number(header);
}

/** Only a strong ETag or a date may be used to go on. */
function validatorOf(headers: Headers): string | null {
  const etag = headers.get('etag');
  return etag !== null && !etag.startsWith('W/') ? etag : headers.get('last-modified');
}
