import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { networkProblem } from '../models/download-problem.ts';
import { createLookup, PrivateHost } from './private-address.ts';

export interface AskOptions {
  readonly signal: AbortSignal;
  /** Whether the host may be this machine or one of its network. */
  readonly isPrivateAllowed: boolean;
}

/** Asks hosts by GET, over connections that are kept. Redirects are the caller's. */
export interface Asker {
  /**
   * @returns the answer once its headers are here; its body has to be read or destroyed
   * @throws {PrivateHost}; {DownloadProblem}; an AbortError
   */
  ask(url: URL, options: AskOptions): Promise<IncomingMessage>;
  close(): void;
}

export interface AskerOptions {
  readonly userAgent: string;
  readonly perHost: number;
  /** Whether an IP address is not of the public internet. */
  readonly isPrivate: (address: string) => boolean;
}

export function createAsker({ userAgent, perHost, isPrivate }: AskerOptions): Asker {
  const open = createAgents(perHost, () => false);
  const guarded = createAgents(perHost, isPrivate);
  // Packed bytes would be packed twice: pictures are compressed.
  const headers = { 'user-agent': userAgent, accept: 'image/*,*/*;q=0.5', 'accept-encoding': 'identity' };

  async function ask(url: URL, options: AskOptions, isSecondTry = false): Promise<IncomingMessage> {
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (!options.isPrivateAllowed && isIP(literal) !== 0 && isPrivate(literal)) throw new PrivateHost(url.hostname, literal);
    const agents = options.isPrivateAllowed ? open : guarded;
    const isSecure = url.protocol === 'https:';
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const { signal } = options;
    const asked = isSecure
      ? requestHttps(url, { agent: agents.https, headers, signal })
      : requestHttp(url, { agent: agents.http, headers, signal });
    asked.once('response', resolve);
    asked.on('error', reject);
    asked.end();
    try {
      return await promise;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof PrivateHost) throw error;
      const problem = networkProblem(error, url);
      // The host may have closed a kept connection just when it was used again: that says nothing of the host.
      if (asked.reusedSocket && !isSecondTry && problem.code === 'ECONNRESET') return ask(url, options, true);
      throw problem;
    }
  }

  return {
    ask: (url, options) => ask(url, options),
    close() {
      for (const { http, https } of [open, guarded]) {
        http.destroy();
        https.destroy();
      }
    },
  };
}

/** Connections that idle for longer are likely closed by the host. */
const KEPT_MS = 4000;

function createAgents(
  perHost: number,
  isRefused: (address: string) => boolean,
): { readonly http: HttpAgent; readonly https: HttpsAgent } {
  const kept = { keepAlive: true, keepAliveMsecs: 1000, timeout: KEPT_MS, maxSockets: perHost, maxFreeSockets: 64 };
  // A proxy looks names up itself, and is likely to be in a private network.
  const isProxied = process.env.NODE_USE_ENV_PROXY === '1';
  const options = isProxied ? { ...kept, proxyEnv: process.env } : { ...kept, lookup: createLookup(isRefused) };
  return { http: new HttpAgent(options), https: new HttpsAgent(options) };
}
