import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STORED_SCORES } from '../../../src/shared/score.ts';
import { DEFAULT_LIMITS, type DecodeOutput } from '../../../src/workers/decode/calls.ts';
import { decodeFile } from '../../../src/workers/decode/decode-file.ts';
import { gifOfFrames, noisyJpeg, noisyPng, pngBomb } from './make-images.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-decode-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const decode = (path: string | Buffer, limits = {}): Promise<DecodeOutput> =>
  decodeFile({ path: Buffer.from(path), limits: { ...DEFAULT_LIMITS, ...limits } });

function write(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const solid = (width: number, height: number, background: string, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background } });

describe('a sound file', () => {
  test('gives all there is to know in one go', async () => {
    const bytes = await solid(600, 300, '#336699').jpeg().toBuffer();
    const output = await decode(write('blue.JPG', bytes));
    expect(output).toMatchObject({
      isImage: true,
      status: 'ok',
      reason: null,
      format: 'jpeg',
      extensionFormat: null,
      width: 600,
      height: 300,
      channels: 3,
      bitDepth: 8,
      orientation: null,
      frames: 1,
    });
    expect(output.contentHash).toEqual(createHash('sha256').update(bytes).digest());
    expect(output.perceptualHash).toHaveLength(8);
    const [red, green, blue] = [16, 8, 0].map((shift) => ((output.meanColor ?? 0) >> shift) & 255) as [number, number, number];
    expect([Math.abs(red - 0x33), Math.abs(green - 0x66), Math.abs(blue - 0x99)].every((difference) => difference < 4)).toBe(
      true,
    );
    expect(await sharp(output.thumbnail ?? undefined).metadata()).toMatchObject({ format: 'jpeg', width: 256, height: 128 });
  });

  test('has its size and thumbnail upright', async () => {
    const bytes = await solid(60, 20, '#fff').jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const output = await decode(write('turned.jpg', bytes));
    expect(output).toMatchObject({ width: 20, height: 60, orientation: 6 });
    expect(await sharp(output.thumbnail ?? undefined).metadata()).toMatchObject({ width: 20, height: 60 });
  });

  test('shows transparency as white', async () => {
    const path = write('clear.png', await solid(8, 8, '#00000000', 4).png().toBuffer());
    expect(await decode(path)).toMatchObject({ status: 'ok', channels: 4, meanColor: 0xffffff });
  });

  test('of 16 bits, in grey, or in CMYK is shown in 8 bit sRGB', async () => {
    const deep = write('deep.png', await solid(8, 8, '#808080').toColourspace('rgb16').png().toBuffer());
    expect(await decode(deep)).toMatchObject({ status: 'ok', bitDepth: 16, meanColor: 0x808080 });
    const grey = write('grey.png', await solid(8, 8, '#404040').toColourspace('b-w').png().toBuffer());
    expect(await decode(grey)).toMatchObject({ status: 'ok', channels: 1, meanColor: 0x404040 });
    const cmyk = await decode(write('ink.jpg', await solid(8, 8, '#ffffff').toColourspace('cmyk').jpeg().toBuffer()));
    expect(cmyk).toMatchObject({ status: 'ok', channels: 4 });
    expect(cmyk.meanColor).toBeGreaterThan(0xf0f0f0);
  });

  test('of one pixel is decoded like any other', async () => {
    expect(await decode(write('dot.png', await solid(1, 1, '#ff0000').png().toBuffer()))).toMatchObject({
      status: 'ok',
      width: 1,
      height: 1,
      meanColor: 0xff0000,
    });
  });

  test('with 10,000 frames is read up to the first, and quickly', async () => {
    const started = performance.now();
    const output = await decode(write('many.gif', gifOfFrames(10_000)));
    expect(output).toMatchObject({ status: 'ok', format: 'gif', width: 1, height: 1, frames: 10_000 });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('the checks of a sound file', () => {
  const photo = () => noisyJpeg(300, 200);

  test('give scores, channel means and a fingerprint', async () => {
    const { quality, channelStats, fingerprint, intact } = await decode(write('scored.jpg', await photo()));
    expect(Object.keys(quality ?? {}).toSorted()).toEqual(STORED_SCORES.toSorted());
    expect(Object.values(quality ?? {}).every((score) => score !== null && score >= 0 && score <= 1)).toBe(true);
    expect(channelStats?.mean.every((mean) => mean > 0.4 && mean < 0.6)).toBe(true);
    expect(fingerprint?.length).toBeGreaterThan(0);
    expect(intact).toBeNull();
  });

  test('leave strong compression open for other formats', async () => {
    const { quality } = await decode(write('scored.png', await noisyPng(30, 20)));
    expect(quality).toMatchObject({ 'strong-compression': null, letterbox: 1 });
  });

  test('see transparency as white: black under a clear layer is not dark, as cleanvision has it', async () => {
    const { quality } = await decode(write('hidden.png', await solid(40, 40, '#00000000', 4).png().toBuffer()));
    expect(quality).toMatchObject({ dark: 1, light: 0 });
  });

  test('are the same each time', async () => {
    const path = write('again.jpg', await photo());
    expect(await decode(path)).toEqual(await decode(path));
  });

  test('can be left out, with nothing else changed', async () => {
    const path = write('plain.jpg', await photo());
    const plain = await decodeFile({ path: Buffer.from(path), limits: DEFAULT_LIMITS, checks: false });
    const nothing = { quality: null, channelStats: null, fingerprint: null, privateMetadata: [] };
    expect(plain).toEqual({ ...(await decode(path)), ...nothing });
    expect(plain.perceptualHash).toHaveLength(8);
  });
});

describe('a broken file', () => {
  test('of zero bytes is corrupt', async () => {
    const output = await decode(write('empty.jpg', ''));
    expect(output).toMatchObject({ isImage: true, status: 'corrupt', reason: 'the file is empty (0 bytes)', thumbnail: null });
    // There is no content that the name could contradict.
    expect(output.extensionFormat).toBeNull();
    expect(output).toMatchObject({ intact: 0, quality: null });
    expect(output.contentHash).toHaveLength(32);
  });

  test.each([0.3, 0.6, 0.98])('JPEG cut at %f is corrupt, and what is there is shown', async (part) => {
    const bytes = await noisyJpeg(900, 600);
    const output = await decode(write('cut.jpg', bytes.subarray(0, bytes.length * part)));
    expect(output).toMatchObject({ status: 'corrupt', width: 900, height: 600, perceptualHash: null });
    expect(output.reason).toMatch(/VipsJpeg: premature end/);
    expect(output.thumbnail).not.toBeNull();
    expect(output).toMatchObject({ quality: null, channelStats: null, fingerprint: null });
    expect(Math.abs((output.intact ?? 1) - part)).toBeLessThan(0.05);
  });

  test.each([0.3, 0.98])('PNG cut at %f is corrupt, and what is there is shown', async (part) => {
    const bytes = await noisyPng(300, 200);
    const output = await decode(write('cut.png', bytes.subarray(0, bytes.length * part)));
    expect(output).toMatchObject({ status: 'corrupt', width: 300, height: 200 });
    expect(output.reason).toMatch(/vipspng/);
    expect(output.thumbnail).not.toBeNull();
  });

  test('without anything behind the signature is corrupt and has nothing to show', async () => {
    const output = await decode(write('head.png', '\x89PNG\r\n\x1a\n'));
    expect(output.status).not.toBe('ok');
    expect(output).toMatchObject({ thumbnail: null, width: null });
  });
});

describe('a file that is not what it says', () => {
  test('text named .jpg is unsupported, said by name', async () => {
    expect(await decode(write('note.jpg', 'not a picture'))).toMatchObject({
      isImage: true,
      status: 'unsupported',
      reason: 'not an image: the content is text',
      format: 'text',
      extensionFormat: 'jpeg',
    });
  });

  test('PNG named .jpg is decoded, and the contradiction is told', async () => {
    const path = write('really-png.jpg', await solid(8, 8, '#123456').png().toBuffer());
    expect(await decode(path)).toMatchObject({ status: 'ok', format: 'png', extensionFormat: 'jpeg' });
  });

  test('an image without an extension is a sample; other content is not', async () => {
    expect(await decode(write('picture', await solid(8, 8, '#123456').png().toBuffer()))).toMatchObject({
      isImage: true,
      status: 'ok',
    });
    expect(await decode(write('notes.txt', 'words'))).toMatchObject({ isImage: false });
    expect(await decode(write('blank', ''))).toMatchObject({ isImage: false });
  });

  test('a format without decoder is unsupported, said by name', async () => {
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
    expect(await decode(write('phone.heic', heic))).toMatchObject({
      status: 'unsupported',
      reason: 'there is no decoder for HEIC (HEVC)',
      format: 'heic',
      extensionFormat: null,
    });
  });
});

describe('over a limit', () => {
  test('a PNG of 30,000 × 30,000 pixels is answered at once', async () => {
    const path = write('bomb.png', pngBomb(30_000));
    const started = performance.now();
    expect(await decode(path)).toMatchObject({
      status: 'unsupported',
      reason: '30000 × 30000 pixels are over the limit of 268,402,689 pixels',
      width: 30_000,
    });
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('a large file is hashed but not decoded', async () => {
    const bytes = await noisyPng(100, 100);
    expect(await decode(write('large.png', bytes), { maxBytes: 1000 })).toMatchObject({
      status: 'unsupported',
      reason: `${bytes.length.toLocaleString('en')} bytes are over the limit of 1,000 bytes`,
      format: 'png',
      contentHash: createHash('sha256').update(bytes).digest(),
    });
  });

  test('a slow decode is stopped', async (context) => {
    const path = write('slow.png', pngBomb(16_383, true));
    const started = performance.now();
    const output = await decode(path, { maxSeconds: 1 });
    if (performance.now() - started < 1200) context.skip('this machine decodes even that within the second');
    expect(output).toMatchObject({
      status: 'unsupported',
      reason: 'decoding took longer than the limit of 1 s',
      width: 16_383,
      thumbnail: null,
    });
  });
});

describe('names are bytes', () => {
  const names: readonly (readonly [string, Buffer])[] = [
    ['spaces and quotes', Buffer.from(`it's "a" name .png`)],
    ['an emoji', Buffer.from('🐈 cat.png')],
    ['a line feed', Buffer.from('two\nlines.png')],
    ['bytes that are no UTF-8', Buffer.from('\xff\xfe\x80caf\xe9.png', 'latin1')],
    ['255 bytes', Buffer.from(`${'n'.repeat(251)}.png`)],
  ];
  test.skipIf(process.platform !== 'linux').each(names)('%s', async (_what, name) => {
    const path = Buffer.concat([Buffer.from(`${folder}/`), name]);
    writeFileSync(path, await solid(8, 8, '#fff').png().toBuffer());
    expect(await decode(path)).toMatchObject({ status: 'ok', format: 'png', extensionFormat: null });
  });
});

describe('unreadable', () => {
  test('a file that is gone', async () => {
    expect(await decode(join(folder, 'gone.jpg'))).toMatchObject({
      isImage: true,
      status: 'unreadable',
      reason: 'the file is no longer there (ENOENT)',
    });
  });

  test('a folder named like an image', async () => {
    mkdirSync(join(folder, 'folder.jpg'));
    expect(await decode(join(folder, 'folder.jpg'))).toMatchObject({
      status: 'unreadable',
      reason: 'not a regular file',
      extensionFormat: null,
    });
  });

  test.skipIf(process.platform === 'win32')('a FIFO, without waiting for a writer', async () => {
    const path = join(folder, 'pipe.jpg');
    execFileSync('mkfifo', [path]);
    expect(await decode(path)).toMatchObject({ status: 'unreadable', reason: 'not a regular file' });
  });

  test.skipIf(process.platform === 'win32')('a file without permission', async () => {
    const path = write('secret.jpg', await noisyJpeg(8, 8));
    chmodSync(path, 0);
    const output = process.getuid?.() === 0 ? decodeAsNobody(path) : await decode(path);
    expect(output).toMatchObject({ status: 'unreadable', reason: 'no permission to read the file (EACCES)' });
  });
});

/** Root may read everything, so a child gives up its rights first. */
function decodeAsNobody(path: string): unknown {
  const module = new URL('../../../src/workers/decode/decode-file.ts', import.meta.url).href;
  const script = `
    const { decodeFile } = await import(${JSON.stringify(module)});
    process.setgid(65534); process.setuid(65534);
    const limits = { maxPixels: 1e6, maxSeconds: 5, maxBytes: 1e6 };
    console.log(JSON.stringify(await decodeFile({ path: Buffer.from(${JSON.stringify(path)}), limits })));`;
  chmodSync(folder, 0o755);
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
}
