import { type EqualRows, equalRows } from './equal-rows.ts';
import { type FingerprintPool, fingerprintsOf, nearLinks } from './near-links.ts';
import { HAS, pick, type SampleKeys } from './sample-keys.ts';
import type { Steps } from './steps.ts';

/**
 * Samples that can have the same pixels as another: of the same dimensions but other bytes, and with the same perceptual
 * hash. Between formats that are made small while they are decoded and those that are not the hash differs in a few bits
 * (a JPEG and the PNG made from it): there near duplicates are candidates too.
 * @param fingerprints of rows of `keys`
 * @returns ids of those among them whose pixels are not hashed yet, ascending
 */
export function* pixelCandidates(
  keys: SampleKeys,
  fingerprints: (rows: Uint32Array) => Steps<FingerprintPool>,
): Steps<Uint32Array<ArrayBuffer>> {
  const { ids, has, content, sides, perceptual, shrinking } = keys;
  const isDecoded = (row: number): boolean => ((has[row] as number) & HAS.perceptual) !== 0;
  const sameBytes = equalRows(content).setOf;
  const isCandidate = new Uint8Array(ids.length);
  markAlike(equalRows([...sides, perceptual.high, perceptual.low], isDecoded), sameBytes, isCandidate);
  if (shrinking.some((value) => value !== shrinking[0])) {
    const rows = Uint32Array.from(ids.keys()).filter(isDecoded);
    const upright = pick(perceptual, rows);
    const { links } = yield* nearLinks({
      hashes: { upright, flipped: [] },
      fingerprints: (asked) => fingerprintsOf(asked, rows, fingerprints),
    });
    for (let k = 0; k < links.count; k++) {
      const [a, b] = [rows[links.at(k).a] as number, rows[links.at(k).b] as number];
      const hasSameSides = sides.every((side) => side[a] === side[b]);
      if (hasSameSides && shrinking[a] !== shrinking[b]) isCandidate[a] = isCandidate[b] = 1;
    }
  }
  return Uint32Array.from(ids.filter((_, row) => isCandidate[row] === 1 && ((has[row] as number) & HAS.pixels) === 0));
}

/** Marks the rows of each set that holds more than one content. */
function markAlike({ starts, members }: EqualRows, sameBytes: Uint32Array, isCandidate: Uint8Array): void {
  for (let set = 0; set < starts.length - 1; set++) {
    const rows = members.subarray(starts[set], starts[set + 1]);
    const first = sameBytes[rows[0] as number];
    if (rows.some((row) => sameBytes[row] !== first)) for (const row of rows) isCandidate[row] = 1;
  }
}
