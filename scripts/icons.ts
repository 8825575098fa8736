import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { icnsFile } from './icons/icns-file.ts';
import { icoFile } from './icons/ico-file.ts';

/** Renders assets/icon.svg to what the platforms want: PNGs for Linux, an ICO for Windows, an ICNS for macOS. */
const assets = fileURLToPath(new URL('../assets', import.meta.url));
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256] as const;
const SVG_SIZE = 512;
const SVG_DENSITY = 72;

const pngs = new Map<number, Buffer>();
for (const size of SIZES) {
  // Drawn at its own size: scaling a large rendering down would blur the small ones.
  const drawn = sharp(join(assets, 'icon.svg'), { density: (SVG_DENSITY * size) / SVG_SIZE });
  pngs.set(size, await drawn.resize(size, size).png({ compressionLevel: 9 }).toBuffer());
}

await mkdir(join(assets, 'icons'), { recursive: true });
for (const [size, png] of pngs) await writeFile(join(assets, 'icons', `${size}x${size}.png`), png);
await writeFile(join(assets, 'icon.ico'), icoFile(new Map(ICO_SIZES.map((size) => [size, pngs.get(size)!]))));
await writeFile(join(assets, 'icon.icns'), icnsFile(pngs));
