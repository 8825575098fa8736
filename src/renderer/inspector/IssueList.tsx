import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCircleOff } from '@tabler/icons-react';
import { isScoreKind, type SampleIssue } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { notIssueTargets } from '../state/decisions.ts';
import { openIssue, useSampleIssues } from '../state/issues.ts';
import { useUiStore } from '../state/ui-store.ts';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import { useWithKey } from '../ui/use-key.ts';
import { AnnotatorVotes } from './AnnotatorVotes.tsx';
import styles from './IssueList.module.css';
import { ScoreBar } from './ScoreBar.tsx';
import { TakeSuggestion } from './TakeSuggestion.tsx';

/** What is wrong with a sample, each with its reason; a click opens the kind. Nothing where nothing is. */
export function IssueList({ id }: { readonly id: number }) {
  const issues = useSampleIssues(id);
  if (issues === undefined || issues.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Issues of this sample">
      {issues.map((issue) => (
        <Item key={issue.kind} id={id} issue={issue} />
      ))}
    </ul>
  );
}

function Item({ id, issue }: { readonly id: number; readonly issue: SampleIssue }) {
  const { kind, score, cut, reason } = issue;
  const { title, severity } = ISSUES[kind];
  const isOpen = useUiStore((state) => state.issueKind === kind);
  const label = `${title} is not an issue here`;
  const withKey = useWithKey('decide.not-issue', label);
  return (
    <li className={styles.item} data-open={isOpen || undefined}>
      <div className={styles.head}>
        <SeverityMark severity={severity} size={15} />
        <button type="button" className={styles.title} title={`Show all: ${title}`} onClick={() => openIssue(kind)}>
          {title}
        </button>
        <Tooltip label={isOpen ? withKey : label}>
          <ActionIcon size={22} aria-label={label} onClick={() => void notIssueTargets(kind, Uint32Array.of(id))}>
            <IconCircleOff size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
      <p className={`${styles.reason} wn-selectable`}>{reason}</p>
      {kind === 'label' ? <TakeSuggestion id={id} /> : null}
      {kind === 'annotator-disagreement' ? <AnnotatorVotes id={id} /> : null}
      {isScoreKind(kind) ? <ScoreBar score={score} cut={cut} /> : null}
    </li>
  );
}
