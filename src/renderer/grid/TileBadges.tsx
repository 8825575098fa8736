import { IconCheck } from '@tabler/icons-react';
import type { SampleStatus } from '../../shared/sample.ts';
import { formatScore } from '../ui/format.ts';
import { tileTags, WORDS_FROM_PX } from '../ui/tile-looks.ts';
import styles from './TileCell.module.css';

export interface IssueMarkProps {
  readonly score: number;
  readonly isKept: boolean;
}

/** While a kind of issue is open: the sample's score, and that it was said to be fine. The tile's name says so, too. */
export function IssueMark({ score, isKept }: IssueMarkProps) {
  return (
    <span className={styles.score} data-kept={isKept || undefined} data-score={formatScore(score)} aria-hidden>
      {isKept ? <IconCheck size={11} stroke={3} /> : null}
    </span>
  );
}

/** What is wrong with the file, over its picture. */
export function StatusBadge({ status }: { readonly status: SampleStatus }) {
  return (
    <span className={styles.badge} data-status={status}>
      {status}
    </span>
  );
}

/** Tags over the lower edge of the picture. */
export function TagBadges({ tags, cell }: { readonly tags: readonly string[]; readonly cell: number }) {
  const { marks, rest } = tileTags(tags, cell);
  const hasWords = cell >= WORDS_FROM_PX;
  return (
    <div className={styles.tags}>
      {marks.map((tag) => (
        <span key={tag} className={hasWords ? styles.tag : styles.swatch} data-tag={tag}>
          {hasWords ? tag : null}
        </span>
      ))}
      {rest === 0 ? null : <span className={`${styles.tag} ${styles.rest}`}>+{rest}</span>}
    </div>
  );
}
