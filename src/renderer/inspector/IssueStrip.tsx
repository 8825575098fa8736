import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMicroscope } from '@tabler/icons-react';
import { isScoreKind } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { toggleEvidence, useEvidenceStore } from '../state/evidence.ts';
import { openIssue, useSampleIssues } from '../state/issues.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatScore } from '../ui/format.ts';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import { useWithKey } from '../ui/use-key.ts';
import { TakeConsensus } from './AnnotatorVotes.tsx';
import styles from './IssueStrip.module.css';
import { TakeSuggestion } from './TakeSuggestion.tsx';

/** In the large view: what is wrong with the sample in short, and in words for the kind that is open, or the worst. */
export function IssueStrip({ id }: { readonly id: number }) {
  const issues = useSampleIssues(id) ?? [];
  const open = useUiStore((state) => state.issueKind);
  const spoken = issues.find(({ kind }) => kind === open) ?? issues[0];
  if (spoken === undefined) return null;
  return (
    <div className={styles.strip}>
      <ul className={styles.chips} aria-label="Issues of this sample">
        {issues.map(({ kind, score, reason }) => (
          <li key={kind}>
            <button
              type="button"
              className={styles.chip}
              data-spoken={kind === spoken.kind || undefined}
              title={reason}
              onClick={() => openIssue(kind)}
            >
              <SeverityMark severity={ISSUES[kind].severity} size={13} />
              {ISSUES[kind].title}
              {isScoreKind(kind) ? <span className={styles.score}>{formatScore(score)}</span> : null}
            </button>
          </li>
        ))}
      </ul>
      <span className={`${styles.reason} wn-selectable`} title={spoken.reason}>
        {spoken.reason}
      </span>
      {spoken.kind === 'label' ? <TakeSuggestion id={id} /> : null}
      {spoken.kind === 'annotator-disagreement' ? <TakeConsensus id={id} /> : null}
      <EvidenceToggle />
    </div>
  );
}

function EvidenceToggle() {
  const isShown = useEvidenceStore((state) => state.isShown);
  const label = useWithKey('large.evidence', isShown ? 'Hide the evidence' : 'Show the evidence');
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={24}
        aria-label={label}
        aria-pressed={isShown}
        variant={isShown ? 'light' : 'subtle'}
        onClick={toggleEvidence}
      >
        <IconMicroscope size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
