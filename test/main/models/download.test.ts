import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RemoteFile } from '../../../src/main/models/catalogue.ts';
import { type DownloadOptions, downloadFile } from '../../../src/main/models/download.ts';
import { canMountTmpfs } from '../../fixtures/can-mount-tmpfs.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { type Answer, type FileServer, type Manner, sendFile, serveFiles } from './file-server.ts';

const BYTES = Uint8Array.from({ length: 20_000 }, (_, i) => (i * 31 + (i >> 8)) & 255);
const OTHER = BYTES.map((byte) => byte ^ 1);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let folder: string;
let destination: string;
let server: FileServer | null = null;

beforeEach(() => {
  folder = tempFolder();
  destination = join(folder, 'model.onnx');
});
afterEach(async () => {
  await server?.close();
  server = null;
});

/** The file of that path on a server with these answers. */
async function served(answers: Readonly<Record<string, Answer>>, change: Partial<RemoteFile> = {}): Promise<RemoteFile> {
  server = await serveFiles(answers);
  const urls = Object.keys(answers).map((path) => `${server?.url}${path}`);
  return {
    name: 'model.onnx',
    urls: urls.slice(0, 1),
    sizeBytes: BYTES.length,
    sha256: sha256(BYTES),
    sha256From: 'test',
    ...change,
  };
}

function download(file: RemoteFile, options: Partial<DownloadOptions> = {}): Promise<string> {
  return downloadFile(file, destination, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    patience: { stallMs: 2000, attempts: 2, backoffMs: 1 },
    ...options,
  });
}

/** Cuts a connection when so many of its bytes are on the disk. */
function cutAfter(after: number): Manner {
  const isRead = (bytes: number): boolean => (statSync(`${destination}.part`, { throwIfNoEntry: false })?.size ?? 0) >= bytes;
  return { cut: { after, isRead } };
}

async function expectWhole(bytes: Uint8Array = BYTES): Promise<void> {
  expect(Buffer.compare(await readFile(destination), bytes)).toBe(0);
  expect(readdirSync(folder)).toEqual(['model.onnx']);
}

/** Nothing that looks like the model, only what the next attempt goes on with. */
function expectOnlyPart(): void {
  expect(readdirSync(folder).sort()).toEqual(['model.onnx.part', 'model.onnx.part.json']);
}

