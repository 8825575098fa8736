import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { tagTargets } from '../state/decisions.ts';
import { actionOfTag } from '../state/quick-tags.ts';
import { useTagColor } from '../state/tag-colors.ts';
import { useTile } from '../state/tiles.ts';
import { useUiStore } from '../state/ui-store.ts';
import { KeyOf } from '../ui/KeyOf.tsx';
import { KeyTooltip } from '../ui/KeyTooltip.tsx';
import styles from './TagRow.module.css';

/** A sample's tags: each can be taken off, others put on; with the key that does it. */
export function TagRow({ id }: { readonly id: number }) {
  const tile = useTile(id);
  const quickTags = useUiStore((state) => state.quickTags);
  const openDialog = useUiStore((state) => state.openDialog);
  const colorOf = useTagColor();
  const tags = tile?.tags ?? [];
  const offered = ['keep', 'remove', ...quickTags.filter((tag) => tag !== null)].filter((tag) => !tags.includes(tag));
  const change = (tag: string, on: boolean) => () => void tagTargets(tag, on, Uint32Array.of(id));
  return (
    <div className={styles.row}>
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          className={styles.tag}
          style={{ backgroundColor: colorOf(tag) }}
          onClick={change(tag, false)}
          aria-label={`Untag ${tag}`}
        >
          {tag}
          <IconX size={12} aria-hidden />
        </button>
      ))}
      {offered.map((tag) => (
        <button key={tag} type="button" className={styles.offer} onClick={change(tag, true)}>
          {tag}
          <KeyOf action={actionOfTag(quickTags, tag) ?? ''} />
        </button>
      ))}
      <KeyTooltip action="decide.tag" label="Another tag">
        <ActionIcon size={22} aria-label="Add a tag" onClick={() => openDialog('tag')}>
          <IconPlus size={14} />
        </ActionIcon>
      </KeyTooltip>
    </div>
  );
}
