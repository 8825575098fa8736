import { expect, it } from 'vitest';
import { brightnessHistogram } from '../../../src/renderer/inspector/brightness.ts';

it('weighs green most, and leaves out what is transparent', () => {
  const pixels = Uint8ClampedArray.of(
    ...[0, 0, 0, 255], // black: 0
    ...[0, 0, 255, 255], // √.068 = .26
    ...[255, 0, 0, 255], // √.241 = .49
    ...[0, 255, 0, 255], // √.691 = .83
    ...[255, 255, 255, 255], // 1
    ...[255, 255, 255, 0],
  );
  expect(brightnessHistogram(pixels, 4)).toEqual([1, 2, 0, 2]);
});
