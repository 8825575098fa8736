import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { topConfusions } from '../../shared/top-confusions.ts';
import { isSamePart, type MatrixPart, type NamedRun } from '../state/confusion-part.ts';
import { openPart, useConfusionStore, useOpenPart } from '../state/confusion-store.ts';
import { formatCount } from '../ui/format.ts';
import styles from './ConfusionSide.module.css';
import { formatShare, shownName } from './matrix-words.ts';
import type { ShownMatrix } from './shown-matrix.ts';

const FEW = 10;
const MANY = 100;

export interface TopConfusionsProps {
  readonly shown: ShownMatrix;
  /** See `partClauses`. */
  readonly runs: readonly NamedRun[];
}

/** Which classes are taken for which most often; each shows its samples. */
export function TopConfusions({ shown, runs }: TopConfusionsProps) {
  const [limit, setLimit] = useState(FEW);
  const opened = useOpenPart();
  const { matrix, names } = shown;
  const top = useMemo(() => topConfusions(matrix, { limit: limit + 1, withNone: false }), [matrix, limit]);
  return (
    <section className={styles.section} aria-labelledby="winnow-top-confusions">
      <h2 className={styles.heading} id="winnow-top-confusions">
        Most confused
      </h2>
      {top.length === 0 ? <p className={styles.note}>No class is taken for another one.</p> : null}
      <ul className={styles.list}>
        {top.slice(0, limit).map(({ row, column, count, share }) => {
          const [label, prediction] = [names[row] ?? null, names[column] ?? null];
          const part: MatrixPart = { kind: 'cell', label, prediction };
          return (
            <li key={`${row} ${column}`}>
              <button
                type="button"
                className={styles.row}
                aria-pressed={isSamePart(opened, part)}
                data-menu="cell"
                onContextMenu={() => useConfusionStore.setState({ focus: { label, prediction } })}
                onClick={() => {
                  useConfusionStore.setState({ focus: { label, prediction } });
                  openPart(part, runs);
                }}
              >
                <span className={styles.name}>
                  {shownName(label)} → {shownName(prediction)}
                </span>
                <span>{formatCount(count)}</span>
                <span className={styles.quiet} style={{ minWidth: 48, textAlign: 'right' }}>
                  {formatShare(share)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {top.length > limit && limit < MANY ? (
        <Button variant="subtle" color="gray" size="compact-xs" mt={4} onClick={() => setLimit(MANY)}>
          More
        </Button>
      ) : null}
    </section>
  );
}
