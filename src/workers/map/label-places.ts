import type { SampleTerms } from './typical-terms.ts';

/**
 * Where each cluster's name belongs: the sample nearest to the middle of those that its first term is true of. The densest place
 * of a cluster may hold samples that are called otherwise.
 * @param points x, y by sample @param clusterOf of each sample; -1: none @param named terms by cluster, the most telling first
 * @returns x, y by cluster; of one without a name NaN
 */
export function labelPlaces(
  points: Float32Array,
  { starts, terms, names }: SampleTerms,
  clusterOf: Int32Array,
  named: readonly (readonly string[])[],
): Float32Array {
  const ids = new Map(names.map((name, id) => [name, id]));
  const firsts = Int32Array.from(named, ([first]) => (first === undefined ? -1 : (ids.get(first) ?? -1)));
  /** Tells the samples that the first term of their cluster is true of. */
  function eachNamed(tell: (sample: number, cluster: number) => void): void {
    for (let sample = 0; sample < clusterOf.length; sample++) {
      const cluster = clusterOf[sample] as number;
      const first = cluster < 0 ? -1 : (firsts[cluster] as number);
      if (first < 0) continue;
      const end = starts[sample + 1] as number;
      for (let at = starts[sample] as number; at < end; at++) {
        if (terms[at] !== first) continue;
        tell(sample, cluster);
        break;
      }
    }
  }
  const middles = new Float64Array(2 * named.length);
  const counts = new Uint32Array(named.length);
  eachNamed((sample, cluster) => {
    counts[cluster] = (counts[cluster] as number) + 1;
    middles[2 * cluster] = (middles[2 * cluster] as number) + (points[2 * sample] as number);
    middles[2 * cluster + 1] = (middles[2 * cluster + 1] as number) + (points[2 * sample + 1] as number);
  });
  for (let i = 0; i < middles.length; i++) middles[i] = (middles[i] as number) / (counts[i >> 1] as number);
  const places = new Float32Array(2 * named.length).fill(Number.NaN);
  const nearest = new Float64Array(named.length).fill(Number.POSITIVE_INFINITY);
  eachNamed((sample, cluster) => {
    const [x, y] = [points[2 * sample] as number, points[2 * sample + 1] as number];
    const apart = (x - (middles[2 * cluster] as number)) ** 2 + (y - (middles[2 * cluster + 1] as number)) ** 2;
    if (apart >= (nearest[cluster] as number)) return;
    nearest[cluster] = apart;
    places.set([x, y], 2 * cluster);
  });
  return places;
}
