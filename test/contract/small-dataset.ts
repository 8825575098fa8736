import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/** Samples of `makeSmallDataset` by status. */
export const SMALL_DATASET = { samples: 9, ok: 7, corrupt: 2, ignored: 1 } as const;

async function put(folder: string, path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}

/** A picture that differs with its seed. */
function picture(seed: number, width = 64, height = 48): Sharp {
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (i * (seed * 7 + 3) + ((i / width) | 0) * seed * 13) & 255;
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** `train/cat`, `train/dog`, `val/cat`, `val/dog`: seven good files of six formats, two damaged ones, one text. */
export async function makeSmallDataset(folder: string): Promise<void> {
  await put(folder, 'train/cat/1.jpg', await picture(1).jpeg().toBuffer());
  await put(folder, 'train/cat/2.png', await picture(2, 32, 32).png().toBuffer());
  await put(folder, 'train/dog/3.webp', await picture(3).webp().toBuffer());
  await put(folder, 'train/dog/4.gif', await picture(4, 16, 16).gif().toBuffer());
  await put(folder, 'val/cat/5 with "quotes".tiff', await picture(5).tiff().toBuffer());
  await put(folder, 'val/dog/6.jpg', await picture(6, 200, 100).jpeg().toBuffer());
  await put(
    folder,
    'val/dog/7.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><script>alert(1)</script><rect width="20" height="10" fill="red"/></svg>',
  );
  const whole = await picture(8, 256, 256).jpeg().toBuffer();
  await put(folder, 'train/cat/cut.jpg', whole.subarray(0, whole.length >> 1));
  await put(folder, 'train/cat/empty.jpg', '');
  await put(folder, 'notes.txt', 'no image');
}
