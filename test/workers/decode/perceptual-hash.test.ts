import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { decodeFile } from '../../../src/workers/decode/decode-file.ts';
import { perceptualHash } from '../../../src/workers/decode/perceptual-hash.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

interface Golden {
  readonly squares: readonly { readonly grey: string; readonly hash: string }[];
  readonly photos: readonly { readonly path: string; readonly imagehash: string }[];
}

/** Made by make-golden.py beside it, which names the versions. */
const golden: Golden = JSON.parse(
  readFileSync(new URL('../../golden/perceptual-hash/golden.json', import.meta.url), 'utf8'),
) as Golden;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bits = (a: string, b: string): number => (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length;

test.each(golden.squares)('agrees with scipy on seeded square %#', ({ grey, hash }) => {
  expect(hex(perceptualHash(Float64Array.from(Buffer.from(grey, 'base64'))))).toBe(hash);
});

test('flat squares of any brightness hash alike', () => {
  for (const grey of [1, 77, 128, 255]) expect(hex(perceptualHash(new Float64Array(1024).fill(grey)))).toBe('8000000000000000');
});

describe.skipIf(!hasTestData)('on real photos', () => {
  test('is within a few bits of imagehash', async () => {
    const distances = await Promise.all(
      golden.photos.map(async ({ path, imagehash }) => {
        const { status, perceptualHash } = await decodeFile({ path: Buffer.from(testData(path)), limits: DEFAULT_LIMITS });
        return status === 'ok' && perceptualHash !== null ? bits(hex(perceptualHash), imagehash) : null;
      }),
    );
    const known = distances.filter((distance) => distance !== null);
    console.log(`distance to imagehash of ${known.length} photos: ${known.join(' ')}`);
    expect(known.length).toBeGreaterThanOrEqual(20);
    expect(Math.max(...known)).toBeLessThanOrEqual(4);
  });
});
