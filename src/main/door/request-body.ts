import { isAbsolute } from 'node:path';
import type { z } from 'zod';
import { WinnowError } from '../../shared/errors.ts';
import { decodeFrame } from '../../shared/frame.ts';

/** A frame of a million ids is 4 MB; JSON bodies are far smaller. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

export const FRAME_TYPE = 'application/octet-stream';

/** True where the request carries a column frame instead of JSON. */
export function isFrame(request: Request): boolean {
  return request.headers.get('content-type')?.startsWith(FRAME_TYPE) ?? false;
}

/**
 * Reads and checks a JSON body.
 * @throws {WinnowError} bad_request, naming the field that is wrong
 */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const text = new TextDecoder().decode(await readBytes(request));
  try {
    return check(JSON.parse(text), schema);
  } catch (error) {
    if (error instanceof WinnowError) throw error;
    throw new WinnowError('bad_request', `Expected a JSON body, found ${text === '' ? 'nothing' : 'something else'}.`, {
      cause: error,
    });
  }
}

/**
 * Reads a column frame whose only column is `ids`.
 * @throws {WinnowError} bad_request when it is no whole frame, the header is wrong or the ids are missing
 */
export async function readIdsFrame<T>(
  request: Request,
  schema: z.ZodType<T>,
): Promise<{ readonly header: T; readonly ids: Uint32Array }> {
  const frame = decodeFrame(await readBytes(request));
  const { ids } = frame.columns;
  if (!(ids instanceof Uint32Array))
    throw new WinnowError('bad_request', 'Expected a frame with a Uint32Array column named "ids".');
  return { header: check(frame.header, schema), ids };
}

/** @throws {WinnowError} bad_request, naming the first thing that is wrong */
export function check<T>(value: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? 'The request' : `"${issue.path.join('.')}"`;
  throw new WinnowError('bad_request', `${where} is not as expected: ${issue?.message ?? 'unknown'}.`);
}

/** @param advice what to do instead @throws {WinnowError} bad_request where it is larger than any body may be */
export async function readBytes(request: Request, advice = 'Use a query instead of a list of ids.'): Promise<ArrayBuffer> {
  const tooLarge = new WinnowError('bad_request', `The body is larger than ${MAX_BODY_BYTES} bytes. ${advice}`);
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge;
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MAX_BODY_BYTES) throw tooLarge;
  return bytes;
}

/** A relative path would be one of the engine's, which nobody who asks knows. @throws {WinnowError} bad_request */
export function expectAbsolute(paths: readonly (string | null | undefined)[]): void {
  for (const path of paths) {
    if (typeof path === 'string' && !isAbsolute(path)) {
      throw new WinnowError('bad_request', `"${path}" is no absolute path. Name the file in full.`);
    }
  }
}
