import { z } from 'zod';
import { ERROR_CODES, type ErrorBody, WinnowError } from '../../shared/errors.ts';
import type { Door } from '../door/create-door.ts';

const errorBodySchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  position: z.object({ start: z.number(), end: z.number() }).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** Asks a door, wherever it is, for JSON. The answers' types are the table in `shared/api.ts`. */
export interface DoorClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  delete<T>(path: string): Promise<T>;
  /** For answers that are no JSON; the caller looks at the status. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** @throws {WinnowError} from every call, as the door said it */
export function doorClient(door: Door, token: string): DoorClient {
  async function fetchPath(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return door(new Request(`http://localhost${path}`, { ...init, headers }));
  }
  async function json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetchPath(path, { method, ...init });
    if (!response.ok) throw await errorOf(response);
    return (await response.json()) as T;
  }
  return {
    get: (path) => json('GET', path),
    post: (path, body) => json('POST', path, body),
    delete: (path) => json('DELETE', path),
    fetch: fetchPath,
  };
}

/** @returns the error that an answer with a bad status carries */
export async function errorOf(response: Response): Promise<WinnowError> {
  const text = await response.text();
  const parsed = errorBodySchema.safeParse(parseJson(text));
  if (parsed.success) return WinnowError.fromBody(parsed.data as ErrorBody);
  return new WinnowError('internal', `The engine answered ${response.status} without saying why.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
