import { ActionIcon, Button, NumberInput, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import { IconDice5, IconPlus, IconX } from '@tabler/icons-react';
import { MOST_SEED, MOST_SHARES, percentText } from '../../shared/split.ts';
import styles from './SplitSection.module.css';
import type { ShareRow, SplitChoices } from './split-choices.ts';

export interface SplitFieldsProps {
  readonly choices: SplitChoices;
  readonly onChange: (changes: Partial<SplitChoices>) => void;
}

/** Names and shares of the new splits, how they are balanced, and the seed. */
export function NewSplitFields({ choices, onChange }: SplitFieldsProps) {
  const { rows, balance, seed } = choices;
  const change = (key: number, changes: Partial<ShareRow>): void =>
    onChange({ rows: rows.map((row) => (row.key === key ? { ...row, ...changes } : row)) });
  const sum = rows.reduce((total, { percent }) => total + (percent ?? 0), 0);
  const add = (): void => {
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
    const percent = Math.max(0, Math.round((100 - sum) * 10) / 10);
    onChange({ rows: [...rows, { key, name: '', percent: percent === 0 ? null : percent }] });
  };
  return (
    <div className={styles.fields}>
      <div className={styles.shares}>
        {rows.map(({ key, name, percent }, at) => (
          <div key={key} className={styles.share}>
            <TextInput
              size="xs"
              aria-label={`Name of split ${at + 1}`}
              spellCheck={false}
              maxLength={200}
              value={name}
              onChange={(event) => change(key, { name: event.currentTarget.value })}
            />
            <NumberInput
              size="xs"
              aria-label={`Share of split ${at + 1}, percent`}
              suffix="%"
              min={0}
              max={100}
              decimalScale={2}
              hideControls
              value={percent ?? ''}
              onChange={(value) => change(key, { percent: typeof value === 'number' ? value : null })}
            />
            <ActionIcon
              size={26}
              aria-label={`Remove split ${at + 1}`}
              disabled={rows.length === 1}
              onClick={() => onChange({ rows: rows.filter((row) => row.key !== key) })}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        ))}
        <div className={styles.share}>
          <Button
            variant="subtle"
            justify="flex-start"
            leftSection={<IconPlus size={14} />}
            disabled={rows.length === MOST_SHARES}
            onClick={add}
          >
            Add a split
          </Button>
          <span className={styles.sum}>{percentText(sum / 100)}</span>
        </div>
      </div>
      <div className={styles.how}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="Balance"
          data={[
            { value: 'stratified', label: 'Stratified' },
            { value: 'random', label: 'Random' },
          ]}
          value={balance}
          onChange={(value) => onChange({ balance: value })}
        />
        <p className={styles.hint}>
          {balance === 'stratified' ? 'Each class in these shares.' : 'Only the whole in these shares.'}
        </p>
        <div className={styles.seed}>
          <NumberInput
            size="xs"
            label="Seed"
            min={0}
            max={MOST_SEED}
            clampBehavior="strict"
            allowDecimal={false}
            hideControls
            value={seed ?? ''}
            onChange={(value) => onChange({ seed: typeof value === 'number' ? value : null })}
          />
          <Tooltip label="Another split like it">
            <ActionIcon size={26} aria-label="Another seed" onClick={() => onChange({ seed: (seed ?? -1) + 1 })}>
              <IconDice5 size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
    </div>
  );
}
