import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openPicture } from '../../../src/workers/decode/open-picture.ts';
import { encodeDib } from './encode-bmp.ts';

interface Image {
  readonly side: number;
  readonly bytes: Buffer;
  /** Where the directory says it lies; default: where it does. */
  readonly offset?: number;
}

function icon(...images: readonly Image[]): Buffer {
  const directory = Buffer.alloc(6 + images.length * 16);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(images.length, 4);
  let end = directory.length;
  images.forEach(({ side, bytes, offset = end }, index) => {
    directory.set([side % 256, side % 256], 6 + index * 16);
    directory.writeUInt16LE(32, 6 + index * 16 + 6);
    directory.writeUInt32LE(bytes.length, 6 + index * 16 + 8);
    directory.writeUInt32LE(offset, 6 + index * 16 + 12);
    end += bytes.length;
  });
  return Buffer.concat([directory, ...images.map(({ bytes }) => bytes)]);
}

const png = (side: number): Promise<Buffer> =>
  sharp({ create: { width: side, height: side, channels: 4, background: '#336699' } })
    .png()
    .toBuffer();
const open = (bytes: Buffer) => openPicture(bytes, 'ico', 'warning', 1e6);

test('the largest image stands for the icon', async () => {
  const small = encodeDib({ width: 1, height: 2, bits: 32, pixels: [1, 2, 3, 255, 0, 0, 0, 0] });
  const { facts } = await open(
    icon({ side: 1, bytes: small }, { side: 256, bytes: await png(256) }, { side: 16, bytes: await png(16) }),
  );
  expect(facts).toMatchObject({ width: 256, height: 256, channels: 4, frames: 3 });
});

test('the mask makes pixels transparent where there is no alpha', async () => {
  // Two pixels of 24 bits, then a row of mask that hides the second.
  const bytes = encodeDib({ width: 2, height: 2, bits: 24, pixels: [3, 2, 1, 6, 5, 4, 0, 0, 0b01000000, 0, 0, 0] });
  const { source, facts } = await open(icon({ side: 2, bytes }));
  expect(facts).toMatchObject({ width: 2, height: 1, channels: 4, bitDepth: 8, frames: 1 });
  expect([...(source as { data: Uint8Array }).data]).toEqual([1, 2, 3, 255, 4, 5, 6, 0]);
});

test.each([
  ['an empty directory', Buffer.from([0, 0, 1, 0, 0, 0]), /holds no image/],
  ['a directory that is cut', icon({ side: 1, bytes: Buffer.alloc(50) }).subarray(0, 12), /within its directory/],
  ['an image beyond the end', icon({ side: 1, bytes: Buffer.alloc(50), offset: 5000 }), /beyond the end/],
])('refuses %s', async (_what, bytes, message) => {
  await expect(open(bytes)).rejects.toThrow(message);
});
