import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PictureSizes } from '../../shared/report.ts';
import { readSizes } from '../index/report-sizes.ts';
import { pictureSums } from './picture-sums.ts';
import { addTo, eachRange, type ReportSource } from './report-source.ts';

/** Of a picture's size; no wider one can be decoded, by far. */
const SIDE = 1 << 26;
/** Different sizes added up without a pause: about 10 ms. */
const CHUNK = 20_000;

/** How the pictures' widths, heights and shapes are spread; null where no size is known. */
export async function collectPictures(source: ReportSource): Promise<PictureSizes | null> {
  const counts = new Map<number, number>();
  await eachRange(source, (after, upto) => {
    for (const [width, height, pictures] of readSizes(source.db, after, upto)) addTo(counts, width * SIDE + height, pictures);
  });
  const sums = pictureSums();
  let added = 0;
  for (const [key, pictures] of counts) {
    sums.add({ width: Math.floor(key / SIDE), height: key % SIDE, pictures });
    if (++added % CHUNK === 0) await nextTurn();
  }
  return sums.result();
}
