import { SegmentedControl } from '@mantine/core';
import type { DatasetInfo } from '../../shared/dataset.ts';
import type { Query } from '../../shared/query.ts';
import { Problem } from '../ui/Problem.tsx';
import form from './ExportForm.module.css';
import { GroupKeys } from './GroupKeys.tsx';
import { NewSplitFields } from './NewSplitFields.tsx';
import { SplitPreview } from './SplitPreview.tsx';
import styles from './SplitSection.module.css';
import { MODE_TEXTS, rulesOf, type SplitChoices } from './split-choices.ts';

export interface SplitSectionProps {
  readonly dataset: DatasetInfo;
  /** Of the samples to be exported. */
  readonly query: Query;
  readonly choices: SplitChoices;
  readonly onChange: (choices: SplitChoices) => void;
}

const MODES = ['keep', 'repair', 'new'] as const;

/** Which samples go to which split, and what that makes of classes and leaks. */
export function SplitSection({ dataset, query, choices, onChange }: SplitSectionProps) {
  const { mode } = choices;
  const set = (changes: Partial<SplitChoices>): void => onChange({ ...choices, ...changes });
  const found = rulesOf(choices);
  return (
    <fieldset className={form.group}>
      <legend>Splits</legend>
      <SegmentedControl
        aria-label="Splits"
        data={MODES.map((value) => ({ value, label: MODE_TEXTS[value].title }))}
        value={mode}
        onChange={(value) => set({ mode: value })}
      />
      <p className={form.note}>{MODE_TEXTS[mode].text}</p>
      <div className={styles.body}>
        {mode === 'new' ? <NewSplitFields choices={choices} onChange={set} /> : null}
        {mode === 'keep' ? null : <GroupKeys choices={choices} onChange={set} />}
        {'rules' in found ? (
          <SplitPreview dataset={dataset} query={query} rules={found.rules} />
        ) : (
          <Problem tone="notice" message={found.problem} />
        )}
      </div>
    </fieldset>
  );
}
