import { IconCheck } from '@tabler/icons-react';
import { ISSUES } from '../../shared/issue.ts';
import { isClassKind } from '../state/issue-query.ts';
import { closeIssue, openIssue } from '../state/issues.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import styles from './IssueRow.module.css';
import type { IssueLine } from './issue-rows.ts';

/** A kind of issue: how bad, what, how many are still to be decided. */
export function IssueRow({ line }: { readonly line: IssueLine }) {
  const { kind, open, total, noun } = line;
  const isOpen = useUiStore((state) => state.issueKind === kind);
  const { title, severity, explains } = ISSUES[kind];
  const isList = isClassKind(kind);
  const counted = open === total ? formatNoun(total, noun) : `${formatCount(open)} of ${formatNoun(total, noun)} to decide`;
  return (
    <button
      type="button"
      className={styles.row}
      data-issue-row
      data-decided={open === 0 || undefined}
      aria-current={isOpen && !isList ? 'true' : undefined}
      aria-expanded={isList ? isOpen : undefined}
      aria-label={`${title}, ${counted}`}
      title={`${explains}\n${counted}`}
      onClick={() => (isOpen && isList ? closeIssue() : openIssue(kind))}
    >
      {open === 0 ? <IconCheck className={styles.done} size={16} aria-hidden /> : <SeverityMark severity={severity} />}
      <span className={styles.name}>{title}</span>
      <span className={styles.open}>{formatCount(open)}</span>
      {open === total ? null : <span className={styles.total}>of {formatCount(total)}</span>}
      {noun === 'group' ? <span className={styles.noun}>{total === 1 ? 'group' : 'groups'}</span> : null}
    </button>
  );
}
