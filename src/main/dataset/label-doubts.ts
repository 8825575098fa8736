import type { LabelDoubt } from '../../shared/issue-reason.ts';
import type { Dataset } from './dataset.ts';
import type { FoundIssue } from './explain-issues.ts';

/** Says of samples with a doubted label what the active run holds them for. */
export async function withLabelDoubts(dataset: Dataset, found: readonly FoundIssue[]): Promise<readonly FoundIssue[]> {
  const ids = Uint32Array.from(found, ({ id }) => id);
  const { run, suggested, probability, given } = await dataset.query.call('labelFacts', { ids });
  if (run === null) return found;
  return found.map((issue, at) => {
    const doubt: LabelDoubt = {
      run,
      suggested: suggested[at] ?? null,
      probability: probability[at] ?? Number.NaN,
      given: given[at] ?? Number.NaN,
    };
    return { ...issue, doubt };
  });
}
