/**
 * How much a sample of each class should count, so that all classes count the same: samples / (classes × samples of the class). Over
 * all samples the weights sum to their number, over those of one class to the same as over those of any other. As scikit-learn's
 * "balanced".
 * @param counts samples by class; those without one are not counted
 */
export function classWeights(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  let samples = 0;
  for (const count of counts.values()) samples += count;
  return new Map([...counts].map(([name, count]) => [name, samples / (counts.size * count)]));
}
