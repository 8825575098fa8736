import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { stripGif } from '../../../../src/main/exporters/strip/strip-gif.ts';
import { stripJpeg } from '../../../../src/main/exporters/strip/strip-jpeg.ts';
import { stripPng } from '../../../../src/main/exporters/strip/strip-png.ts';
import { stripPrivate } from '../../../../src/main/exporters/strip/strip-private.ts';
import { stripWebp } from '../../../../src/main/exporters/strip/strip-webp.ts';
import { extensionOf, formatOfExtension } from '../../../../src/workers/decode/formats.ts';
import { privateMetadata } from '../../../../src/workers/decode/private-metadata.ts';
import { SNIFF_BYTES, sniff } from '../../../../src/workers/decode/sniff.ts';
import { hasTestData, testData } from '../../../fixtures/test-data.ts';

const STRIPPERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array | null>> = {
  jpeg: stripJpeg,
  png: stripPng,
  webp: stripWebp,
  gif: stripGif,
};

/** Written by ExifTool; see make-golden.py. */
const { made } = JSON.parse(readFileSync(new URL('../../../golden/private-metadata/golden.json', import.meta.url), 'utf8')) as {
  readonly made: readonly { readonly extension: string; readonly bytes: string; readonly said: object }[];
};

/** All frames as a decoder that heeds the orientation shows them, and what else it knows of the file. */
async function seen(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes, { animated: true, failOn: 'warning' })
    .autoOrient()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const { orientation = 1, pages, delay, loop, space, icc } = await sharp(bytes).metadata();
  return { data, facts: { width, height, channels, orientation, pages, delay, loop, space, icc: icc?.length } };
}

async function expectSamePicture(one: Uint8Array, other: Uint8Array, what: string): Promise<void> {
  const [a, b] = [await seen(one), await seen(other)];
  expect([what, b.facts]).toEqual([what, a.facts]);
  expect([what, Buffer.compare(a.data, b.data)]).toEqual([what, 0]);
}

describe('files that ExifTool wrote private metadata into', () => {
  const cases = made.map(({ extension, bytes, said }, number) => ({
    name: `${number}: ${extension}`,
    format: formatOfExtension(extension) ?? '',
    bytes: Buffer.from(bytes, 'base64'),
    isPrivate: Object.keys(said).length > 0,
  }));

  test.each(cases)('$name', async ({ name, format, bytes, isPrivate }) => {
    const result = stripPrivate(bytes, format);
    expect(result.outcome).toBe(!isPrivate ? 'clean' : format in STRIPPERS ? 'stripped' : 'kept');
    if (result.outcome !== 'stripped') return;
    expect(privateMetadata(result.bytes, format)).toEqual([]);
    expect(result.bytes.length).toBeLessThan(bytes.length);
    await expectSamePicture(bytes, result.bytes, name);
  });
});

describe.each(['jpeg', 'png', 'webp'] as const)('%s', (format) => {
  const picture = sharp({ create: { width: 6, height: 4, channels: 3, background: '#4682b4' } })
    .composite([
      { input: Buffer.from('<svg width="3" height="2"><rect width="3" height="2" fill="red"/></svg>'), top: 0, left: 0 },
    ])
    .toFormat(format);
  const exif = { IFD0: { Artist: 'Ada Example', Software: 'Winnow' } };

  test.each([1, 3, 6, 8])('keeps orientation %i, and no other field', async (orientation) => {
    const bytes = await picture.clone().withMetadata({ orientation }).withExifMerge(exif).toBuffer();
    const result = stripPrivate(bytes, format);
    if (result.outcome !== 'stripped') throw new Error(result.outcome);
    await expectSamePicture(bytes, result.bytes, format);
    const metadata = await sharp(result.bytes).metadata();
    expect(metadata.orientation ?? 1).toBe(orientation);
    expect(Buffer.from(result.bytes).includes('Winnow')).toBe(false);
  });

  test('keeps a colour profile', async () => {
    const bytes = await picture.clone().withIccProfile('p3').withExif(exif).toBuffer();
    const result = stripPrivate(bytes, format);
    if (result.outcome !== 'stripped') throw new Error(result.outcome);
    expect((await sharp(result.bytes).metadata()).icc?.equals((await sharp(bytes).metadata()).icc ?? Buffer.of())).toBe(true);
  });

  test('is cut: its metadata are said to stay', async () => {
    const bytes = await picture.clone().withExif(exif).toBuffer();
    expect(STRIPPERS[format]?.(bytes.subarray(0, -8))).toBeNull();
  });
});

