import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { renderFile } from '../../../src/workers/decode/render-file.ts';
import { noisyJpeg } from './make-images.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-render-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function render(name: string, bytes: Uint8Array, maxSide = 100) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const { bytes: rendered, mimeType } = await renderFile({ path: Buffer.from(path), limits: DEFAULT_LIMITS, maxSide });
  const { format, width, height } = await sharp(rendered).metadata();
  return { mimeType, format, width, height };
}

const create = (channels: 3 | 4) => sharp({ create: { width: 300, height: 150, channels, background: '#33669980' } });

test('a TIFF becomes a JPEG no larger than asked', async () => {
  expect(await render('a.tif', await create(3).tiff().toBuffer())).toEqual({
    mimeType: 'image/jpeg',
    format: 'jpeg',
    width: 100,
    height: 50,
  });
});

test('one with transparency becomes a PNG, upright, and never enlarged', async () => {
  const bytes = await create(4).withMetadata({ orientation: 6 }).tiff({ compression: 'lzw' }).toBuffer();
  expect(await render('b.tif', bytes, 4000)).toEqual({ mimeType: 'image/png', format: 'png', width: 150, height: 300 });
});

test('what is left of a damaged file is shown', async () => {
  const bytes = await noisyJpeg(400, 400);
  expect(await render('c.jpg', bytes.subarray(0, bytes.length / 2))).toMatchObject({ mimeType: 'image/jpeg', width: 100 });
});

test.each([
  ['no.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), /cannot be shown: there is no decoder for HEIC/],
  ['no.jpg', Buffer.from('\xff\xd8\xff', 'latin1'), /cannot be shown: .*VipsJpeg/s],
])('%s is refused with the reason', async (name, bytes, message) => {
  await expect(render(name, bytes)).rejects.toMatchObject({ code: 'not_found', message: expect.stringMatching(message) });
});

test('a file that is gone is refused with the reason', async () => {
  const gone = renderFile({ path: Buffer.from(join(folder, 'gone.tif')), limits: DEFAULT_LIMITS, maxSide: 10 });
  await expect(gone).rejects.toMatchObject({ code: 'not_found', message: expect.stringMatching(/no longer there/) });
});
