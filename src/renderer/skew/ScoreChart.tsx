import { type KeyboardEvent, useState } from 'react';
import type { ScoreHistogram, SkewReport } from '../../shared/skew.ts';
import { samplesOf, showSamples } from '../state/skew.ts';
import { formatBound } from '../ui/format-bound.ts';
import styles from './ScoreChart.module.css';
import { useSplitColor } from './SplitKey.tsx';
import { binWords, markPlace, outline, sharesOf } from './score-shape.ts';
import { inBin } from './skew-filters.ts';

export interface ScoreChartProps {
  readonly report: SkewReport;
  readonly histogram: ScoreHistogram;
  /** Where the splits differ most. */
  readonly at: number;
}

/** Lines that are told apart without their colours. */
const DASHES = [undefined, '6 3', '2 3', '8 3 2 3'] as const;

/** Shares of each split over each other; a bin shows its samples, by pointer or with arrow keys and Enter. */
export function ScoreChart({ report, histogram, at }: ScoreChartProps) {
  const colorOf = useSplitColor(report);
  const shares = sharesOf(histogram.counts);
  const most = Math.max(...shares.flat());
  const bins = histogram.edges.length - 1;
  const bound = (edge: number | undefined): string => formatBound(histogram.field, edge ?? 0);
  return (
    <figure className={styles.figure} aria-label="Distribution in each split">
      <div className={styles.area}>
        <svg className={styles.lines} viewBox={`0 0 ${bins} 1`} preserveAspectRatio="none" aria-hidden="true">
          {shares.map((share, split) => {
            const { name } = report.splits[split] ?? { name: '' };
            const color = colorOf(name);
            return (
              <path
                key={name}
                d={outline(share, most)}
                fill={color}
                stroke={color}
                strokeDasharray={DASHES[split % DASHES.length]}
              />
            );
          })}
        </svg>
        <span
          className={styles.mark}
          style={{ left: `${100 * markPlace(histogram, at)}%` }}
          title={`Farthest apart at ${bound(at)}`}
        />
        <Bins report={report} histogram={histogram} />
      </div>
      <figcaption className={styles.axis}>
        <span>{bound(histogram.edges[0])}</span>
        <span>farthest apart at {bound(at)}</span>
        <span>{bound(histogram.edges.at(-1))}</span>
      </figcaption>
    </figure>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

function Bins({ report, histogram }: Pick<ScoreChartProps, 'report' | 'histogram'>) {
  const [current, setCurrent] = useState(0);
  const bins = histogram.edges.length - 1;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(bins - 1, Math.max(0, current + step));
    setCurrent(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div className={styles.bins} role="toolbar" aria-label="Samples of a range" onKeyDown={onKeyDown}>
      {Array.from({ length: bins }, (_, bin) => {
        const words = binWords(report, histogram, bin);
        return (
          <button
            key={histogram.edges[bin]}
            type="button"
            tabIndex={bin === current ? 0 : -1}
            title={words}
            aria-label={words}
            onFocus={() => setCurrent(bin)}
            onClick={() => showSamples(samplesOf(report, inBin(histogram, bin), { field: histogram.field, descending: false }))}
          />
        );
      })}
    </div>
  );
}
