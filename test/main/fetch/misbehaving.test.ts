import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import type { Answer } from '../models/file-server.ts';
import { fetchTable, listed, urlTable } from './fetch-table.ts';
import { closeServers, picture, say, sendBytes, sendPicture, servePictures } from './picture-server.ts';
import { SELF_SIGNED } from './self-signed.ts';

let base: string;
beforeEach(() => {
  base = tempFolder();
});
afterEach(closeServers);

const BOMB = gzipSync(Buffer.concat([picture(''), Buffer.alloc(20_000_000)]));
const ENDLESS = 'x'.repeat(16 * 1024);

/** Writes for as long as anybody reads. */
const endless =
  (start: Uint8Array): Answer =>
  (_, response) => {
    response.writeHead(200).write(start);
    const more = (): void => {
      while (!response.destroyed && response.write(ENDLESS));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };

/** Each answer, with what the list says of it. */
const MISDEEDS: Readonly<Record<string, readonly [answer: Answer, status: string, reason: RegExp]>> = {
  '/gone': [say(404), 'gone', /^the file is not there \(HTTP 404\)$/],
  '/forbidden': [say(403), 'gone', /^the server refuses \(HTTP 403\)$/],
  '/broken': [say(500), 'unreachable', /^the server is in trouble \(HTTP 500\)$/],
  '/page': [say(200, '<!doctype html><title>Gone</title>'), 'not-image', /^it is no picture: HTML$/],
  '/page-as-jpeg': [say(200, '<html>', { 'content-type': 'image/jpeg' }), 'not-image', /^it is no picture: HTML$/],
  '/pdf': [say(200, '%PDF-1.7'), 'not-image', /^it is no picture: PDF$/],
  '/bytes': [(_, response) => sendBytes(response, Buffer.from([1, 2, 3])), 'not-image', /of no format that is known$/],
  '/empty': [say(200), 'not-image', /^the file is empty$/],
  '/nothing': [say(204), 'not-image', /^it sends no file \(HTTP 204\)$/],
  '/unchanged': [say(304), 'gone', /HTTP 304/],
  '/loop': [say(302, '', { location: '/loop' }), 'gone', /^it redirects more than 8 times$/],
  '/to-file': [
    say(301, '', { location: 'file:///etc/hosts' }),
    'refused',
    /redirects to file:\/\/\/etc\/hosts, which is no address of the web/,
  ],
  '/to-data': [say(301, '', { location: 'data:image/png;base64,AAAA' }), 'refused', /which is no address of the web/],
  '/to-nowhere': [say(301, '', { location: 'http://' }), 'refused', /which is no address of the web/],
  '/endless-page': [endless(Buffer.from('<!doctype html>')), 'not-image', /HTML/],
  '/endless-picture': [endless(picture('')), 'too-large', /^it is larger than 0.200 MB$/],
  '/says-large': [say(200, '', { 'content-length': '99999999999' }), 'too-large', /larger than/],
  '/cut-off': [
    (_, response) => {
      response.writeHead(200, { 'content-length': 5000 }).write(picture(''));
      setTimeout(() => response.destroy(), 20);
    },
    'unreachable',
    /^the connection broke off/,
  ],
  '/chunked-cut-off': [
    (_, response) => {
      response.write(picture(''));
      setTimeout(() => response.destroy(), 20);
    },
    'unreachable',
    /^the connection broke off/,
  ],
  '/hangs-up': [(_, response) => void response.destroy(), 'unreachable', /^the connection broke off/],
  '/silent': [() => undefined, 'unreachable', /^(nothing arrived for|it took longer than) 1.5 s$/],
  '/drips': [
    (_, response) => {
      response.writeHead(200, { 'content-length': 100_000 });
      const timer = setInterval(() => response.write('B'), 50);
      response.on('close', () => clearInterval(timer));
    },
    'unreachable',
    /^it took longer than 1.5 s$/,
  ],
  '/bomb': [(_, response) => sendBytes(response, BOMB, { 'content-encoding': 'gzip' }), 'too-large', /larger than/],
  '/not-gzip': [
    (_, response) => sendBytes(response, picture(''), { 'content-encoding': 'gzip' }),
    'not-image',
    /^it is packed, but cannot be unpacked$/,
  ],
  '/packed-oddly': [
    (_, response) => sendBytes(response, picture(''), { 'content-encoding': 'rot13' }),
    'not-image',
    /^it is packed as rot13/,
  ],
  '/unwanted': [
    say(200, '', { 'x-robots-tag': 'noai, noimageai' }),
    'refused',
    /^the host does not want it used \(X-Robots-Tag: noai\)$/,
  ],
};

test('a server that misbehaves in every way: each row with its reason, and the good ones beside them', async () => {
  const good: Readonly<Record<string, Answer>> = {
    '/good.jpg': sendPicture('good'),
    '/packed': (_, response) => sendBytes(response, gzipSync(picture('packed')), { 'content-encoding': 'gzip' }),
    '/short-length': (_, response) => {
      // More bytes than it says: only the first ones are of this answer.
      response.socket?.write(`HTTP/1.1 200 OK\r\ncontent-length: ${picture('').length}\r\n\r\n`);
      response.socket?.end(picture('and more than that'));
    },
    '/unwanted-by-others': (_, response) => sendBytes(response, picture('for us'), { 'x-robots-tag': 'otherbot: noai' }),
    '/moved': say(302, '', { location: '/good.jpg' }),
  };
  const answers = Object.fromEntries(Object.entries(MISDEEDS).map(([path, [answer]]) => [path, answer]));
  const { url } = await servePictures({ ...answers, ...good });
  const paths = [...Object.keys(MISDEEDS), ...Object.keys(good)];
  const change = { maxBytes: 200_000, timeoutMs: 1500, perHost: 16 };
  const summary = await fetchTable({ base, table: urlTable(paths.map((path) => url + path)), change });
  for (const [place, row] of listed(base).entries()) {
    const [, status, reason] = MISDEEDS[paths[place] ?? ''] ?? [null, 'fetched', /^$/];
    expect(row, paths[place]).toMatchObject({ status, reason: expect.stringMatching(reason) });
    expect(existsSync(join(base, 'out', row.path ?? '')) && row.path !== '', paths[place]).toBe(status === 'fetched');
  }
  expect(summary.counts.fetched).toBe(Object.keys(good).length);
  expect(summary.failures.map(({ count }) => count)).toEqual(
    summary.failures.map(({ count }) => count).toSorted((a, b) => b - a),
  );
  // Nothing half done is left.
  expect(readdirSync(join(base, 'out', '.winnow-fetch', 'parts'))).toEqual([]);
  expect(readdirSync(join(base, 'out', 'part-00000'))).toHaveLength(Object.keys(good).length);
});

test('addresses that are never asked', async () => {
  const urls = [
    '',
    'data:image/png;base64,AAAA',
    'file:///etc/hosts',
    'ftp://pictures.example/a.jpg',
    'pictures.example/a.jpg',
    'http://',
  ];
  const { url } = await servePictures({ '/a.jpg': sendPicture() });
  const table = `id,url\n${[...urls, `${url}/a.jpg`].map((one, i) => `${i},"${one}"\n`).join('')}`;
  const summary = await fetchTable({ base, table, change: { columns: { url: 'url' } } });
  expect(summary.counts).toMatchObject({ refused: 6, fetched: 1 });
  expect(listed(base).map(({ reason }) => reason)).toEqual([
    'there is no address',
    'addresses of the kind "data:" are not asked',
    'addresses of the kind "file:" are not asked',
    'addresses of the kind "ftp:" are not asked',
    'it is no address of the web',
    'it is no address of the web',
    '',
  ]);
});

test('no HTTP, a certificate that nobody vouches for, a closed port', async () => {
  const { url } = await servePictures({});
  const rude = createServer((socket: Socket) => socket.end('220 mail.example ESMTP\r\n')).listen(0, '127.0.0.1');
  const untrusted = createSecureServer(SELF_SIGNED, (_, response) => sendBytes(response, picture(''))).listen(0, '127.0.0.1');
  const closed = createServer().listen(0, '127.0.0.1');
  const [rudePort, securePort, closedPort] = await Promise.all(
    [rude, untrusted, closed].map(async (server) => {
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    }),
  );
  closed.close();
  const urls = [`http://127.0.0.1:${rudePort}/a`, `https://127.0.0.1:${securePort}/a`, `http://127.0.0.1:${closedPort}/a`];
  await fetchTable({ base, table: urlTable([...urls, `${url.replace('http:', 'https:')}/a`, `${url}/a`]) });
  expect(listed(base).map(({ status, reason }) => `${status} ${reason}`)).toEqual([
    expect.stringMatching(/^unreachable the connection broke off \(HPE_/),
    expect.stringMatching(/^unreachable the identity of 127.0.0.1:\d+ cannot be verified \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/),
    expect.stringMatching(/^unreachable 127.0.0.1:\d+ could not be reached, it refuses connections \(ECONNREFUSED\)$/),
    expect.stringMatching(/^unreachable .*(SSL|EPROTO)/),
    'gone the file is not there (HTTP 404)',
  ]);
  rude.close();
  untrusted.closeAllConnections();
  untrusted.close();
});

test('without a network it is said at once, whatever the table holds', async () => {
  const urls = Array.from({ length: 200 }, (_, i) => `https://host${i % 20}.invalid/${i}.jpg`);
  await expect(fetchTable({ base, table: urlTable(urls) })).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(
      /^None of the hosts could be reached: host\d+\.invalid \(E\w+\) and 4 more\. Is this computer online\?/,
    ),
  });
});
