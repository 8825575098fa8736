import { protocol } from 'electron';
import type { ErrorBody } from '../../shared/errors.ts';
import type { EngineProcess, EngineState } from './engine-process.ts';
import { forwardRequest } from './forward-request.ts';

export const SCHEME = 'winnow';
/** The page's one origin. */
export const PAGE_URL = `${SCHEME}://app/`;
const PAGE_HOST = 'app';

/** A page waits this long for an engine that is starting before it is told so. */
const PATIENCE_MS = 15_000;

/** Makes `winnow:` as capable as https. Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

/** Has the engine answer everything below `winnow://app/`. */
export function forwardScheme(engine: EngineProcess): void {
  protocol.handle(SCHEME, (request) => answerFrom(engine, request));
}

/** Never rejects: where there is no engine, the answer says so and the page tries again. */
export async function answerFrom(engine: EngineProcess, request: Request, patienceMs: number = PATIENCE_MS): Promise<Response> {
  if (new URL(request.url).host !== PAGE_HOST) {
    return errorResponse(404, { code: 'not_found', message: `${request.url} is not part of Winnow, which is at ${PAGE_URL}.` });
  }
  const state = await settledState(engine, patienceMs);
  if (state.name !== 'ready') return errorResponse(503, { code: 'internal', message: describe(state) });
  try {
    return await forwardRequest(request, state.address);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return errorResponse(503, { code: 'internal', message: `The engine did not answer (${reason}); it is being started again.` });
  }
}

/** The engine's state once it is ready, failed or stopped, or after the patience is over. */
function settledState(engine: EngineProcess, patienceMs: number): Promise<EngineState> {
  if (engine.state.name !== 'starting') return Promise.resolve(engine.state);
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve(engine.state);
    };
    const timer = setTimeout(settle, patienceMs);
    const unsubscribe = engine.onState((state) => {
      if (state.name !== 'starting') settle();
    });
  });
}

function describe(state: Exclude<EngineState, { readonly name: 'ready' }>): string {
  switch (state.name) {
    case 'starting':
      return 'The engine is starting.';
    case 'failed':
      return `The engine stopped: ${state.because}.`;
    case 'stopped':
      return 'Winnow is quitting.';
  }
}

function errorResponse(status: number, body: ErrorBody): Response {
  return Response.json(body, { status });
}
