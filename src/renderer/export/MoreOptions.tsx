import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { type FileMode, PICTURE_FORMATS } from '../../shared/export.ts';
import { FORMATS } from '../../shared/export-formats.ts';
import { type ExportOptions, MOST_SIDE } from '../../shared/export-request.ts';
import styles from './MoreOptions.module.css';
import type { MoreChoices } from './more-choices.ts';

export interface MoreOptionsProps {
  readonly choices: MoreChoices;
  readonly format: ExportOptions['format'];
  readonly files: FileMode;
  readonly onChange: (changes: Partial<MoreChoices>) => void;
}

const BALANCES = [
  { value: 'max', label: 'As many of each class as of the largest' },
  { value: 'median', label: 'As many as of the class in the middle' },
] as const;

/** What few exports need, folded away: classes, pictures, balance, who. */
export function MoreOptions({ choices, format, files, onChange }: MoreOptionsProps) {
  const isCopied = files === 'copy';
  return (
    <details className={styles.more}>
      <summary>More options</summary>
      <div className={styles.columns}>
        <TextInput
          size="xs"
          label="Classes, in their order"
          placeholder="All there are, by name"
          spellCheck={false}
          value={choices.classes}
          onChange={(event) => onChange({ classes: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label="Who exports"
          placeholder="The user of this system"
          value={choices.by}
          onChange={(event) => onChange({ by: event.currentTarget.value })}
        />
        <Select
          size="xs"
          label="Picture format"
          placeholder="As they are"
          clearable
          disabled={!isCopied}
          data={PICTURE_FORMATS.map((value) => ({ value, label: value.toUpperCase() }))}
          value={choices.convert}
          onChange={(value) => onChange({ convert: PICTURE_FORMATS.find((known) => known === value) ?? null })}
        />
        <NumberInput
          size="xs"
          label="Longest side at most, px"
          placeholder="As they are"
          disabled={!isCopied}
          min={1}
          max={MOST_SIDE}
          allowDecimal={false}
          value={choices.resize ?? ''}
          onChange={(value) => onChange({ resize: typeof value === 'number' && value >= 1 ? value : null })}
        />
        <Select
          size="xs"
          label="Balance classes"
          placeholder="As they are"
          clearable
          disabled={!isCopied}
          data={BALANCES.map(({ value, label }) => ({ value, label }))}
          value={choices.balance}
          onChange={(value) => onChange({ balance: BALANCES.find((known) => known.value === value)?.value ?? null })}
        />
        <div className={styles.checks}>
          <Checkbox
            size="xs"
            label="Leave out what has no label"
            checked={choices.dropsUnlabeled}
            onChange={(event) => onChange({ dropsUnlabeled: event.currentTarget.checked })}
          />
          <Checkbox
            size="xs"
            label="Leave out classes not listed"
            disabled={choices.classes.trim() === ''}
            checked={choices.dropsOthers}
            onChange={(event) => onChange({ dropsOthers: event.currentTarget.checked })}
          />
          <Checkbox
            size="xs"
            label="Column of class weights"
            disabled={FORMATS[format].hasWeights !== true}
            checked={choices.hasWeights && FORMATS[format].hasWeights === true}
            onChange={(event) => onChange({ hasWeights: event.currentTarget.checked })}
          />
        </div>
      </div>
    </details>
  );
}
