import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { ISSUES } from '../../shared/issue-meanings.ts';
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
  const isDone = open === 0;
  const isWhole = open === total;
  return (
    <button
      type="button"
      className={styles.row}
      data-issue-row
      data-decided={isDone || undefined}
      aria-current={isOpen && !isList ? 'true' : undefined}
      aria-expanded={isList ? isOpen : undefined}
      title={explains}
      onClick={() => (isOpen && isList ? closeIssue() : openIssue(kind))}
    >
      <span className={styles.name}>
        {title}
        <span className={styles.pause}>,</span>
      </span>{' '}
      <span className={styles.mark}>
        {isDone ? <IconCheck className={styles.done} size={16} aria-label="all decided" /> : <SeverityMark severity={severity} />}
      </span>{' '}
      <span className={styles.open}>{formatCount(open)}</span>{' '}
      {isWhole ? null : <span className={styles.total}>of {formatCount(total)}</span>}{' '}
      <Noun noun={noun} count={total} isSeen={isWhole && noun !== 'sample'} />
    </button>
  );
}

interface NounProps extends Pick<IssueLine, 'noun'> {
  readonly count: number;
  readonly isSeen: boolean;
}

/** Groups and classes are named where there is room; that all else are samples is said to who cannot see it. */
function Noun({ noun, count, isSeen }: NounProps) {
  const word = formatNoun(count, noun).replace(/^\S+ /, '');
  return isSeen ? <span className={styles.noun}>{word}</span> : <VisuallyHidden>{word}</VisuallyHidden>;
}
