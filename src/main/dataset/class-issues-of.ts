import type { ClassIssue } from '../../shared/class-issues.ts';
import { findClassIssues } from './class-issue-rows.ts';
import type { Dataset } from './dataset.ts';

/** Of whole datasets, until a sample changes: counting a million samples for them takes longer than moving a cut may. */
const known = new WeakMap<Dataset, Promise<readonly ClassIssue[]>>();

/** What is wrong with the classes of a whole dataset. */
export function classIssuesOf(dataset: Dataset): Promise<readonly ClassIssue[]> {
  const found = known.get(dataset);
  if (found !== undefined) return found;
  const finding = findClassIssues(dataset, null);
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
