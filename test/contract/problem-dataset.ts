import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/** Samples of `makeProblemDataset`. */
export const PROBLEM_DATASET = { samples: 13 } as const;

/** A picture of coloured waves with sharp edges between them that differs with its seed, so that only copies are near each other. */
function picture(seed: number, width = 160, height = 120): Sharp {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let band = 0; band < 3; band++) {
        const wave =
          Math.sin((x / width) * (3 + seed) + band * 2) + Math.cos((y / height) * (2 + ((seed * 5) % 7)) + seed + band);
        pixels[(y * width + x) * 3 + band] = 128 + 40 * wave + (wave * 3 - Math.floor(wave * 3) > 0.5 ? 40 : -40);
      }
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/**
 * Planted problems: in `train/cat` and `val/cat` the same bytes (a leak), again in `train/dog` (a label conflict); a PNG
 * compressed twice (pixel duplicates) and one halved (near); a dark one, an empty one, a PNG called .jpg.
 */
export async function makeProblemDataset(folder: string): Promise<void> {
  async function put(path: string, bytes: Uint8Array | string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  const copied = await picture(1).jpeg().toBuffer();
  for (const path of ['train/cat/a.jpg', 'train/dog/a.jpg', 'val/cat/a.jpg']) await put(path, copied);
  await put('train/cat/b.png', await picture(2).png({ compressionLevel: 9 }).toBuffer());
  await put('train/cat/b-again.png', await picture(2).png({ compressionLevel: 1 }).toBuffer());
  await put('train/dog/c.png', await picture(3, 320, 240).png().toBuffer());
  await put(
    'train/dog/c-small.png',
    await sharp(await picture(3, 320, 240).png().toBuffer())
      .resize(160)
      .png()
      .toBuffer(),
  );
  await put('train/dog/dark.png', await picture(4).linear(0.05).png().toBuffer());
  await put('train/dog/empty.jpg', '');
  await put('train/cat/png.jpg', await picture(5).png().toBuffer());
  for (const seed of [6, 7, 8]) await put(`val/dog/${seed}.jpg`, await picture(seed).jpeg().toBuffer());
}
