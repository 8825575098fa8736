import { equalRows } from './equal-rows.ts';
import { HAS, type SampleKeys } from './sample-keys.ts';

/**
 * Samples that can have the same pixels as another: same dimensions and perceptual hash, but other bytes.
 * @returns ids of those among them whose pixels are not hashed yet, ascending
 */
export function pixelCandidates({ ids, has, content, sides, perceptual }: SampleKeys): Uint32Array<ArrayBuffer> {
  const isDecoded = (row: number): boolean => ((has[row] as number) & HAS.perceptual) !== 0;
  const alike = equalRows([...sides, perceptual.high, perceptual.low], isDecoded);
  const sameBytes = equalRows(content).setOf;
  const isCandidate = new Uint8Array(ids.length);
  for (let set = 0; set < alike.starts.length - 1; set++) {
    const rows = alike.members.subarray(alike.starts[set], alike.starts[set + 1]);
    const first = sameBytes[rows[0] as number];
    if (rows.some((row) => sameBytes[row] !== first)) for (const row of rows) isCandidate[row] = 1;
  }
  return Uint32Array.from(ids.filter((_, row) => isCandidate[row] === 1 && ((has[row] as number) & HAS.pixels) === 0));
}
