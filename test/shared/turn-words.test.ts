import sharp from 'sharp';
import { expect, test } from 'vitest';
import { copyInWords } from '../../src/shared/turn-words.ts';
import { TURNS, turnedCells } from '../../src/workers/duplicates/turns.ts';

const SIDE = 4;
const CELLS = Uint8Array.from({ length: SIDE * SIDE }, (_, cell) => cell * 16);

/** What an image library makes of the words. */
async function turnedByWords(words: string): Promise<number[]> {
  let picture = sharp(CELLS, { raw: { width: SIDE, height: SIDE, channels: 1 } });
  if (words.includes('180°')) picture = picture.rotate(180);
  if (words.includes('90° clockwise')) picture = picture.rotate(90);
  if (words.includes('counter-clockwise')) picture = picture.rotate(270);
  if (words.includes('upside down')) picture = picture.flip();
  if (!words.includes('mirrored')) return [...(await picture.extractChannel(0).raw().toBuffer())];
  const turned = await picture.extractChannel(0).raw().toBuffer();
  return [
    ...(await sharp(turned, { raw: { width: SIDE, height: SIDE, channels: 1 } })
      .flop()
      .extractChannel(0)
      .raw()
      .toBuffer()),
  ];
}

test.each(TURNS)('turn %i is said as it is done', async (turn) => {
  const words = copyInWords('a.jpg', turn);
  expect(await turnedByWords(words)).toEqual([...turnedCells(SIDE, turn)].map((cell) => CELLS[cell]));
});
