import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { platform } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isPrivateAddress } from '../../../src/main/fetch/private-address.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import type { Answer, FileServer } from '../models/file-server.ts';
import { fetchTable, listed, urlTable } from './fetch-table.ts';
import { closeServers, say, sendPicture, servePictures } from './picture-server.ts';

let base: string;
beforeEach(() => {
  base = tempFolder();
});
afterEach(closeServers);

const reasons = (): readonly string[] => listed(base).map(({ status, reason }) => `${status} ${reason}`.trim());
const pathsAsked = ({ asked }: FileServer): readonly string[] => asked.map(({ path }) => path);

test('hosts are told who asks, and whom to turn to', async () => {
  const agents = new Set<unknown>();
  const answer: Answer = (request, response, turn) => {
    agents.add(request.headers['user-agent']);
    sendPicture()(request, response, turn);
  };
  const { url } = await servePictures({ '/robots.txt': answer, '/a.jpg': answer });
  await fetchTable({ base, table: urlTable([`${url}/a.jpg`]), change: { contact: 'https://lab.example/crawl' } });
  expect([...agents]).toEqual([expect.stringMatching(/^winnow\/\d+\.\d+\.\d+ \(\+https:\/\/lab\.example\/crawl\)$/)]);
});

describe('robots.txt', () => {
  test('is asked for once and obeyed', async () => {
    const robots = 'User-agent: *\nDisallow: /\n\nUser-agent: winnow\nAllow: /open/\nDisallow: /*.gif$\nDisallow: /open/no';
    const pictures = ['/open/a', '/open/no', '/open/b.gif', '/other'];
    const server = await servePictures({
      '/robots.txt': say(200, robots),
      ...Object.fromEntries(pictures.map((path) => [path, sendPicture(path)])),
    });
    await fetchTable({ base, table: urlTable(pictures.map((path) => server.url + path)) });
    const disallowed = expect.stringMatching(/^refused robots\.txt of 127\.0\.0\.1:\d+ disallows it$/);
    expect(reasons()).toEqual(['fetched', disallowed, disallowed, 'fetched']);
    expect(pathsAsked(server).toSorted()).toEqual(['/open/a', '/other', '/robots.txt']);
  });

  test.each([
    [404, 'fetched'],
    [401, 'fetched'],
    [500, expect.stringMatching(/^unreachable robots\.txt of .* cannot be read: the server is in trouble \(HTTP 500\)$/)],
    [429, expect.stringMatching(/^unreachable robots\.txt of .* cannot be read: the server asks for fewer requests/)],
  ])('that answers HTTP %i', async (status, expected) => {
    const { url } = await servePictures({ '/robots.txt': say(status, 'User-agent: *\nDisallow: /'), '/a': sendPicture() });
    await fetchTable({ base, table: urlTable([`${url}/a`]) });
    expect(reasons()).toEqual([expected]);
  });

  test('of a host in trouble is asked for again, and its pictures are not fetched without', async () => {
    const server = await servePictures({
      '/robots.txt': (request, response, turn) =>
        say(turn === 0 ? 503 : 200, 'User-agent: *\nDisallow: /b')(request, response, turn),
      '/a': sendPicture(),
    });
    await fetchTable({ base, table: urlTable([`${server.url}/a`, `${server.url}/b`]) });
    expect(reasons()).toEqual(['fetched', expect.stringContaining('disallows it')]);
    expect(pathsAsked(server)).toEqual(['/robots.txt', '/robots.txt', '/a']);
  });

  test('may lie on another host', async () => {
    const rules = await servePictures({ '/rules': say(200, 'User-agent: *\nDisallow: /a') });
    const { url } = await servePictures({ '/robots.txt': say(302, '', { location: `${rules.url}/rules` }), '/a': sendPicture() });
    await fetchTable({ base, table: urlTable([`${url}/a`]) });
    expect(reasons()).toEqual([expect.stringContaining('disallows it')]);
  });

  test('counts for each host that a redirect leads to', async () => {
    const strict = await servePictures({ '/robots.txt': say(200, 'User-agent: *\nDisallow: /'), '/a': sendPicture() });
    const { url } = await servePictures({ '/a': say(302, '', { location: `${strict.url}/a` }) });
    await fetchTable({ base, table: urlTable([`${url}/a`]) });
    expect(reasons()).toEqual([`refused robots.txt of ${new URL(strict.url).host} disallows it`]);
    expect(pathsAsked(strict)).toEqual(['/robots.txt']);
  });

  test('that never ends is read as far as it must be', async () => {
    const endless: Answer = (_, response) => {
      response.write('User-agent: *\nDisallow: /b\n');
      const more = (): void => {
        if (response.write(`# ${'x'.repeat(50_000)}\n`)) setImmediate(more);
        else if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    const { url } = await servePictures({ '/robots.txt': endless, '/a': sendPicture() });
    await fetchTable({ base, table: urlTable([`${url}/a`, `${url}/b`]) });
    expect(reasons()).toEqual(['fetched', expect.stringContaining('disallows it')]);
  });
});

/** Times of requests, and how many were being answered at once. */
function watched(answerMs: number) {
  const startedMs: number[] = [];
  let inFlight = 0;
  let most = 0;
  const answer: Answer = (request, response, turn) => {
    startedMs.push(performance.now());
    most = Math.max(most, ++inFlight);
    setTimeout(() => {
      inFlight--;
      sendPicture()(request, response, turn);
    }, answerMs);
  };
  return { answer, startedMs, most: () => most };
}

describe('a host', () => {
  const paths = ['/0', '/1', '/2', '/3', '/4', '/5'];
  const served = (answer: Answer, more: Readonly<Record<string, Answer>> = {}): Promise<FileServer> =>
    servePictures({ ...Object.fromEntries(paths.map((path) => [path, answer])), ...more });
  const gaps = (times: readonly number[]): readonly number[] => times.slice(1).map((time, i) => time - (times[i] ?? 0));

  test('gets few requests at a time, apart from each other; other hosts need not wait', async () => {
    const [first, second] = [watched(60), watched(60)];
    const servers = await Promise.all([served(first.answer), served(second.answer)]);
    const table = urlTable(servers.flatMap(({ url }) => paths.map((path) => url + path)));
    const startedMs = performance.now();
    await fetchTable({ base, table, change: { perHost: 2, pauseMs: 50 } });
    for (const { startedMs: times, most } of [first, second]) {
      expect(Math.min(...gaps(times))).toBeGreaterThan(30);
      expect(most()).toBeLessThanOrEqual(2);
    }
    expect(Math.abs((first.startedMs[3] ?? 0) - (second.startedMs[3] ?? 0))).toBeLessThan(200);
    expect(performance.now() - startedMs).toBeGreaterThan(6 * 50);
  });

  test('gets the pause that its robots.txt asks for, up to a limit', async () => {
    const { answer, startedMs } = watched(0);
    const { url } = await served(answer, { '/robots.txt': say(200, 'User-agent: *\nCrawl-delay: 600') });
    await fetchTable({ base, table: urlTable([`${url}/0`, `${url}/1`]), manners: { longestDelayMs: 150 } });
    expect(gaps(startedMs)[0]).toBeGreaterThan(130);
  });

  test('gets a pause longer than anybody is waited for', async () => {
    const { answer, startedMs } = watched(0);
    const { url } = await served(answer);
    const manners = { longestWaitMs: 20 };
    await fetchTable({ base, table: urlTable([`${url}/0`, `${url}/1`]), change: { pauseMs: 80 }, manners });
    expect(reasons()).toEqual(['fetched', 'fetched']);
    expect(gaps(startedMs)[0]).toBeGreaterThan(40);
  });

  test('that asks for a moment gets it', async () => {
    const server = await servePictures({
      '/a': (request, response, turn) =>
        turn === 0 ? response.writeHead(429, { 'retry-after': '1' }).end() : sendPicture()(request, response, turn),
    });
    const startedMs = performance.now();
    await fetchTable({ base, table: urlTable([`${server.url}/a`]) });
    expect(reasons()).toEqual(['fetched']);
    expect(performance.now() - startedMs).toBeGreaterThan(950);
  });

  test('that asks to be left alone for an hour is', async () => {
    const later = new Date(Date.now() + 3_600_000).toUTCString();
    const server = await served(say(503, '', { 'retry-after': later }));
    await fetchTable({ base, table: urlTable(paths.map((path) => server.url + path)), change: { perHost: 1 } });
    expect(reasons()[0]).toMatch(/^unreachable the server is in trouble \(HTTP 503\)$/);
    expect(reasons().slice(1)).toEqual(
      Array(5).fill(expect.stringMatching(/^unreachable 127\.0\.0\.1:\d+ asks to be left alone until /)),
    );
    expect(pathsAsked(server)).toEqual(['/robots.txt', '/0']);
  });

  test('is asked once for an address that several rows have', async () => {
    const server = await served(sendPicture());
    await fetchTable({
      base,
      table: urlTable([`${server.url}/0`, `${server.url}/0#part`, `${server.url}/9`, `${server.url}/9`]),
    });
    expect(reasons()).toEqual([
      'fetched',
      'duplicate the same address as in row 1',
      'gone the file is not there (HTTP 404)',
      'gone the file is not there (HTTP 404)',
    ]);
    const [first, second] = listed(base);
    expect(second).toMatchObject({ path: first?.path, sha256: first?.sha256 });
    expect(pathsAsked(server)).toEqual(['/robots.txt', '/0', '/9']);
  });
});

describe('this machine and its network', () => {
  test('are not asked unless that is allowed', async () => {
    const server = await servePictures({ '/a': sendPicture() });
    const { port } = new URL(server.url);
    const hosts = ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0x7f000001', '2130706433'];
    const urls = hosts.map((host) => `http://${host}:${port}/a?${host.length}`);
    await fetchTable({ base, table: urlTable(urls), change: { allowPrivate: false } });
    expect(reasons()).toEqual(
      Array(hosts.length).fill(
        expect.stringMatching(/^refused .* is .*, on this machine or its network; --allow-private lets the table lead there$/),
      ),
    );
    expect(server.asked).toEqual([]);
  });

  // Elsewhere than on Linux 127.0.0.2 is nobody.
  test.runIf(platform() === 'linux')('are not where the public internet leads to, allowed or not', async () => {
    const secret = await servePictures({ '/secret': sendPicture() });
    const isPrivate = (address: string): boolean => address !== '127.0.0.2' && isPrivateAddress(address);
    const publicly = createServer((request, response) =>
      request.url === '/a' ? response.writeHead(302, { location: `${secret.url}/secret` }).end() : response.writeHead(404).end(),
    ).listen(0, '127.0.0.2');
    await once(publicly, 'listening');
    const { port } = publicly.address() as AddressInfo;
    await fetchTable({ base, table: urlTable([`http://127.0.0.2:${port}/a`]), manners: { isPrivate } });
    expect(reasons()).toEqual([
      expect.stringMatching(/^refused it redirects to where nothing public should lead: 127\.0\.0\.1 is 127\.0\.0\.1/),
    ]);
    expect(secret.asked).toEqual([]);
    publicly.closeAllConnections();
    publicly.close();
  });

  test.each([
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
  ])('%s is of them', (address) => expect(isPrivateAddress(address)).toBe(true));
  test.each(['8.8.8.8', '172.32.0.1', '193.168.1.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is not', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );
});
