import { Checkbox, Select, TextInput } from '@mantine/core';
import { PATH_STYLES, type PathStyle } from '../../shared/export.ts';
import styles from './MoreOptions.module.css';
import type { MoreOptionsProps } from './MoreOptions.tsx';
import { meaningful } from './more-choices.ts';

const PATH_WORDS: Readonly<Record<PathStyle, string>> = {
  relative: 'From the export’s folder',
  absolute: 'In full, from the root',
};

/** What tables and the lineage say. */
export function TableOptions({ choices, beside, onChange }: MoreOptionsProps) {
  const { weights } = meaningful(beside);
  return (
    <fieldset className={styles.group}>
      <legend>Tables and lineage</legend>
      <div className={styles.columns}>
        <Select
          size="xs"
          label="Paths in tables"
          placeholder={PATH_WORDS[beside.files === 'none' ? 'absolute' : 'relative']}
          clearable
          data={PATH_STYLES.map((value) => ({
            value,
            label: value === 'relative' && beside.files === 'none' ? 'From the dataset’s folder' : PATH_WORDS[value],
          }))}
          value={choices.paths}
          onChange={(value) => onChange({ paths: PATH_STYLES.find((known) => known === value) ?? null })}
        />
        <TextInput
          size="xs"
          label="Who exports"
          placeholder="The user of this system"
          maxLength={200}
          value={choices.by}
          onChange={(event) => onChange({ by: event.currentTarget.value })}
        />
      </div>
      <div className={styles.checks}>
        <Checkbox
          size="xs"
          label="A column of weights, so that all classes count the same"
          disabled={!weights}
          checked={choices.hasWeights && weights}
          onChange={(event) => onChange({ hasWeights: event.currentTarget.checked })}
        />
      </div>
    </fieldset>
  );
}