test('a JPEG loses the second picture behind its end, and metadata between its scans', async () => {
  const noise = Buffer.from(Uint8Array.from({ length: 64 * 64 * 3 }, (_, at) => Math.imul(at + 1, 2654435761) >>> 24));
  const picture = sharp(noise, { raw: { width: 64, height: 64, channels: 3 } });
  const first = await picture
    .clone()
    .jpeg({ progressive: true })
    .withExif({ IFD0: { Artist: 'Ada Example' } })
    .toBuffer();
  const second = await picture
    .clone()
    .jpeg()
    .withExif({ IFD0: { Artist: 'Bob Example' } })
    .toBuffer();
  const lastScan = first.lastIndexOf(Buffer.of(0xff, 0xda));
  const comment = Buffer.concat([Buffer.of(0xff, 0xfe, 0, 13), Buffer.from('Eve Example')]);
  const file = Buffer.concat([first.subarray(0, lastScan), comment, first.subarray(lastScan), second]);
  const result = stripPrivate(file, 'jpeg');
  if (result.outcome !== 'stripped') throw new Error(result.outcome);
  await expectSamePicture(first, result.bytes, 'progressive');
  for (const name of ['Ada', 'Bob', 'Eve']) expect(Buffer.from(result.bytes).includes(name)).toBe(false);
});

test('an animation keeps its frames, times and repeats', async () => {
  const frames = ['red', 'lime', 'blue'].map((background) => ({
    create: { width: 5, height: 5, channels: 3 as const, background },
  }));
  const stills = await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer()));
  const animation = await sharp(stills, { join: { animated: true } })
    .gif({ delay: [100, 200, 300], loop: 4 })
    .toBuffer();
  const comment = Buffer.concat([Buffer.of(0x21, 0xfe, 3), Buffer.from('Ada'), Buffer.of(0)]);
  const file = Buffer.concat([animation.subarray(0, -1), comment, Buffer.from(';')]);
  const stripped = stripGif(file) ?? Buffer.of();
  expect(Buffer.compare(stripped, animation)).toBe(0);
  await expectSamePicture(file, stripped, 'gif');
});

describe.skipIf(!hasTestData)("good files of ten decoders' own test suites", () => {
  /** Their end mark is damaged, which libjpeg does not mind. */
  const UNTOUCHED = /^jpeg-decoder\/fuzz-afl\/in\/id_000(182|223|227|393),/;

  test('show the same pixels after stripping, and say nothing private', async () => {
    const rows = parse(readFileSync(testData('bad-inputs/MANIFEST.csv'), 'utf8'), { columns: true }) as {
      readonly path: string;
      readonly truth: string;
    }[];
    const stripped: Record<string, number> = {};
    for (const { path } of rows.filter(({ truth }) => truth === 'good')) {
      const bytes = readFileSync(testData(`bad-inputs/${path}`));
      const format = sniff(bytes.subarray(0, SNIFF_BYTES), extensionOf(path)) ?? '';
      const strip = STRIPPERS[format];
      if (strip === undefined) continue;
      const result = strip(bytes);
      expect([path, result === null]).toEqual([path, UNTOUCHED.test(path)]);
      if (result === null) continue;
      expect([path, privateMetadata(result, format)]).toEqual([path, []]);
      await expectSamePicture(bytes, result, path);
      stripped[format] = (stripped[format] ?? 0) + 1;
    }
    expect(stripped).toEqual({ jpeg: 110, png: 296, webp: 176, gif: 20 });
  }, 120_000);
});
