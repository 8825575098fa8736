import { Checkbox, TextInput } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import styles from './MoreOptions.module.css';
import { type ChosenBeside, changedText, type MoreChoices, meaningful } from './more-choices.ts';
import { PictureOptions } from './PictureOptions.tsx';
import { TableOptions } from './TableOptions.tsx';

export interface MoreOptionsProps {
  readonly choices: MoreChoices;
  readonly beside: ChosenBeside;
  readonly onChange: (changes: Partial<MoreChoices>) => void;
}

/** What few exports need, folded away: which classes, how pictures are changed, what tables say. */
export function MoreOptions(props: MoreOptionsProps) {
  const { choices, beside, onChange } = props;
  return (
    <details className={styles.more}>
      <summary>
        <IconChevronRight className={styles.chevron} size={14} aria-hidden />
        More options
        <span className={styles.hint}>{changedText(choices, beside) || 'classes, pictures, balance, tables'}</span>
      </summary>
      <fieldset className={styles.group}>
        <legend>Classes and samples</legend>
        <TextInput
          size="xs"
          label="Classes, in their order"
          placeholder="All there are, by name; else a,b,c"
          spellCheck={false}
          value={choices.classes}
          onChange={(event) => onChange({ classes: event.currentTarget.value })}
        />
        <div className={styles.checks}>
          <Checkbox
            size="xs"
            label="Leave out classes not listed"
            disabled={choices.classes.trim() === ''}
            checked={choices.dropsOthers}
            onChange={(event) => onChange({ dropsOthers: event.currentTarget.checked })}
          />
          <Checkbox
            size="xs"
            label="Leave out what has no label"
            checked={choices.dropsUnlabeled}
            onChange={(event) => onChange({ dropsUnlabeled: event.currentTarget.checked })}
          />
          <Checkbox
            size="xs"
            label="Leave out what is tagged “remove”"
            disabled={!meaningful(beside).removed}
            checked={beside.scope === 'clean' || (beside.scope === 'query' && choices.dropsRemoved)}
            onChange={(event) => onChange({ dropsRemoved: event.currentTarget.checked })}
          />
        </div>
      </fieldset>
      <PictureOptions {...props} />
      <TableOptions {...props} />
    </details>
  );
}
