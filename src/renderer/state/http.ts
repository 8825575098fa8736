import { ERROR_CODES, type ErrorBody, WinnowError } from '../../shared/errors.ts';
import { type Column, decodeFrame, encodeFrame, type Frame } from '../../shared/frame.ts';

/** Body of a request: JSON, or columns where it would be of size n. */
export type RequestBody =
  | { readonly json: unknown }
  | { readonly bytes: ArrayBuffer }
  | { readonly header: unknown; readonly columns: Readonly<Record<string, Column>> };

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: RequestBody;
  readonly signal?: AbortSignal | undefined;
}

/** @param path below the page's own address, such as `api/engine` @throws {WinnowError} what the engine refused, or that it is gone */
export async function requestJson<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await request(path, options);
  return (await response.json()) as T;
}

/** A request answered with columns; the typed arrays are views on the received bytes. @throws {WinnowError} */
export async function requestFrame<H>(path: string, options: RequestOptions): Promise<Frame<H>> {
  const response = await request(path, options);
  return decodeFrame<H>(await response.arrayBuffer());
}

/** @throws {WinnowError} from the answer's ErrorBody; an aborted request throws its AbortError */
export async function request(path: string, { method, body, signal }: RequestOptions): Promise<Response> {
  const response = await send(path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body === undefined ? {} : encodeBody(body)),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw await errorOf(response);
  return response;
}

/** True for the rejection of a request that was called off: nothing to tell anyone. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Any failure as a WinnowError, for showing. */
export function asWinnowError(error: unknown): WinnowError {
  if (error instanceof WinnowError) return error;
  return new WinnowError('internal', error instanceof Error ? error.message : String(error), { cause: error });
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (isAborted(error)) throw error;
    throw new WinnowError(
      'internal',
      'Winnow’s engine does not answer. The page connects by itself as soon as it runs again; then try once more.',
      {
        cause: error,
      },
    );
  }
}

function encodeBody(body: RequestBody): { readonly body: BodyInit; readonly headers: Record<string, string> } {
  if ('json' in body) return { body: JSON.stringify(body.json), headers: { 'content-type': 'application/json' } };
  if ('bytes' in body) return { body: body.bytes, headers: { 'content-type': 'application/octet-stream' } };
  return { body: encodeFrame(body.header, body.columns), headers: { 'content-type': 'application/octet-stream' } };
}

async function errorOf(response: Response): Promise<WinnowError> {
  const text = await response.text();
  const body = parseErrorBody(text);
  if (body !== null) return WinnowError.fromBody(body);
  return new WinnowError(
    'internal',
    `The engine answered ${response.status} where it should have told an error: ${text.slice(0, 200)}`,
  );
}

function parseErrorBody(text: string): ErrorBody | null {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || !('code' in body) || !('message' in body)) return null;
    return ERROR_CODES.some((code) => code === body.code) ? (body as ErrorBody) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