describe('a server that does as it should', () => {
  test('the file arrives whole, with progress that rises to its size', async () => {
    const seen: number[] = [];
    const file = await served({ '/model': sendFile(BYTES, { pauseMs: 1 }) });
    expect(await download(file, { onProgress: (done) => seen.push(done) })).toBe(sha256(BYTES));
    await expectWhole();
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(3);
    expect([seen[0], seen.at(-1)]).toEqual([0, BYTES.length]);
  });

  test('a file of unknown hash is taken as it comes, and its hash told', async () => {
    const file = await served({ '/model': sendFile(OTHER, { isChunked: true }) }, { sha256: null, sha256From: null });
    expect(await download(file)).toBe(sha256(OTHER));
    await expectWhole(OTHER);
  });

  test('redirects are followed', async () => {
    const file = await served({
      '/model': (_, response) => response.writeHead(302, { location: '/there' }).end(),
      '/there': (_, response) => response.writeHead(307, { location: `${server?.url}/file` }).end(),
      '/file': sendFile(BYTES),
    });
    await download(file);
    await expectWhole();
  });

  test('it is asked for as it is, unpacked, and under our name', async () => {
    let headers: Readonly<Record<string, unknown>> = {};
    const file = await served({
      '/model': (request, response, turn) => {
        headers = request.headers;
        sendFile(BYTES)(request, response, turn);
      },
    });
    await download(file);
    expect(headers).toMatchObject({ 'accept-encoding': 'identity', 'user-agent': expect.stringMatching(/^winnow\//) });
    expect(headers).not.toHaveProperty('range');
  });
});

describe('a connection that breaks off', () => {
  test('is taken up where it broke, as often as it gets further', async () => {
    const file = await served({ '/model': sendFile(BYTES, cutAfter(6 * 1024)) });
    await download(file);
    await expectWhole();
    expect(server?.asked[0]).toMatchObject({ range: null });
    expect(server?.asked.slice(1).every(({ range, ifRange }) => range !== null && ifRange === '"first"')).toBe(true);
    expect(server?.asked.length).toBe(4);
  });

  test('is given up when it gets no further; the next call goes on', async () => {
    const file = await served({
      '/model': (request, response, turn) =>
        turn === 0 || turn > 2
          ? sendFile(BYTES, turn === 0 ? cutAfter(5 * 1024) : {})(request, response, turn)
          : response.destroy(),
    });
    await expect(download(file)).rejects.toThrow('the connection broke off');
    expectOnlyPart();
    const done: number[] = [];
    await download(file, { onProgress: (bytes) => done.push(bytes) });
    await expectWhole();
    expect(done[0]).toBe(5 * 1024);
    expect(server?.asked.at(-1)?.range).toBe(`bytes=${5 * 1024}-`);
  });

  test('is given up where the server begins anew each time and breaks off', async () => {
    const file = await served({
      '/model': (request, response, turn) => {
        const etag = `"${turn % 2}"`;
        // A file that is another one each time somebody asks to go on.
        if (turn % 2 === 0) delete request.headers.range;
        else request.headers['if-range'] = etag;
        sendFile(BYTES, { etag, ...(turn % 2 === 0 && cutAfter(5 * 1024)) })(request, response, turn);
      },
    });
    await expect(download(file)).rejects.toThrow('the connection broke off');
    expect(server?.asked.length).toBeLessThan(8);
  });

  test('goes on where the server says the state of the file only once', async () => {
    const file = await served({
      '/model': (request, response, turn) => {
        if (turn > 0) delete request.headers['if-range'];
        sendFile(BYTES, turn === 0 ? cutAfter(5 * 1024) : { etag: null })(request, response, turn);
      },
    });
    await download(file);
    await expectWhole();
    expect(server?.asked).toHaveLength(2);
  });

  test('begins anew where the server ignores ranges', async () => {
    const file = await served({
      '/model': (request, response, turn) =>
        sendFile(BYTES, { knowsRanges: false, ...(turn === 0 && cutAfter(4096)) })(request, response, turn),
    });
    await download(file);
    await expectWhole();
  });

  test('begins anew where the file is another one meanwhile', async () => {
    const file = await served(
      {
        '/model': (request, response, turn) =>
          turn === 0
            ? sendFile(OTHER, { etag: '"old"', ...cutAfter(4096) })(request, response, turn)
            : sendFile(BYTES, { etag: '"new"' })(request, response, turn),
      },
      { sha256: null, sha256From: null },
    );
    expect(await download(file)).toBe(sha256(BYTES));
    await expectWhole();
  });

  test('begins anew where the server pays no heed to If-Range but says it is another file', async () => {
    const file = await served({
      '/model': (request, response, turn) => {
        if (turn > 0) request.headers['if-range'] = '"new"';
        sendFile(turn === 0 ? OTHER : BYTES, turn === 0 ? { etag: '"old"', ...cutAfter(4096) } : { etag: '"new"' })(
          request,
          response,
          turn,
        );
      },
    });
    await download(file);
    await expectWhole();
  });

  test('parts that only the hash tells apart: once more, all of it', async () => {
    const file = await served({
      '/model': (request, response, turn) =>
        sendFile(turn === 0 ? OTHER : BYTES, { etag: null, ...(turn === 0 && cutAfter(4096)) })(request, response, turn),
    });
    await download(file);
    await expectWhole();
    expect(server?.asked.map(({ range }) => range)).toEqual([null, 'bytes=4096-', null]);
  });

  test('without hash and without word of the server nothing is pieced together', async () => {
    const file = await served(
      {
        '/model': (request, response, turn) =>
          sendFile(BYTES, { etag: null, ...(turn === 0 && cutAfter(4096)) })(request, response, turn),
      },
      { sha256: null, sha256From: null },
    );
    await download(file);
    expect(server?.asked.map(({ range }) => range)).toEqual([null, null]);
  });

  test('a body that just ends early counts as broken off', async () => {
    const file = await served({
      '/model': (request, response, turn) =>
        sendFile(turn === 0 ? BYTES.subarray(0, 7000) : BYTES, { isChunked: true })(request, response, turn),
    });
    await download(file);
    await expectWhole();
    expect(server?.asked[1]?.range).toBe('bytes=7000-');
  });

  test('a part that is longer than the file there is thrown away', async () => {
    const file = await served({ '/model': sendFile(BYTES) });
    await writeFile(`${destination}.part`, new Uint8Array(BYTES.length - 1));
    await writeFile(`${destination}.part.json`, JSON.stringify({ url: file.urls[0], validator: '"first"' }));
    await download({ ...file });
    await expectWhole();
  });
});

describe('a server that stops or struggles', () => {
  test('nothing arrives for too long', async () => {
    const file = await served({
      '/model': (_, response) => void response.writeHead(200, { 'content-length': BYTES.length }).write(BYTES.subarray(0, 100)),
    });
    const patience = { stallMs: 60, attempts: 1, backoffMs: 1 };
    await expect(download(file, { patience })).rejects.toThrow('nothing arrived for 0.06 s');
    expectOnlyPart();
  });

  test('no answer at all', async () => {
    const file = await served({ '/model': () => undefined });
    await expect(download(file, { patience: { stallMs: 60, attempts: 1, backoffMs: 1 } })).rejects.toThrow('nothing arrived');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('slow is not stopped', async () => {
    const file = await served(
      { '/model': sendFile(BYTES.subarray(0, 10_000), { pauseMs: 60 }) },
      {
        sizeBytes: 10_000,
        sha256: sha256(BYTES.subarray(0, 10_000)),
      },
    );
    await download(file, { patience: { stallMs: 400, attempts: 1, backoffMs: 1 } });
    await expectWhole(BYTES.subarray(0, 10_000));
  });

  test('trouble that passes, with the wait it asks for', async () => {
    const started = performance.now();
    const file = await served({
      '/model': (request, response, turn) =>
        turn === 0 ? response.writeHead(503, { 'retry-after': '1' }).end('later') : sendFile(BYTES)(request, response, turn),
    });
    await download(file);
    await expectWhole();
    expect(performance.now() - started).toBeGreaterThan(900);
  });
});

describe('refusals', () => {
  test.each([
    [404, 'the file is not there (HTTP 404)'],
    [403, 'the server refuses (HTTP 403)'],
  ])('HTTP %i is asked once', async (status, words) => {
    const file = await served({ '/model': (_, response) => response.writeHead(status).end('<html>') });
    await expect(download(file)).rejects.toThrow(words);
    expect(server?.asked).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a loop of redirects', async () => {
    const file = await served({ '/model': (_, response) => response.writeHead(302, { location: '/model' }).end() });
    await expect(download(file)).rejects.toThrow('it redirects more than 8 times');
  });

  test('a redirect off this machine that anyone could change', async () => {
    const file = await served({
      '/model': (_, response) => response.writeHead(302, { location: 'http://models.example/model.onnx' }).end(),
    });
    await expect(download(file)).rejects.toThrow('it redirects to http://models.example/model.onnx, which is not safe');
  });

  test('a redirect to a file of this machine', async () => {
    const file = await served({ '/model': (_, response) => response.writeHead(302, { location: 'file:///etc/hosts' }).end() });
    await expect(download(file)).rejects.toThrow('which is not safe');
  });

  test('a web page instead of the file', async () => {
    const page = 'Please log in to this network';
    const file = await served({
      '/model': (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': page.length }).end(page),
    });
    await expect(download(file)).rejects.toThrow('it sends a web page instead of 20000 bytes');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a file of another size, before it is fetched', async () => {
    const file = await served({ '/model': sendFile(BYTES) }, { sizeBytes: 300 });
    await expect(download(file)).rejects.toThrow('it sends a file of 20000 bytes instead of 300 bytes');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('more bytes than there should be, where the size was not said', async () => {
    const file = await served({ '/model': sendFile(BYTES, { isChunked: true }) }, { sizeBytes: 3000 });
    await expect(download(file)).rejects.toThrow('it sends more than the 3000 bytes the file has');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('wrong bytes are thrown away, and said', async () => {
    const file = await served({ '/model': sendFile(OTHER) });
    await expect(download(file)).rejects.toThrow(`their SHA-256 is ${sha256(OTHER)}, not ${sha256(BYTES)}`);
    expect(readdirSync(folder)).toEqual([]);
    expect(server?.asked).toHaveLength(1);
  });

  test('another address is tried, and goes on with nothing of the first', async () => {
    const file = await served({ '/gone': sendFile(OTHER, cutAfter(2048)), '/model': sendFile(BYTES) });
    const urls = [`${server?.url}/nowhere`, `${server?.url}/gone`, `${server?.url}/model`];
    await download({ ...file, urls });
    await expectWhole();
    expect(server?.asked.find(({ path }) => path === '/model')).toMatchObject({ range: null });
  });

  test('nobody there: every address with its reason', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    free.close();
    await once(free, 'close');
    const urls = [`http://127.0.0.1:${port}/model`, 'https://models.invalid/model'];
    const file = { name: 'model.onnx', urls, sizeBytes: 10, sha256: sha256(BYTES), sha256From: 'test' };
    const failure = await download(file).catch((error) => error);
    expect(failure.failed).toMatchObject([
      { url: urls[0], reason: expect.stringContaining('could not be reached, it refuses connections (ECONNREFUSED)') },
      { url: urls[1], reason: expect.stringMatching(/^models\.invalid could not be reached, its name .*no network/) },
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a proxy that is set but not used is pointed out', async () => {
  vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
  vi.stubEnv('NODE_USE_ENV_PROXY', '');
  const file = { name: 'm', urls: ['https://models.invalid/m'], sizeBytes: 1, sha256: null, sha256From: null };
  await expect(download(file)).rejects.toThrow('HTTPS_PROXY is set, but used only when NODE_USE_ENV_PROXY=1 is set too');
  vi.unstubAllEnvs();
});

describe('stopped', () => {
  test('cancelled: what is here stays for the next time', async () => {
    const file = await served({ '/model': sendFile(BYTES, { pauseMs: 5 }) });
    const controller = new AbortController();
    const onProgress = (done: number): void => void (done > 5000 && controller.abort());
    await expect(download(file, { signal: controller.signal, onProgress })).rejects.toMatchObject({ name: 'AbortError' });
    expectOnlyPart();
    expect((await stat(`${destination}.part`)).size).toBeGreaterThan(5000);
    await download(file);
    await expectWhole();
    expect(server?.asked.at(-1)?.range).toMatch(/^bytes=\d{4,}-$/);
  });

  test('cancelled between two attempts', async () => {
    const file = await served({ '/model': (_, response) => response.writeHead(503).end() });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const patience = { stallMs: 1000, attempts: 9, backoffMs: 20_000 };
    await expect(download(file, { signal: controller.signal, patience })).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('killed: the next process goes on', async () => {
    const file = await served({ '/model': sendFile(BYTES, { pauseMs: 10 }) });
    const script = fileURLToPath(new URL('./download-until-killed.ts', import.meta.url));
    const child = spawn(process.execPath, [script, JSON.stringify(file), destination], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const text of child.stdout.setEncoding('utf8'))
      if (text.split('\n').some((line: string) => Number(line) > 6000)) break;
    child.kill('SIGKILL');
    await once(child, 'exit');
    expectOnlyPart();
    await download(file);
    await expectWhole();
    expect(server?.asked).toHaveLength(2);
    expect(server?.asked[1]?.range).toMatch(/^bytes=\d{4,}-$/);
  });

  test.runIf(canMountTmpfs())('by a disk that fills up: said so, and gone on with once there is room', async () => {
    const file = await served({ '/model': sendFile(BYTES, { pauseMs: 5 }) });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    try {
      const fill = join(folder, 'fill');
      const onProgress = (done: number): void => {
        if (done < 5000 || existsSync(fill)) return;
        const { bavail, bsize } = statfsSync(folder);
        writeFileSync(fill, new Uint8Array(bavail * bsize));
      };
      await expect(download(file, { onProgress })).rejects.toMatchObject({ code: 'disk_full' });
      rmSync(fill);
      expectOnlyPart();
      await download(file);
      await expectWhole();
      expect(server?.asked[1]?.range).toMatch(/^bytes=\d{4,}-$/);
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  test('a disk without room is told before the first byte', async () => {
    const file = await served({ '/model': sendFile(BYTES) }, { sizeBytes: Number.MAX_SAFE_INTEGER });
    await expect(download(file)).rejects.toMatchObject({ code: 'disk_full' });
    expect(server?.asked).toEqual([]);
    expect(existsSync(destination)).toBe(false);
  });
});
