import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { MOST_GAP_SECONDS, patternProblem } from '../../shared/split.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import type { SplitFieldsProps } from './NewSplitFields.tsx';
import styles from './SplitSection.module.css';
import { groupFields } from './split-choices.ts';

/** What else keeps samples together, beside being copies of each other. */
export function GroupKeys({ choices, onChange }: SplitFieldsProps) {
  const { isByFolder, field, pattern, gapSeconds, isGapPerFolder } = choices;
  const labels = useDatasetStore((state) => state.dataset?.labels);
  const fields = groupFields((labels?.sets ?? []).flatMap((set) => set.fields));
  return (
    <fieldset className={styles.groups} aria-label="What stays together">
      <Checkbox
        size="xs"
        label="Files of a folder stay together"
        checked={isByFolder}
        onChange={(event) => onChange({ isByFolder: event.currentTarget.checked })}
      />
      <div className={styles.keys}>
        <Select
          size="xs"
          label="And what is equal in"
          placeholder="Nothing else"
          clearable
          searchable
          data={fields.map(({ value, label }) => ({ value, label }))}
          value={field}
          onChange={(value) => onChange({ field: fields.find((known) => known.value === value)?.value ?? null })}
        />
        <TextInput
          size="xs"
          label="And names that share"
          placeholder="Regex, e.g. ^(.+)_\d+"
          spellCheck={false}
          error={pattern !== '' && patternProblem(pattern) !== null}
          value={pattern}
          onChange={(event) => onChange({ pattern: event.currentTarget.value })}
        />
        <NumberInput
          size="xs"
          label="And taken within"
          placeholder="Seconds, e.g. 30"
          suffix=" s"
          min={0}
          max={MOST_GAP_SECONDS}
          allowNegative={false}
          value={gapSeconds ?? ''}
          onChange={(value) => onChange({ gapSeconds: typeof value === 'number' ? value : null })}
        />
        {gapSeconds === null ? null : (
          <Checkbox
            size="xs"
            className={styles.beside}
            label="In each folder by itself"
            checked={isGapPerFolder}
            onChange={(event) => onChange({ isGapPerFolder: event.currentTarget.checked })}
          />
        )}
      </div>
    </fieldset>
  );
}
