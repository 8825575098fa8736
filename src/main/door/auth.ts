import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { isHostAllowed, isOriginAllowed } from './allowed-hosts.ts';
import { refusal } from './error-response.ts';

export interface AuthOptions {
  readonly token: string;
  /** What `--host` named besides the loopback names, or null. */
  readonly host: string | null;
}

/**
 * Lets in who knows the token: `Authorization: Bearer …`, or the cookie that opening `/?token=…` sets. Refuses hosts
 * that are not ours (DNS rebinding) and, for everything but GET, other origins (another site, or another server on
 * this machine, where SameSite does not help).
 */
export function auth({ token, host }: AuthOptions): MiddlewareHandler {
  const isToken = tokenCheck(token);
  return async (c, next) => {
    const url = new URL(c.req.url);
    const hostHeader = c.req.header('host') ?? url.host;
    if (!isHostAllowed(hostHeader, host)) {
      return refusal(
        'unauthorized',
        `Winnow does not answer for the host "${hostHeader}". Use 127.0.0.1, or start it with --host.`,
      );
    }
    const cookieName = `winnow-${url.port === '' ? 'default' : url.port}`;
    const given = url.searchParams.get('token');
    if (c.req.method === 'GET' && url.pathname === '/' && given !== null && isToken(given)) {
      return enter(url, cookieName, given);
    }
    const origin = c.req.header('origin');
    if (c.req.method !== 'GET' && origin !== undefined && !isOriginAllowed(origin, hostHeader)) {
      return refusal('unauthorized', `A page of ${origin} asked; only Winnow's own page may.`);
    }
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (!isToken(bearer ?? getCookie(c, cookieName) ?? '')) {
      return refusal(
        'unauthorized',
        'The token is missing or wrong. Open the URL that "winnow serve" printed; it changes with every start.',
      );
    }
    return next();
  };
}

/** Trades the token of the URL for a cookie, so that it is in no history and no referrer. */
function enter(url: URL, cookieName: string, token: string): Response {
  url.searchParams.delete('token');
  return new Response(null, {
    status: 303,
    headers: {
      location: `${url.pathname}${url.search}`,
      'set-cookie': `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
}

/** Takes the same time whatever is given. */
function tokenCheck(token: string): (given: string) => boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (given) => timingSafeEqual(digest(given), expected);
}
