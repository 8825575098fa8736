import type { IssueKind } from '../../shared/issue.ts';
import { useIssueCounts, useScoreHistogram } from '../state/issues.ts';
import { formatCount } from '../ui/format.ts';
import styles from './FoundText.module.css';
import { useScope } from './use-scope.ts';

/** `37 of 713 below the cut · 4 decided · 2 said to be fine`, of the samples in the scope. */
export function FoundText({ kind }: { readonly kind: IssueKind }) {
  const scope = useScope();
  const count = useIssueCounts(scope)?.find((each) => each.kind === kind);
  const scored = useScoreHistogram(kind, scope)?.counts.reduce((sum, each) => sum + each, 0);
  if (count === undefined) return null;
  const { samples, open, kept } = count;
  const decided = samples - open;
  return (
    <p className={styles.found} role="status">
      <b>{formatCount(samples)}</b>
      {scored === undefined ? ` ${samples === 1 ? 'sample' : 'samples'}` : ` of ${formatCount(scored)} below the cut`}
      {decided === 0 ? null : ` · ${formatCount(decided)} decided`}
      {kept === 0 ? null : ` · ${formatCount(kept)} said to be fine`}
    </p>
  );
}
