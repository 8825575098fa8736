import { Button, Tooltip } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { acceptConsensus } from '../state/annotations.ts';
import { openReview } from '../state/review-actions.ts';
import styles from './LabelTools.module.css';

/** Below what annotators disagree on: its review, and their consensus for all of it. */
export function AnnotatorTools() {
  return (
    <div className={styles.tools}>
      <Tooltip label="One at a time, by keyboard">
        <Button
          size="compact-sm"
          variant="default"
          data-issue-row
          leftSection={<IconListCheck size={14} />}
          onClick={() => openReview('annotator-disagreement')}
        >
          Review…
        </Button>
      </Tooltip>
      <Tooltip label="Relabels all that are not decided yet as their annotators together say; undo takes it back">
        <Button size="compact-sm" variant="default" data-issue-row onClick={() => void acceptConsensus()}>
          Take consensus
        </Button>
      </Tooltip>
    </div>
  );
}
