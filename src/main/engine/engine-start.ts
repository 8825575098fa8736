import { parseArgs } from 'node:util';
import { WinnowError } from '../../shared/errors.ts';
import { winnowHome } from './winnow-home.ts';

/** What the engine process is started with; described at the top of engine.ts. */
export interface EngineStart {
  readonly socket: string;
  readonly home: string;
  readonly token: string;
}

const SHORTEST_TOKEN = 16;

/** @throws {WinnowError} bad_request saying what is missing */
export function readEngineStart(args: readonly string[], env: NodeJS.ProcessEnv): EngineStart {
  const { socket, home } = options(args);
  const token = env.WINNOW_TOKEN ?? '';
  if (socket === undefined)
    throw new WinnowError('bad_request', 'The engine was not told where to listen: --socket PATH is missing.');
  if (token.length < SHORTEST_TOKEN) {
    throw new WinnowError(
      'bad_request',
      `WINNOW_TOKEN has ${token.length} characters; the engine needs one of at least ${SHORTEST_TOKEN} in its environment.`,
    );
  }
  return { socket, home: winnowHome(home), token };
}

function options(args: readonly string[]): { readonly socket?: string | undefined; readonly home?: string | undefined } {
  try {
    return parseArgs({ args: [...args], options: { socket: { type: 'string' }, home: { type: 'string' } } }).values;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new WinnowError('bad_request', `The engine's arguments are wrong: ${why}`, { cause: error });
  }
}
