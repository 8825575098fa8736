import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { duplicateSources } from '../../../src/main/index/duplicate-sources.ts';
import { findAmong } from '../../../src/workers/duplicates/find-among.ts';
import { makeIndex, type TestIndex } from '../../fixtures/make-index.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';
import { addDecoded } from './add-decoded.ts';

let index: TestIndex;
beforeEach(() => {
  index = makeIndex();
});
afterEach(() => index.close());

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

/** Groups of any kind with what is in them, by path below the folder. */
async function groupsBelow(folder: string): Promise<readonly string[][]> {
  const files = filesBelow(folder);
  const ids = await addDecoded(index.db, files);
  const { exact, near } = findAmong(index.db, duplicateSources(index.file), Uint32Array.from(ids));
  const groupOf = new Map<number, number>();
  for (const { ids: members, groupIds } of [exact, near]) {
    for (const [k, id] of members.entries()) groupOf.set(id, groupIds[k] as number);
  }
  const groups = Map.groupBy(groupOf.keys(), (id) => groupOf.get(id));
  return [...groups.values()].map((members) => members.map((id) => relative(folder, files[ids.indexOf(id)] ?? '')).sort());
}

describe.skipIf(!hasTestData)('pictures that other libraries are tested with', () => {
  test('imagededup: copies by re-encoding, resize and flip are with their original, nothing else is', async () => {
    const groups = await groupsBelow(testData('duplicates/imagededup/tests/data'));
    const photos = groups.map(
      (group) => new Set(group.map((path) => path.match(/ukbench\d+(_rotation|_corrupt)?/)?.[0] ?? path)),
    );
    // A tilt is not found yet, and what is left of a damaged file is no picture: their exact copies are. The PNG with alpha shows photo 120.
    expect(photos).toEqual([
      new Set(['alpha_channel_image.png', 'ukbench00120']),
      new Set(['ukbench09268']),
      new Set(['ukbench09380']),
      new Set(['ukbench00120_rotation']),
      new Set(['ukbench09268_corrupt']),
    ]);
    expect(groups.map((group) => group.length)).toEqual([8, 3, 6, 2, 2]);
    expect(groups[0]).toEqual(
      expect.arrayContaining(['mixed_images/ukbench00120_hflip.jpg', 'mixed_images/ukbench00120_resize.jpg']),
    );
  });

  test('imagededup: every photo is found turned, flipped and resized', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'winnow-turned-'));
    try {
      const photos = filesBelow(testData('duplicates/imagededup/tests/data/base_images'));
      for (const [k, file] of photos.entries()) {
        const put = (name: string, bytes: Buffer): void => writeFileSync(join(folder, `${k}-${name}.jpg`), bytes);
        put('as-it-is', await sharp(file).jpeg({ quality: 60 }).toBuffer());
        for (const angle of [90, 180, 270]) put(`turned-${angle}`, await sharp(file).rotate(angle).jpeg().toBuffer());
        put('mirrored', await sharp(file).flop().jpeg().toBuffer());
        put('upside-down', await sharp(file).flip().jpeg().toBuffer());
        put(
          'mirrored-and-turned',
          await sharp(await sharp(file).flop().toBuffer())
            .rotate(90)
            .jpeg()
            .toBuffer(),
        );
        put('small', await sharp(file).resize(100).jpeg().toBuffer());
      }
      const groups = await groupsBelow(folder);
      const expected = photos.map((_, k) =>
        readdirSync(folder)
          .filter((name) => name.startsWith(`${k}-`))
          .sort(),
      );
      expect(groups.toSorted()).toEqual(expected.toSorted());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('cleanvision: its two pairs of near duplicates', async () => {
    expect(await groupsBelow(testData('duplicates/cleanvision/tests/data'))).toEqual([
      ['image_142.png', 'image_236.png'],
      ['image_103.png', 'image_408.png'],
    ]);
  });

  test('imagehash: two pictures, no duplicates', async () => {
    expect(await groupsBelow(testData('duplicates/imagehash/tests/data'))).toEqual([]);
  });

  test('clothes on the same hangers: none is a copy of another', async () => {
    expect(await groupsBelow(testData('classify/clothing-dataset-small/test'))).toEqual([]);
  });
});
