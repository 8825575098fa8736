import { isLoopback } from './loopback.ts';

/** Why an address gave no whole file. */
export class DownloadProblem extends Error {
  /** `again`: it may go well in a moment; `elsewhere`: this address will not give it. */
  readonly remedy: 'again' | 'elsewhere';
  /** How long the server asks to be left alone, ms. */
  readonly waitMs: number | null;
  /** The system's word for it, such as ENOTFOUND; '' where it has none. */
  readonly code: string;

  /** @param message for a person, to stand after the address */
  constructor(
    message: string,
    remedy: DownloadProblem['remedy'],
    options: { cause?: unknown; waitMs?: number | null; code?: string } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'DownloadProblem';
    this.remedy = remedy;
    this.waitMs = options.waitMs ?? null;
    this.code = options.code ?? '';
  }
}

const REACHING: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known here: no network?',
  EAI_AGAIN: 'its name cannot be looked up: no network?',
  ECONNREFUSED: 'it refuses connections',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'there is no way to it',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
};

/** A failed `fetch`, or a body that broke off, in words. */
export function networkProblem(error: unknown, url: URL): DownloadProblem {
  const code = codeOf(error);
  const words = REACHING[code];
  if (words !== undefined) {
    return new DownloadProblem(`${url.host} could not be reached, ${words} (${code})${proxyHint(url)}`, 'again', {
      cause: error,
      code,
    });
  }
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return new DownloadProblem(`the identity of ${url.host} cannot be verified (${code})`, 'elsewhere', { cause: error, code });
  }
  return new DownloadProblem(`the connection broke off${code === '' ? '' : ` (${code})`}`, 'again', { cause: error, code });
}

/** An answer that carries no file. @param retryAfter the header of that name */
export function statusProblem(status: number, retryAfter: string | null): DownloadProblem {
  const isPassing = status === 408 || status === 429 || status >= 500;
  const options = { waitMs: retryAfterMs(retryAfter) };
  return new DownloadProblem(`${statusWords(status, isPassing)} (HTTP ${status})`, isPassing ? 'again' : 'elsewhere', options);
}

function statusWords(status: number, isPassing: boolean): string {
  if (status === 429) return 'the server asks for fewer requests';
  if (isPassing) return 'the server is in trouble';
  return status === 404 || status === 410 ? 'the file is not there' : 'the server refuses';
}

/** Seconds, or a date. */
function retryAfterMs(header: string | null): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  const waitMs = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return waitMs > 0 ? waitMs : null;
}

/** Node's fetch wraps what happened, sometimes twice, sometimes one error for each address of a host. */
function codeOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    at = at.cause ?? (at instanceof AggregateError ? at.errors[0] : undefined);
  }
  return '';
}

/** Node's fetch goes through a proxy only when told so at its start. */
function proxyHint(url: URL, env: NodeJS.ProcessEnv = process.env): string {
  const names = url.protocol === 'https:' ? ['HTTPS_PROXY', 'https_proxy'] : ['HTTP_PROXY', 'http_proxy'];
  const name = names.find((one) => (env[one] ?? '') !== '');
  if (name === undefined || isLoopback(url) || env.NODE_USE_ENV_PROXY === '1') return '';
  return `; ${name} is set, but used only when NODE_USE_ENV_PROXY=1 is set too`;
}
