import { NumberInput, Select } from '@mantine/core';
import { PICTURE_FORMATS } from '../../shared/export.ts';
import { MOST_BALANCED, MOST_SIDE } from '../../shared/export-request.ts';
import { MOST_SEED } from '../../shared/split.ts';
import styles from './MoreOptions.module.css';
import type { MoreOptionsProps } from './MoreOptions.tsx';
import { BALANCES, type Balance, meaningful } from './more-choices.ts';

const BALANCE_WORDS: Readonly<Record<Balance, string>> = {
  max: 'As many of each class as of the largest',
  median: 'As many as of the class in the middle',
  number: 'A number of each class',
};

/** What becomes of copied pictures: their format, their size, how many there are of each class. */
export function PictureOptions({ choices, beside, onChange }: MoreOptionsProps) {
  const goes = meaningful(beside);
  const isBalanced = goes.balance && choices.balance !== null;
  return (
    <fieldset className={styles.group}>
      <legend>Pictures</legend>
      <div className={styles.columns}>
        <Select
          size="xs"
          label="Format of pictures"
          placeholder="As they are"
          clearable
          disabled={!goes.pictures}
          data={PICTURE_FORMATS.map((value) => ({ value, label: value.toUpperCase() }))}
          value={choices.convert}
          onChange={(value) => onChange({ convert: PICTURE_FORMATS.find((known) => known === value) ?? null })}
        />
        <NumberInput
          size="xs"
          label="Longest side at most"
          placeholder="As they are"
          suffix=" px"
          disabled={!goes.pictures}
          min={1}
          max={MOST_SIDE}
          allowDecimal={false}
          value={choices.resize ?? ''}
          onChange={(value) => onChange({ resize: typeof value === 'number' && value >= 1 ? value : null })}
        />
        <Select
          size="xs"
          className={isBalanced ? undefined : styles.wide}
          label="Balance classes"
          placeholder="As they are"
          clearable
          disabled={!goes.balance}
          data={BALANCES.map((value) => ({ value, label: BALANCE_WORDS[value] }))}
          value={choices.balance}
          onChange={(value) => onChange({ balance: BALANCES.find((known) => known === value) ?? null })}
        />
        {isBalanced ? (
          <div className={styles.pair}>
            {choices.balance === 'number' ? (
              <NumberInput
                size="xs"
                label="Samples of each class"
                placeholder="e.g. 500"
                min={1}
                max={MOST_BALANCED}
                clampBehavior="strict"
                allowDecimal={false}
                hideControls
                value={choices.balanceTo ?? ''}
                onChange={(value) => onChange({ balanceTo: typeof value === 'number' && value >= 1 ? value : null })}
              />
            ) : null}
            <NumberInput
              size="xs"
              label="Seed"
              min={0}
              max={MOST_SEED}
              clampBehavior="strict"
              allowDecimal={false}
              hideControls
              value={choices.balanceSeed ?? ''}
              onChange={(value) => onChange({ balanceSeed: typeof value === 'number' ? value : null })}
            />
          </div>
        ) : null}
      </div>
      <p className={styles.note}>{noteOf(goes, isBalanced)}</p>
    </fieldset>
  );
}

function noteOf({ pictures }: ReturnType<typeof meaningful>, isBalanced: boolean): string {
  if (!pictures) return 'Only copies can be changed: links share the bytes of the originals.';
  return isBalanced
    ? 'Too few: changed copies; too many: some are left out. Where there are boxes, pictures with rare classes are repeated. Only in train, where there are splits.'
    : 'Pictures that are encoded anew lose their metadata.';
}
