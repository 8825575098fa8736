import type { IncomingMessage } from 'node:http';
import { DownloadProblem, networkProblem } from '../models/download-problem.ts';
import { type StallWatch, watchStall } from '../models/stall-watch.ts';
import type { Asker } from './ask.ts';
import type { HostGates } from './host-gate.ts';
import { PictureProblem } from './picture-problem.ts';
import { PrivateHost } from './private-address.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** A body that is read to its end though nobody wants it, so that the connection can be kept; and for how long. */
const SMALL_BODY_BYTES = 16 * 1024;
const SMALL_BODY_MS = 2000;

/** What asking needs, the same for all rows. */
export interface Manners {
  readonly asker: Asker;
  readonly gates: HostGates;
  readonly isPrivate: (address: string) => boolean;
  /** Given up when nothing arrives for this long. */
  readonly stallMs: number;
  /** Given up when the answer is not whole after this long. */
  readonly timeoutMs: number;
  /** Told of each answer, and of each host that gave none. */
  readonly reach: { answered(): void; failed(host: string, code: string): void };
}

/** An answer whose body is being read. */
export interface Answer {
  readonly response: IncomingMessage;
  /** Where the redirects ended. */
  readonly url: URL;
  /** Something arrived. */
  feed(): void;
  /** What a failure to read the body means. */
  inWords(error: unknown): unknown;
  /** Ends it, read to its end or not. */
  leave(): void;
}

export interface Hops {
  readonly most: number;
  /** Called before each host is asked. @param isPrivateAllowed whether it may be this machine or one of its network */
  before(url: URL, isPrivateAllowed: boolean): Promise<void>;
}

/**
 * Asks for an address when it is its host's turn, and follows redirects, each of which waits for its own host's.
 * @param first with whether it may be of this machine or its network
 * @throws {PrivateHost}; {PictureProblem} where a redirect leads nowhere; {DownloadProblem}; an AbortError
 */
export async function askPolitely(
  first: { readonly url: URL; readonly isPrivateAllowed: boolean },
  hops: Hops,
  manners: Manners,
  signal: AbortSignal,
): Promise<Answer> {
  let { url, isPrivateAllowed } = first;
  for (let hop = 0; hop <= hops.most; hop++) {
    const answer = await askHop(url, isPrivateAllowed, hops, manners, signal).catch((error) => {
      throw hop > 0 && error instanceof PrivateHost ? new PrivateHost(error.host, error.address, true) : error;
    });
    const { headers, statusCode = 0, socket } = answer.response;
    if (!REDIRECTS.has(statusCode) || headers.location === undefined) return answer;
    // From the public internet nothing leads into a private network, whatever the table may.
    isPrivateAllowed &&= manners.isPrivate(socket.remoteAddress ?? '');
    answer.leave();
    url = redirectOf(url, headers.location);
  }
  throw new PictureProblem('gone', `it redirects more than ${hops.most} times`);
}

async function askHop(
  url: URL,
  isPrivateAllowed: boolean,
  hops: Hops,
  { asker, gates, stallMs, timeoutMs, reach }: Manners,
  signal: AbortSignal,
): Promise<Answer> {
  await hops.before(url, isPrivateAllowed);
  const turn = await gates.enter(url.host, signal);
  const deadline = AbortSignal.timeout(timeoutMs);
  const watch = watchStall(stallMs, AbortSignal.any([signal, deadline]));
  const leave = (): void => {
    watch.end();
    turn.leave();
  };
  const inWords = (error: unknown): unknown => wordsOf(error, url, { signal, deadline, watch, stallMs, timeoutMs });
  try {
    const response = await asker.ask(url, { signal: watch.signal, isPrivateAllowed });
    reach.answered();
    watch.feed();
    // Its failure is told to whoever reads it.
    response.on('error', () => undefined);
    return {
      response,
      url,
      feed: () => watch.feed(),
      inWords,
      leave() {
        dropRest(response);
        leave();
      },
    };
  } catch (error) {
    leave();
    if (error instanceof DownloadProblem) reach.failed(url.host, error.code);
    throw inWords(error);
  }
}

function dropRest(response: IncomingMessage): void {
  if (response.readableEnded || response.destroyed) return;
  const isSmall = Number(response.headers['content-length'] ?? SMALL_BODY_BYTES) < SMALL_BODY_BYTES;
  if (!isSmall) {
    response.destroy();
    return;
  }
  response.setTimeout(SMALL_BODY_MS, () => response.destroy());
  response.resume();
}

interface Limits {
  readonly signal: AbortSignal;
  readonly deadline: AbortSignal;
  readonly watch: StallWatch;
  readonly stallMs: number;
  readonly timeoutMs: number;
}

function wordsOf(error: unknown, url: URL, { signal, deadline, watch, stallMs, timeoutMs }: Limits): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof DownloadProblem || error instanceof PictureProblem || error instanceof PrivateHost) return error;
  if (deadline.aborted) return new DownloadProblem(`it took longer than ${timeoutMs / 1000} s`, 'elsewhere', { cause: error });
  if (watch.signal.aborted) return new DownloadProblem(`nothing arrived for ${stallMs / 1000} s`, 'again', { cause: error });
  return error instanceof Error && 'code' in error ? networkProblem(error, url) : error;
}

function redirectOf(from: URL, location: string): URL {
  const next = URL.parse(location, from.href);
  if (next === null || (next.protocol !== 'http:' && next.protocol !== 'https:')) {
    throw new PictureProblem('refused', `it redirects to ${location.slice(0, 200)}, which is no address of the web`);
  }
  next.hash = '';
  return next;
}
