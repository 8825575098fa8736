import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_LIMITS, type DecodeOutput } from '../../../src/workers/decode/calls.ts';
import { decodeFile } from '../../../src/workers/decode/decode-file.ts';

let folder: string;
let server: Server;
const requests: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-svg-'));
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function decode(name: string, body: string, size = 'width="40" height="40"'): Promise<DecodeOutput> {
  const path = join(folder, name);
  const links = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  writeFileSync(path, `<svg ${links} ${size}>${body}</svg>`);
  return decodeFile({ path: Buffer.from(path), limits: DEFAULT_LIMITS });
}

const RED = 0xff0000;
const WHITE_RECT = '<rect width="40" height="40" fill="#fff"/>';

test('a drawing is rendered at the size it says', async () => {
  expect(await decode('red.svg', '<rect width="40" height="40" fill="#f00"/>')).toMatchObject({
    status: 'ok',
    format: 'svg',
    width: 40,
    height: 40,
    meanColor: RED,
  });
});

test('nothing is fetched from the network', async () => {
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const output = await decode(
    'network.svg',
    `<style>@import url("${at}/style.css"); rect { fill: url("${at}/paint.svg#p") }</style>${WHITE_RECT}
     <image xlink:href="${at}/image.png" href="${at}/image2.png" width="40" height="40"/><use href="${at}/use.svg#a"/>`,
  );
  expect(output.status).toBe('ok');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(requests).toEqual([]);
});

test('no other file is read, though the same picture within the drawing is shown', async () => {
  const red = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#f00' } })
    .png()
    .toBuffer();
  const beside = join(folder, 'red.png');
  writeFileSync(beside, red);
  const show = (href: string): string => `${WHITE_RECT}<image xlink:href="${href}" width="40" height="40"/>`;
  expect((await decode('data.svg', show(`data:image/png;base64,${red.toString('base64')}`))).meanColor).toBe(RED);
  for (const [index, href] of [pathToFileURL(beside).href, beside, 'red.png'].entries()) {
    expect((await decode(`file-${index}.svg`, show(href))).meanColor, href).toBe(0xffffff);
  }
  const entity = `<!DOCTYPE svg [<!ENTITY e SYSTEM "${pathToFileURL(beside).href}">]>`;
  writeFileSync(
    join(folder, 'entity.svg'),
    `${entity}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&e;</text></svg>`,
  );
  await decodeFile({ path: Buffer.from(join(folder, 'entity.svg')), limits: DEFAULT_LIMITS });
});

test('one that grows by entities of entities ends quickly', async () => {
  const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  const path = join(folder, 'laughs.svg');
  writeFileSync(
    path,
    `<!DOCTYPE svg [<!ENTITY l0 "ha">${levels}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&l9;</text></svg>`,
  );
  const started = performance.now();
  expect((await decodeFile({ path: Buffer.from(path), limits: DEFAULT_LIMITS })).status).toBe('corrupt');
  expect(performance.now() - started).toBeLessThan(2000);
});

test('one larger than the pixel limit is unsupported', async () => {
  expect(await decode('huge.svg', '', 'width="30000" height="30000"')).toMatchObject({ status: 'unsupported', width: 30_000 });
});
