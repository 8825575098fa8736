/**
 * Bursts: pictures by when they were taken, where a gap that is longer begins a new one.
 * @param takenMs NaN where it is not known @param places bursts are of one of them each; null: of all together
 * @returns of each picture the number of its burst, from 1; 0 where it is not known when it was taken
 */
export function bursts(takenMs: Float64Array, places: Uint32Array | null, gapMs: number): Uint32Array<ArrayBuffer> {
  const placeOf = (at: number): number => places?.[at] ?? 0;
  const order = Uint32Array.from(takenMs.keys()).filter((at) => !Number.isNaN(takenMs[at] ?? Number.NaN));
  order.sort((a, b) => placeOf(a) - placeOf(b) || (takenMs[a] ?? 0) - (takenMs[b] ?? 0));
  const found = new Uint32Array(takenMs.length);
  let burst = 0;
  for (const [rank, at] of order.entries()) {
    const before = order[rank - 1];
    const isSame =
      before !== undefined && placeOf(before) === placeOf(at) && (takenMs[at] ?? 0) - (takenMs[before] ?? 0) <= gapMs;
    if (!isSame) burst++;
    found[at] = burst;
  }
  return found;
}
