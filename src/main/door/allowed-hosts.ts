import { isIP } from 'node:net';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
const WILDCARDS = ['0.0.0.0', '::'];
/** Origin of the page in the desktop app. No web page can have it. */
const APP_ORIGIN = 'winnow://app';

/**
 * Whether a request that says it is for this host is really for us. A site that points its own name at 127.0.0.1 (DNS
 * rebinding) sends that name; an address cannot be faked so.
 * @param hostHeader as sent: name or address, with or without a port
 * @param host what `--host` named, if anything
 */
export function isHostAllowed(hostHeader: string, host: string | null): boolean {
  const name = hostNameOf(hostHeader);
  if (name === null) return false;
  if (LOOPBACK.includes(name) || name === host?.toLowerCase()) return true;
  return host !== null && WILDCARDS.includes(host) && isIP(name) !== 0;
}

/** Only the page that this very server sent, and the desktop app's. */
export function isOriginAllowed(origin: string, hostHeader: string): boolean {
  return origin === APP_ORIGIN || origin === `http://${hostHeader}`;
}

function hostNameOf(hostHeader: string): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::\d{1,5})?$/i.exec(hostHeader);
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}
