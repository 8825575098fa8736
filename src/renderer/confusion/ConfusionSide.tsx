import { Tabs } from '@mantine/core';
import { memo, useMemo } from 'react';
import { confusionMetrics } from '../../shared/class-metrics.ts';
import type { PredictionRun } from '../../shared/prediction.ts';
import type { Confusion } from '../state/confusion.ts';
import type { NamedRun } from '../state/confusion-part.ts';
import { CONFUSION_TABS, type ConfusionTab, useConfusionSettings } from '../state/confusion-settings.ts';
import { ClassTable } from './ClassTable.tsx';
import { Comparison } from './Comparison.tsx';
import { ConfidenceTab } from './ConfidenceTab.tsx';
import styles from './ConfusionSide.module.css';
import { DetectionFigures } from './DetectionFigures.tsx';
import { Figures } from './Figures.tsx';
import type { ShownMatrix } from './shown-matrix.ts';
import { TopConfusions } from './TopConfusions.tsx';

const TITLES: Readonly<Record<ConfusionTab, string>> = { summary: 'Summary', classes: 'Classes', confidence: 'Confidence' };

export interface ConfusionSideProps {
  readonly confusion: Confusion;
  readonly shown: ShownMatrix;
  readonly active: PredictionRun;
  /** Compared with the active one; null: none. */
  readonly before: PredictionRun | null;
  /** Both of them, see `partClauses`. */
  readonly runs: readonly NamedRun[];
}

/** What follows from the matrix: figures, classes, how far confidence can be trusted. */
export const ConfusionSide = memo(function ConfusionSide({ confusion, shown, active, before, runs }: ConfusionSideProps) {
  const { tab, change } = useConfusionSettings();
  const metrics = useMemo(() => confusionMetrics(confusion.matrix), [confusion.matrix]);
  const metricsBefore = useMemo(
    () => (confusion.before === null ? null : confusionMetrics(confusion.before)),
    [confusion.before],
  );
  // What a detector's confidence is worth is in its average precision.
  const tabs: readonly ConfusionTab[] =
    confusion.detection === null ? CONFUSION_TABS : CONFUSION_TABS.filter((name) => name !== 'confidence');
  return (
    <aside className={styles.side} aria-label="Figures of the confusion matrix">
      <Tabs
        value={tabs.includes(tab) ? tab : 'summary'}
        variant="default"
        keepMounted={false}
        classNames={{ root: styles.tabs ?? '', panel: styles.panel ?? '', tab: styles.tab ?? '' }}
        onChange={(value) => {
          const chosen = CONFUSION_TABS.find((known) => known === value);
          if (chosen !== undefined) change({ tab: chosen });
        }}
      >
        <Tabs.List aria-label="Figures">
          {tabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {TITLES[value]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="summary">
          {before === null || confusion.comparison === null ? null : (
            <Comparison comparison={confusion.comparison} active={active} before={before} />
          )}
          {confusion.detection === null ? (
            <Figures metrics={metrics} before={metricsBefore} shown={shown} />
          ) : (
            <DetectionFigures runId={active.id} counts={confusion.detection} />
          )}
          <TopConfusions shown={shown} runs={runs} />
        </Tabs.Panel>
        <Tabs.Panel value="classes">
          <ClassTable names={confusion.classes} metrics={metrics} before={metricsBefore} />
        </Tabs.Panel>
        <Tabs.Panel value="confidence">
          <ConfidenceTab active={active} names={confusion.classes} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
});
