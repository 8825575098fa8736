import { Button, Tooltip } from '@mantine/core';
import { type IssueCount, type IssueKind, isGroupKind, isScoreKind } from '../../shared/issue.ts';
import { notIssueTargets } from '../state/decisions.ts';
import { noneIsIssue, removeAll } from '../state/issue-decisions.ts';
import { isBeyondCut, withBeyond } from '../state/issue-query.ts';
import { openIssue, useIssueCounts } from '../state/issues.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import { useKey } from '../ui/use-key.ts';
import { FoundText } from './FoundText.tsx';
import styles from './IssueActions.module.css';
import { useScope } from './use-scope.ts';

/** How many there are, and what can be done with all of them or with those selected. */
export function IssueActions({ kind }: { readonly kind: IssueKind }) {
  const scope = useScope();
  const count = useIssueCounts(scope)?.find((each) => each.kind === kind);
  if (count === undefined) return <div className={styles.side} />;
  return (
    <div className={styles.side}>
      <div className={styles.counts}>
        <FoundText kind={kind} />
      </div>
      <div className={styles.actions}>
        <ForAll count={count} />
        <NotIssue count={count} />
        {isScoreKind(kind) ? <Beyond kind={kind} /> : null}
        {isGroupKind(kind) ? (
          <Button variant="default" size="compact-sm" onClick={() => openIssue(kind)}>
            Show as groups
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function ForAll({ count: { kind, samples, open } }: { readonly count: IssueCount }) {
  return (
    <Tooltip label="Tags what is not decided yet; undo takes it back">
      <Button variant="default" size="compact-sm" disabled={open === 0} onClick={() => void removeAll(kind)}>
        {tagWords(open, samples)}
      </Button>
    </Tooltip>
  );
}

function tagWords(open: number, samples: number): string {
  if (samples === 0) return 'Tag all “remove”';
  if (open === 0) return 'All decided';
  const which = open === samples ? 'all' : 'the other';
  return `Tag ${open === 1 ? 'it' : `${which} ${formatCount(open)}`} “remove”`;
}

function NotIssue({ count: { kind, open } }: { readonly count: IssueCount }) {
  const selected = useSelectionStore((state) => state.selection.selected.size);
  const key = useKey('decide.not-issue');
  if (selected > 0) {
    const fine = `Says that ${formatNoun(selected, 'selected sample')} ${selected === 1 ? 'is' : 'are'} fine`;
    return (
      <Tooltip label={key === null ? fine : `${fine} (${key})`}>
        <Button variant="default" size="compact-sm" onClick={() => void notIssueTargets(kind)}>
          Not an issue ({formatCount(selected)})
        </Button>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={`Says that all that are not decided yet are fine${key === null ? '' : `; for the selection press ${key}`}`}>
      <Button variant="default" size="compact-sm" disabled={open === 0} onClick={() => void noneIsIssue(kind)}>
        None is an issue
      </Button>
    </Tooltip>
  );
}

function Beyond({ kind }: { readonly kind: IssueKind }) {
  const query = useQueryStore((state) => state.query);
  const setQuery = useQueryStore((state) => state.setQuery);
  const isBeyond = isBeyondCut(query, kind);
  return (
    <Tooltip label="Goes on past the cut, worst first">
      <Button
        variant="default"
        size="compact-sm"
        className={styles.toggle}
        aria-pressed={isBeyond}
        onClick={() => setQuery(withBeyond(query, kind, !isBeyond))}
      >
        Beyond the cut
      </Button>
    </Tooltip>
  );
}
