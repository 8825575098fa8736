import { DownloadProblem, statusProblem } from '../models/download-problem.ts';
import { type Answer, askPolitely, type Manners } from './ask-politely.ts';
import { PRODUCT_TOKEN } from './contact.ts';
import { type Patience, patiently } from './patiently.ts';
import { PictureProblem } from './picture-problem.ts';
import { type RobotsRules, readRobots } from './robots-rules.ts';

/** RFC 9309, 2.3.1.2: at least five are followed. */
const MOST_REDIRECTS = 5;
/** RFC 9309, 2.5: at least so much is read. */
const MOST_BYTES = 500 * 1024;
/** RFC 9309, 2.4: for longer it should not be kept. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const ALLOWED: RobotsRules = { isAllowed: () => true, crawlDelayMs: null };

/** What hosts allow, each asked once. */
export interface Robots {
  /**
   * @throws {PictureProblem} where the host does not want the address fetched; {DownloadProblem} where it does not answer;
   * {PrivateHost}
   */
  expectAllowed(url: URL, isPrivateAllowed: boolean): Promise<void>;
}

export interface RobotsOptions {
  readonly manners: Manners;
  readonly patience: Patience;
  /** A Crawl-delay beyond it is cut. */
  readonly longestDelayMs: number;
  readonly signal: AbortSignal;
}

export function createRobots({ manners, patience, longestDelayMs, signal }: RobotsOptions): Robots {
  const known = new Map<string, { readonly rules: Promise<RobotsRules>; readonly sinceMs: number }>();

  async function read(origin: string, isPrivateAllowed: boolean): Promise<RobotsRules> {
    const url = new URL('/robots.txt', origin);
    const rules = await patiently(patience, signal, () => readFrom({ url, isPrivateAllowed }, origin, manners, signal));
    if (rules.crawlDelayMs !== null) manners.gates.slowDown(url.host, Math.min(longestDelayMs, rules.crawlDelayMs));
    return rules;
  }

  function rulesOf(origin: string, isPrivateAllowed: boolean): Promise<RobotsRules> {
    // What a redirect may not ask for a row of the table may.
    const key = `${origin} ${isPrivateAllowed}`;
    const found = known.get(key);
    if (found !== undefined && performance.now() - found.sinceMs < KEPT_MS) return found.rules;
    const rules = read(origin, isPrivateAllowed);
    // Whoever waits for it is told; nobody may be.
    rules.catch(() => undefined);
    known.set(key, { rules, sinceMs: performance.now() });
    return rules;
  }

  return {
    async expectAllowed(url, isPrivateAllowed) {
      const rules = await rulesOf(url.origin, isPrivateAllowed);
      if (!rules.isAllowed(url)) throw new PictureProblem('refused', `robots.txt of ${url.host} disallows it`);
    },
  };
}

/** RFC 9309, 2.3.1: what is not there (4xx) allows all; a host in trouble (5xx, 429) or out of reach allows nothing. */
async function readFrom(
  first: Parameters<typeof askPolitely>[0],
  origin: string,
  manners: Manners,
  signal: AbortSignal,
): Promise<RobotsRules> {
  const hops = { most: MOST_REDIRECTS, before: () => Promise.resolve() };
  let answer: Answer;
  try {
    answer = await askPolitely(first, hops, manners, signal);
  } catch (error) {
    // A redirect that leads nowhere is a file that is not there.
    if (error instanceof PictureProblem) return ALLOWED;
    throw error;
  }
  try {
    const { statusCode = 0, headers } = answer.response;
    if (statusCode >= 500 || statusCode === 429) throw troubled(answer.url, statusCode, headers['retry-after']);
    return statusCode === 200 ? readRobots(origin, await textOf(answer), PRODUCT_TOKEN) : ALLOWED;
  } catch (error) {
    throw answer.inWords(error);
  } finally {
    answer.leave();
  }
}

function troubled(url: URL, status: number, retryAfter: string | undefined): DownloadProblem {
  const { message, waitMs } = statusProblem(status, retryAfter ?? null);
  return new DownloadProblem(`robots.txt of ${url.host} cannot be read: ${message}`, 'again', { waitMs });
}

async function textOf(answer: Answer): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of answer.response as AsyncIterable<Buffer>) {
    answer.feed();
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= MOST_BYTES) break;
  }
  return Buffer.concat(pieces).subarray(0, MOST_BYTES).toString('utf8');
}
