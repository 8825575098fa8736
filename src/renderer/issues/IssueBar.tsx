import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { type IssueKind, isScoreKind, needsEmbeddings } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { isClassKind } from '../state/issue-query.ts';
import { closeIssue, openIssue, useIssueCounts } from '../state/issues.ts';
import { useUiStore } from '../state/ui-store.ts';
import { KeyTooltip } from '../ui/KeyTooltip.tsx';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import { EmbedOffer } from './EmbedOffer.tsx';
import { FoundText } from './FoundText.tsx';
import { IssueActions } from './IssueActions.tsx';
import styles from './IssueBar.module.css';
import { neighbourKind } from './issue-rows.ts';
import { ScoreCut } from './ScoreCut.tsx';

/** Of the kind that is looked at: what it means, its histogram with a cut to move, and what can be decided. */
export function IssueBar() {
  const kind = useUiStore((state) => state.issueKind);
  const isUnknown = useIssueCounts()?.some((count) => count.kind === kind && needsEmbeddings(count)) === true;
  if (kind === null || isClassKind(kind)) return null;
  const { title, explains, severity } = ISSUES[kind];
  return (
    <section className={styles.bar} aria-label={`Issue: ${title}`}>
      <header className={styles.head}>
        <SeverityMark severity={severity} />
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.explains} title={explains}>
          {explains}
        </p>
        <div className={styles.found}>
          <FoundText kind={kind} />
        </div>
        <Neighbour kind={kind} step={-1} />
        <Neighbour kind={kind} step={1} />
        <KeyTooltip action="select.none" label="Close the issue">
          <ActionIcon size={24} aria-label="Close the issue" onClick={closeIssue}>
            <IconX size={14} />
          </ActionIcon>
        </KeyTooltip>
      </header>
      {isUnknown ? (
        <EmbedOffer />
      ) : (
        <div className={styles.body}>
          {isScoreKind(kind) ? <ScoreCut key={kind} kind={kind} /> : null}
          <IssueActions kind={kind} />
        </div>
      )}
    </section>
  );
}

function Neighbour({ kind, step }: { readonly kind: IssueKind; readonly step: 1 | -1 }) {
  const other = neighbourKind(useIssueCounts() ?? [], kind, step);
  const word = step === 1 ? 'Next kind' : 'Previous kind';
  const label = other === null ? word : `${word}: ${ISSUES[other].title}`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={24}
        aria-label={label}
        disabled={other === null}
        onClick={() => (other === null ? undefined : openIssue(other))}
      >
        {step === 1 ? <IconChevronRight size={16} /> : <IconChevronLeft size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}
