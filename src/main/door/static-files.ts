import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { WinnowError } from '../../shared/errors.ts';

/** Nothing from elsewhere, no inline scripts. Inline styles are Mantine's and the virtual grid's. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  // The dataset report, which has a policy of its own.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

const NOT_BUILT = `<!doctype html><title>Winnow</title>
<p>Winnow's engine runs, but its page has not been built.<p>Run <code>npm run build</code> and load this page again.`;

/** Each part of a path is a plain name: no dot files, so no "..", and no separators of any system. */
const PLAIN_PATH = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/** Where vite writes the page: `dist/renderer` of the source tree, `renderer` beside the bundled engine. */
export function rendererFolder(runningFrom: string = import.meta.url): string {
  return fileURLToPath(new URL(runningFrom.endsWith('.ts') ? '../../../dist/renderer' : './renderer', runningFrom));
}

/** The page and its assets. */
export function staticFiles(folder: string): Hono {
  const app = new Hono();
  app.get('/', async () => page(await readOrNull(join(folder, 'index.html'))));
  app.get('/*', async (c) => {
    const { pathname } = new URL(c.req.url);
    const bytes = PLAIN_PATH.test(pathname) ? await readOrNull(join(folder, pathname)) : null;
    if (bytes === null) throw new WinnowError('not_found', `There is nothing at ${pathname}.`);
    return new Response(bytes, { headers: assetHeaders(pathname) });
  });
  return app;
}

function page(html: Uint8Array<ArrayBuffer> | null): Response {
  return new Response(html ?? NOT_BUILT, {
    status: html === null ? 503 : 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', 'content-security-policy': PAGE_POLICY },
  });
}

/** Vite puts a hash of the content into the names below assets/. */
function assetHeaders(pathname: string): Record<string, string> {
  return {
    'content-type': TYPES[extname(pathname)] ?? 'application/octet-stream',
    'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': PAGE_POLICY,
  };
}

async function readOrNull(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(error.code))) return null;
    throw error;
  }
}
