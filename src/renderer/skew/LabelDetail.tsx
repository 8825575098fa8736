import { Button, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { LabelSkew, SkewReport } from '../../shared/skew.ts';
import { samplesOf, showSamples } from '../state/skew.ts';
import { formatCount, formatNoun } from '../ui/format.ts';
import styles from './LabelDetail.module.css';
import detail from './SkewDetail.module.css';
import { SplitKey, useSplitColor } from './SplitKey.tsx';
import { ofClassIn } from './skew-filters.ts';
import { Telling } from './Telling.tsx';

/** Classes shown before all are asked for. */
const FIRST = 12;
/** Cells whose pictures are shown. */
const PICTURED = 2;

/** Shares of each class in each split, those that differ most first; a bar shows its samples. */
export function LabelDetail({ report, labels }: { readonly report: SkewReport; readonly labels: LabelSkew }) {
  const [areAllShown, setAllShown] = useState(false);
  const sizes = report.splits.map((_, split) => labels.classes.reduce((sum, { counts }) => sum + (counts[split] ?? 0), 0));
  const shown = areAllShown ? labels.classes : labels.classes.slice(0, FIRST);
  const most = Math.max(...labels.classes.flatMap(({ counts }) => counts.map((count, split) => count / (sizes[split] || 1))));
  const cells = labels.farthest.filter(({ count, expected }) => count > expected).slice(0, PICTURED);
  return (
    <>
      <SplitKey report={report} />
      <ul className={styles.classes} aria-label="Share of each class in each split">
        {shown.map(({ label, counts }) => (
          <li key={label} className={styles.class}>
            <span className={styles.name} title={label}>
              {label}
            </span>
            <span className={styles.bars}>
              {report.splits.map(({ name }, split) => (
                <Bar
                  key={name}
                  report={report}
                  label={label}
                  split={name}
                  count={counts[split] ?? 0}
                  size={sizes[split] ?? 0}
                  most={most}
                />
              ))}
            </span>
          </li>
        ))}
      </ul>
      {labels.classes.length <= FIRST ? null : (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAllShown(!areAllShown)}>
          {areAllShown ? 'Show fewer' : `Show all ${formatCount(labels.classes.length)} classes`}
        </Button>
      )}
      {cells.map(({ label, split, count, expected }) => (
        <Telling key={`${label} ${split}`} query={samplesOf(report, ofClassIn(label, split))}>
          {label} in {split}{' '}
          <span className={detail.quiet}>
            {formatCount(count)}, {formatCount(Math.round(expected))} if all splits were alike
          </span>
        </Telling>
      ))}
    </>
  );
}

interface BarProps {
  readonly report: SkewReport;
  readonly label: string;
  readonly split: string;
  readonly count: number;
  /** Samples of the split. */
  readonly size: number;
  /** The largest share of all. */
  readonly most: number;
}

function Bar({ report, label, split, count, size, most }: BarProps) {
  const colorOf = useSplitColor(report);
  const share = size === 0 ? 0 : count / size;
  const words = `${label} in ${split}: ${formatNoun(count, 'sample')}, ${(100 * share).toFixed(1)}% of it`;
  return (
    <button
      type="button"
      className={styles.bar}
      title={words}
      onClick={() => showSamples(samplesOf(report, ofClassIn(label, split)))}
    >
      <VisuallyHidden>
        {label} in {split}:{' '}
      </VisuallyHidden>
      <span className={styles.track}>
        <span className={styles.fill} style={{ width: `${(100 * share) / (most || 1)}%`, background: colorOf(split) }} />
      </span>
      <span className={styles.number}>{(100 * share).toFixed(1)}%</span>{' '}
      <span className={styles.count}>{formatCount(count)}</span>
    </button>
  );
}
