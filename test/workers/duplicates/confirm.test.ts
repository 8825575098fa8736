import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../bench/million-rows.ts';
import { greySquare } from '../../../src/workers/decode/grey-square.ts';
import { perceptualHash } from '../../../src/workers/decode/perceptual-hash.ts';
import type { Pixels } from '../../../src/workers/decode/pixels.ts';
import { confirm, hasContrast } from '../../../src/workers/duplicates/confirm.ts';
import { FINGERPRINT, fingerprint } from '../../../src/workers/duplicates/fingerprint.ts';
import { flippableHashes, hashesTurned } from '../../../src/workers/duplicates/sample-keys.ts';
import { TURNS, turnedCells } from '../../../src/workers/duplicates/turns.ts';

const SIDE = 64;

/** Soft blobs of colour, different for every seed. */
function picture(seed: number): Pixels {
  const random = seededRandom(seed);
  const data = new Uint8Array(3 * SIDE * SIDE).fill(90);
  for (let blob = 0; blob < 14; blob++) {
    const [x, y, size] = [random() * SIDE, random() * SIDE, 3 + random() * 12];
    const color = [random() * 200 - 70, random() * 200 - 70, random() * 200 - 70];
    for (let k = 0; k < data.length; k++) {
      const cell = Math.floor(k / 3);
      const squared = ((cell % SIDE) - x) ** 2 + (Math.floor(cell / SIDE) - y) ** 2;
      const near = Math.exp(-squared / size ** 2);
      data[k] = Math.max(0, Math.min(255, (data[k] as number) + near * (color[k % 3] as number)));
    }
  }
  return { data, width: SIDE, height: SIDE, channels: 3 };
}

const changed = (pixels: Pixels, change: (value: number, channel: number) => number): Pixels => ({
  ...pixels,
  data: pixels.data.map((value, k) => Math.max(0, Math.min(255, Math.round(change(value, k % 3))))),
});

function turnedPicture(pixels: Pixels, turn: (typeof TURNS)[number]): Pixels {
  const data = new Uint8Array(pixels.data.length);
  turnedCells(SIDE, turn).forEach((from, to) => {
    data.set(pixels.data.subarray(3 * from, 3 * from + 3), 3 * to);
  });
  return { ...pixels, data };
}

const photo = picture(1);

describe('copies', () => {
  test.each(TURNS)('turned by %i: nothing is between them, and the hash is known exactly', (turn) => {
    const turned = turnedPicture(photo, turn);
    const { isCopy, distance } = confirm(fingerprint(photo), fingerprint(turned), turn);
    expect(isCopy).toBe(true);
    expect(distance).toBeLessThan(0.01);

    const words = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset);
    const own = words(perceptualHash(greySquare(photo, 32)));
    const upright = { high: Uint32Array.of(own.getUint32(0)), low: Uint32Array.of(own.getUint32(4)) };
    const guessed = hashesTurned(flippableHashes(upright, fingerprint(photo).subarray(FINGERPRINT.flipped)), turn);
    const exact = words(perceptualHash(greySquare(turned, 32)));
    expect([guessed.high[0], guessed.low[0]]).toEqual([exact.getUint32(0), exact.getUint32(4)]);
  });

  test.each<[string, (value: number, channel: number) => number]>([
    ['darker', (value) => 0.8 * value],
    ['lighter and clipped', (value) => 1.3 * value],
    ['of less contrast', (value) => 80 + 0.6 * value],
    ['of another gamma', (value) => 255 * (value / 255) ** 0.75],
    ['warmer', (value, channel) => value * ([1.08, 1, 0.92][channel] ?? 1)],
  ])('are confirmed where one is %s', (_, change) => {
    expect(confirm(fingerprint(photo), fingerprint(changed(photo, change)), 0).isCopy).toBe(true);
    expect(confirm(fingerprint(changed(photo, change)), fingerprint(photo), 0).isCopy).toBe(true);
  });
});

describe('no copies are', () => {
  test('other pictures, and the same at another turn', () => {
    for (const turn of TURNS) {
      expect(confirm(fingerprint(photo), fingerprint(picture(2)), turn).isCopy).toBe(false);
      if (turn !== 0) expect(confirm(fingerprint(photo), fingerprint(photo), turn).isCopy).toBe(false);
    }
  });

  test('negatives', () => {
    expect(confirm(fingerprint(photo), fingerprint(changed(photo, (value) => 255 - value)), 0)).toEqual({
      isCopy: false,
      distance: 1,
    });
  });

  test('the same shirt in another colour', () => {
    /** A square on white whose luma is the same whatever its colour. */
    const shirt = (color: readonly number[]): Pixels => {
      const grey = greySquare(photo, SIDE);
      const data = new Uint8Array(3 * SIDE * SIDE).map((_unused, k) => {
        const cell = Math.floor(k / 3);
        const isInside = Math.abs((cell % SIDE) - 32) < 18 && Math.abs(Math.floor(cell / SIDE) - 32) < 24;
        return isInside ? (color[k % 3] as number) + (grey[cell] as number) / 8 : 250;
      });
      return { data, width: SIDE, height: SIDE, channels: 3 };
    };
    const [red, alsoRed, blue] = [shirt([150, 60, 60]), shirt([152, 61, 58]), shirt([60, 94, 130])];
    expect(confirm(fingerprint(red), fingerprint(alsoRed), 0).isCopy).toBe(true);
    expect(confirm(fingerprint(red), fingerprint(blue), 0)).toEqual({ isCopy: false, distance: 1 });
  });

  test('flat pictures, such as blank pages', () => {
    const random = seededRandom(3);
    const page = (): Pixels => changed(photo, () => 245 + 4 * random());
    const [a, b] = [fingerprint(page()), fingerprint(page())];
    expect(hasContrast({ bytes: a, at: 0 })).toBe(false);
    expect(confirm(a, a, 0).isCopy).toBe(false);
    expect(confirm(a, b, 0).isCopy).toBe(false);
  });

  test('fingerprints of another format', () => {
    const other = fingerprint(photo);
    other[FINGERPRINT.version] = 0;
    expect(confirm(fingerprint(photo), other, 0).isCopy).toBe(false);
    expect(confirm(other.subarray(1), other.subarray(1), 0).isCopy).toBe(false);
  });
});

test.each([
  [1, 1, 3],
  [3, 200, 3],
  [17, 5, 1],
  [256, 1, 3],
] as const)('pictures of %i × %i pixels with %i channels have a fingerprint', (width, height, channels) => {
  const random = seededRandom(9);
  const data = Uint8Array.from({ length: width * height * channels }, () => 256 * random());
  const bytes = fingerprint({ data, width, height, channels });
  expect(bytes.length).toBe(FINGERPRINT.bytes);
  expect(fingerprint({ data, width, height, channels })).toEqual(bytes);
  if (channels === 1) expect(new Set(bytes.subarray(FINGERPRINT.blue, FINGERPRINT.flipped))).toEqual(new Set([128]));
});

test('white is as light as a byte can say', () => {
  const data = new Uint8Array(3 * 8 * 8).fill(255, 0, 96);
  expect(fingerprint({ data, width: 8, height: 8, channels: 3 })[FINGERPRINT.lightest]).toBe(255);
});
