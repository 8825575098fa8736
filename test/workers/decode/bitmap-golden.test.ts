import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { extensionOf } from '../../../src/workers/decode/formats.ts';
import { openPicture } from '../../../src/workers/decode/open-picture.ts';
import { SNIFF_BYTES, sniff } from '../../../src/workers/decode/sniff.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

interface GoldenFile {
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
}

/** Made by make-golden.py beside it, which names the versions. */
const golden = JSON.parse(readFileSync(new URL('../../golden/bitmaps/golden.json', import.meta.url), 'utf8')) as {
  readonly files: Readonly<Record<string, GoldenFile>>;
  readonly refused: Readonly<Record<string, string>>;
};

async function pixelsOf(path: string): Promise<{ readonly format: string } & GoldenFile> {
  const bytes = readFileSync(testData(`bad-inputs/${path}`));
  const format = sniff(bytes.subarray(0, SNIFF_BYTES), extensionOf(path)) ?? '';
  const { source, facts, damage } = await openPicture(bytes, format, 'warning', 1e8);
  expect([path, damage]).toEqual([path, null]);
  const rgba = 'data' in source ? source.data : await sharp(source).toColourspace('srgb').ensureAlpha().raw().toBuffer();
  return { format, width: facts.width, height: facts.height, sha256: createHash('sha256').update(rgba).digest('hex') };
}

describe.skipIf(!hasTestData)('bitmaps and icons of the test suites', () => {
  test("have Pillow's pixels to the last bit", async () => {
    const counts: Record<string, number> = {};
    for (const [path, { width, height, sha256 }] of Object.entries(golden.files)) {
      const found = await pixelsOf(path);
      expect([path, found]).toEqual([path, { format: found.format, width, height, sha256 }]);
      counts[found.format] = (counts[found.format] ?? 0) + 1;
    }
    expect(counts).toEqual({ bmp: 174, ico: 7 });
    expect(golden.refused).toEqual({});
  });
});
