import type { ClassIssue } from '../../shared/class-issues.ts';
import type { Query } from '../../shared/query.ts';
import type { Dataset } from './dataset.ts';

/** Of whole datasets, until a sample changes: thousands of names are compared with each other. */
const known = new WeakMap<Dataset, Promise<readonly ClassIssue[]>>();

/**
 * What is wrong with classes as a whole, over the samples that match and are not missing; most severe first, imbalance before
 * names.
 */
export function classIssuesOf(dataset: Dataset, query: Query | null): Promise<readonly ClassIssue[]> {
  if (query !== null) return dataset.query.call('classIssues', { query });
  const found = known.get(dataset);
  if (found !== undefined) return found;
  const finding = dataset.query.call('classIssues', { query: null });
  known.set(dataset, finding);
  const forget = (): void => {
    if (known.get(dataset) === finding) known.delete(dataset);
    stop();
  };
  const stop = dataset.onChange(({ ids }) => {
    // A cut that moves changes no sample.
    if (ids === null || ids.length > 0) forget();
  });
  finding.catch(forget);
  return finding;
}
