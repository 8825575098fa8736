import { Modal, Select } from '@mantine/core';
import { useDatasetStore } from '../state/dataset-store.ts';
import { actionOfTag, keyOfTag, movedQuickTag, QUICK_TAG_KEYS } from '../state/quick-tags.ts';
import { useTagColor } from '../state/tag-colors.ts';
import { useUiStore } from '../state/ui-store.ts';
import { KeyOf } from '../ui/KeyOf.tsx';
import { TAG_COLORS } from '../ui/tag-color.ts';
import { useKey } from '../ui/use-key.ts';
import styles from './TagsDialog.module.css';

const NONE: readonly string[] = [];
const NO_KEY = 'none';
const KEYS = [
  { value: NO_KEY, label: 'No key' },
  ...Array.from({ length: QUICK_TAG_KEYS }, (_, place) => ({ value: String(place + 1), label: String(place + 1) })),
];

/** Each tag's colour and the number key that gives it: `tags` of the ui store. */
export function TagsDialog() {
  const isOpen = useUiStore((state) => state.dialog === 'tags');
  const closeDialog = useUiStore((state) => state.closeDialog);
  return (
    <Modal opened={isOpen} title="Tags: colours and keys" size={520} onClose={closeDialog}>
      <Tags />
    </Modal>
  );
}

function Tags() {
  const known = useDatasetStore((state) => state.dataset?.tags) ?? NONE;
  const quickTags = useUiStore((state) => state.quickTags);
  const key = useKey('decide.tag');
  const other = key === null ? '' : `; ${key} gives any other`;
  const tags = [...new Set(['remove', 'keep', ...quickTags.filter((tag) => tag !== null), ...known])];
  return (
    <>
      <ul className={styles.tags}>
        {tags.map((tag) => (
          <TagLine key={tag} tag={tag} />
        ))}
      </ul>
      <p className={styles.hint}>{`Tags that samples have are listed here${other}.`}</p>
    </>
  );
}

function TagLine({ tag }: { readonly tag: string }) {
  const quickTags = useUiStore((state) => state.quickTags);
  const tagColors = useUiStore((state) => state.tagColors);
  const change = useUiStore((state) => state.change);
  const color = useTagColor()(tag);
  const key = keyOfTag(quickTags, tag);
  const isLettered = key === 'R' || key === 'K';
  return (
    <li className={styles.line}>
      <span className={styles.name} style={{ backgroundColor: color }}>
        {tag}
      </span>
      {isLettered ? null : (
        <fieldset className={styles.colors} aria-label={`Colour of ${tag}`}>
          {TAG_COLORS.map((each, place) => (
            <button
              key={each}
              type="button"
              className={styles.color}
              style={{ backgroundColor: each }}
              aria-label={`Colour ${place + 1}`}
              aria-pressed={each === color}
              onClick={() => change({ tagColors: { ...tagColors, [tag]: each } })}
            />
          ))}
        </fieldset>
      )}
      {isLettered ? (
        <KeyOf action={actionOfTag(quickTags, tag) ?? ''} className={styles.letter} />
      ) : (
        <Select
          className={styles.key}
          size="xs"
          aria-label={`Key of ${tag}`}
          allowDeselect={false}
          data={KEYS}
          value={key ?? NO_KEY}
          onChange={(chosen) =>
            change({ quickTags: movedQuickTag(quickTags, tag, chosen === NO_KEY || chosen === null ? null : Number(chosen) - 1) })
          }
        />
      )}
    </li>
  );
}
