import { VisuallyHidden } from '@mantine/core';
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
  const isDone = open === 0;
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
      {open === total ? null : <span className={styles.total}>of {formatCount(total)}</span>} <Noun noun={noun} count={total} />
    </button>
  );
}

/** Groups and classes are said; that all else are samples is said to who cannot see it. */
function Noun({ noun, count }: { readonly noun: IssueLine['noun']; readonly count: number }) {
  const word = formatNoun(count, noun).replace(/^\S+ /, '');
  return noun !== 'sample' ? <span className={styles.noun}>{word}</span> : <VisuallyHidden>{word}</VisuallyHidden>;
}
