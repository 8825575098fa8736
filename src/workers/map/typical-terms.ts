/** Which terms each sample has: a class, or words. Those of sample i are `terms[starts[i] … starts[i + 1]]`, each once. */
export interface SampleTerms {
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  readonly names: readonly string[];
}

/** A term is typical of a cluster where at least this share of it has it, … */
const LEAST_SHARE = 0.05;
/** … this many times the share that all samples have of it, … */
const LEAST_LIFT = 2;
/** … or so much of the way from that share to all; and this many samples of the cluster have it. */
const LEAST_EXCESS = 0.3;
const LEAST_SAMPLES = 3;
const MOST_TERMS = 3;
/** Further terms are named where they are as telling as this share of the first. */
const LEAST_OF_FIRST = 0.4;

/**
 * The most telling terms of each cluster, by how many of it have a term and how few others do [c-TF-IDF: Grootendorst 2022].
 * @param clusterOf of each sample; -1: none
 * @returns names by cluster, at most 3, the most telling first; none where nothing is typical
 */
export function typicalTerms(
  { starts, terms, names }: SampleTerms,
  clusterOf: Int32Array,
  clusters: number,
): readonly string[][] {
  const samples = clusterOf.length;
  const sizes = new Uint32Array(clusters);
  const inAll = new Uint32Array(names.length);
  const inCluster = Array.from({ length: clusters }, () => new Map<number, number>());
  for (let sample = 0; sample < samples; sample++) {
    const cluster = clusterOf[sample] as number;
    if (cluster >= 0) sizes[cluster] = (sizes[cluster] as number) + 1;
    const counts = inCluster[cluster];
    for (let at = starts[sample] as number; at < (starts[sample + 1] as number); at++) {
      const term = terms[at] as number;
      inAll[term] = (inAll[term] as number) + 1;
      counts?.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return inCluster.map((counts, cluster) => {
    const scored: { readonly name: string; readonly score: number }[] = [];
    for (const [term, count] of counts) {
      const score = scoreOf(count, sizes[cluster] as number, inAll[term] as number, samples);
      if (score > 0) scored.push({ name: names[term] as string, score });
    }
    scored.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
    const best = scored[0]?.score ?? 0;
    return scored
      .filter(({ score }) => score >= LEAST_OF_FIRST * best)
      .slice(0, MOST_TERMS)
      .map(({ name }) => name);
  });
}

/** 0: not typical. */
function scoreOf(count: number, size: number, inAll: number, samples: number): number {
  const share = count / size;
  const usual = inAll / samples;
  const isMuch = share >= LEAST_LIFT * usual || share - usual >= LEAST_EXCESS * (1 - usual);
  if (count < LEAST_SAMPLES || share < LEAST_SHARE || share <= usual || !isMuch) return 0;
  return share * Math.log(1 + 1 / usual);
}
