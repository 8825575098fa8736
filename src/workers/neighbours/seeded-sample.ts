import { seededRandom } from '../map/random.ts';

/** Of `n` things, at most `most` picked evenly at random, as ascending numbers; the same for the same seed. */
export function seededSample(n: number, most: number, seed: number): Uint32Array<ArrayBuffer> {
  if (n <= most) return Uint32Array.from({ length: n }, (_, i) => i);
  const random = seededRandom(seed);
  const picked = new Set<number>();
  // Floyd's algorithm: every set of this size is as likely as any other.
  for (let limit = n - most; limit < n; limit++) {
    const pick = Math.floor(random() * (limit + 1));
    picked.add(picked.has(pick) ? limit : pick);
  }
  return Uint32Array.from(picked).sort();
}
