import { Slider } from '@mantine/core';
import { useState } from 'react';
import type { DetectionCounts, DetectionMetrics, DetectionSettings } from '../../shared/detection.ts';
import type { Filter } from '../../shared/query.ts';
import type { BoxField } from '../../shared/score.ts';
import { setDetectionSettings, useDetection } from '../state/confusion.ts';
import { openClauses } from '../state/confusion-store.ts';
import { formatCount, formatNoun, formatScore } from '../ui/format.ts';
import styles from './ConfusionSide.module.css';
import { formatFigure } from './matrix-words.ts';
import { Unanswered } from './Unanswered.tsx';

export interface DetectionFiguresProps {
  /** Of the run. */
  readonly runId: number;
  readonly counts: DetectionCounts;
}

const FIGURES = [
  { title: 'mAP, IoU .50 to .95', of: ({ ap }: DetectionMetrics) => ap },
  { title: 'AP at IoU .50', of: ({ ap50 }: DetectionMetrics) => ap50 },
  { title: 'AP at IoU .75', of: ({ ap75 }: DetectionMetrics) => ap75 },
  { title: 'mAR, 100 boxes', of: ({ ar100 }: DetectionMetrics) => ar100 },
] as const;

const figure = (value: number | null): string => (value === null ? '–' : formatFigure(value));

/** How good a detector is: COCO's numbers, what became of boxes, and what counts as found. */
export function DetectionFigures({ runId, counts }: DetectionFiguresProps) {
  return (
    <>
      <Metrics runId={runId} />
      <Outcomes counts={counts} />
      <Settings key={`${counts.leastOverlap} ${counts.leastScore}`} counts={counts} />
    </>
  );
}

function Metrics({ runId }: { readonly runId: number }) {
  const { data, error, refetch, isPlaceholderData } = useDetection(runId);
  if (error !== null || data === undefined) {
    return <Unanswered error={error} onRetry={() => void refetch()} waiting="Matching boxes…" />;
  }
  const { metrics, classes, labels, predictions, samples } = data;
  return (
    <section className={styles.section} aria-label="Average precision" aria-busy={isPlaceholderData}>
      <dl className={styles.figures}>
        {FIGURES.map(({ title, of }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{figure(of(metrics))}</dd>
          </div>
        ))}
      </dl>
      <table className={styles.table} style={{ marginTop: 8 }}>
        <caption hidden>Average precision by class</caption>
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col">AP</th>
            <th scope="col">AP50</th>
            <th scope="col">AR</th>
            <th scope="col">Boxes</th>
          </tr>
        </thead>
        <tbody>
          {metrics.perClass.map(({ class: place, ap, ap50, ar100, labels: given }) => (
            <tr key={place}>
              <th scope="row">{classes[place]}</th>
              <td>{figure(ap)}</td>
              <td>{figure(ap50)}</td>
              <td>{figure(ar100)}</td>
              <td>{formatCount(given)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        As COCO counts it: {formatNoun(labels, 'given box')} and {formatCount(predictions)} of the run on{' '}
        {formatNoun(samples, 'annotated sample')}.
      </p>
    </section>
  );
}

const OUTCOMES = [
  { title: 'Found', field: 'truePositives', words: 'with boxes that were found' },
  { title: 'Wrong', field: 'falsePositives', words: 'with wrong boxes' },
  { title: 'Missed', field: 'falseNegatives', words: 'with boxes that were missed' },
] as const satisfies readonly { readonly title: string; readonly field: BoxField; readonly words: string }[];

function Outcomes({ counts }: { readonly counts: DetectionCounts }) {
  return (
    <section className={styles.section} aria-label="What became of boxes">
      <ul className={styles.list}>
        {OUTCOMES.map(({ title, field, words }) => (
          <li key={field}>
            <button type="button" className={styles.row} onClick={() => openClauses([some(field)], words)}>
              <span className={styles.name}>{title}</span>
              <span>{formatCount(counts[field])}</span>
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            className={styles.row}
            onClick={() => openClauses([some('missingBoxes')], 'with boxes perhaps missing')}
          >
            <span className={styles.name}>Perhaps missing from the labels</span>
          </button>
        </li>
        <li>
          <button
            type="button"
            className={styles.row}
            onClick={() => openClauses([some('spuriousBoxes')], 'with boxes perhaps spurious')}
          >
            <span className={styles.name}>Labels where the run sees nothing</span>
          </button>
        </li>
      </ul>
    </section>
  );
}

const some = (field: BoxField): Filter => ({ kind: 'compare', field, comparison: '>', value: 0 });

/** A change counts for the matrix, the filters and the issues alike. */
function Settings({ counts }: { readonly counts: DetectionCounts }) {
  const [settings, setSettings] = useState<DetectionSettings>({
    leastOverlap: counts.leastOverlap,
    leastScore: counts.leastScore,
  });
  const save = (to: DetectionSettings): void => void setDetectionSettings(to);
  return (
    <section className={styles.section} aria-label="What counts as found">
      <p className={styles.note}>Confidence from {formatScore(settings.leastScore)} on</p>
      <Slider
        size={3}
        color="accent"
        thumbLabel="Least confidence of a box"
        label={formatScore}
        min={0}
        max={1}
        step={0.01}
        value={settings.leastScore}
        onChange={(leastScore) => setSettings({ ...settings, leastScore })}
        onChangeEnd={(leastScore) => save({ ...settings, leastScore })}
      />
      <p className={styles.note}>Overlap (IoU) from {formatScore(settings.leastOverlap)} on</p>
      <Slider
        size={3}
        color="accent"
        thumbLabel="Least overlap of a match"
        label={formatScore}
        min={0.05}
        max={0.95}
        step={0.05}
        value={settings.leastOverlap}
        onChange={(leastOverlap) => setSettings({ ...settings, leastOverlap })}
        onChangeEnd={(leastOverlap) => save({ ...settings, leastOverlap })}
      />
    </section>
  );
}
