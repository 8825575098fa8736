const BITS_FOR_ALL = 10;

/** @param histograms joined end to end @returns bits */
function entropy(histograms: readonly Uint32Array[]): number {
  let total = 0;
  for (const histogram of histograms) for (const count of histogram) total += count;
  let bits = 0;
  for (const histogram of histograms) {
    for (const count of histogram) if (count > 0) bits -= (count / total) * Math.log2(count / total);
  }
  return bits;
}

/**
 * A tenth of the entropy, in bits, of all channels' values together: 0 for a flat picture of one channel.
 * @param histograms 256 counts of each channel
 * @see cleanlab/cleanvision, EntropyProperty
 */
export function lowInformationScore(histograms: readonly Uint32Array[]): number {
  return Math.min(1, entropy(histograms) / BITS_FOR_ALL);
}
