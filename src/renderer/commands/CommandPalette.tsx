import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { rememberAction } from '../state/recent-actions.ts';
import { useUiStore } from '../state/ui-store.ts';
import styles from './CommandPalette.module.css';
import { PaletteRow } from './PaletteRow.tsx';
import type { PaletteItem } from './palette-item.ts';
import { usePaletteItems } from './use-palette-items.ts';

/** Rows a page key passes. */
const PAGE = 8;

/** Finds and does whatever there is to do, and goes anywhere: `palette` of the ui store. */
export function CommandPalette() {
  const isOpen = useUiStore((state) => state.dialog === 'palette');
  return isOpen ? <Palette /> : null;
}

function Palette() {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [opener] = useState(() => document.activeElement);
  const closeDialog = useUiStore((state) => state.closeDialog);
  const ranked = usePaletteItems(typed);
  const listId = useId();
  const marked = Math.min(active, ranked.length - 1);

  // The focus is back where it was before anything is done: what is done may move it.
  const close = (): void => {
    closeDialog();
    if (opener instanceof HTMLElement) opener.focus();
  };
  const choose = ({ id, whyNot, isForgotten, run }: PaletteItem): void => {
    if (whyNot !== null) return;
    if (isForgotten !== true) rememberAction(id);
    close();
    run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const last = ranked.length - 1;
    const item = ranked[marked]?.item;
    if (event.key === 'ArrowDown') setActive(marked === last ? 0 : marked + 1);
    else if (event.key === 'ArrowUp') setActive(marked <= 0 ? last : marked - 1);
    else if (event.key === 'PageDown') setActive(Math.min(marked + PAGE, last));
    else if (event.key === 'PageUp') setActive(Math.max(marked - PAGE, 0));
    else if (event.key === 'Enter' && item !== undefined) choose(item);
    else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) close();
    else return;
    event.preventDefault();
  };

  return (
    // In its parts, since it has a name and no title.
    <Modal.Root
      opened
      returnFocus={false}
      // The page does not scroll: to lock it would lay it all out again.
      lockScroll={false}
      size={600}
      yOffset="12vh"
      centered={false}
      transitionProps={{ duration: 0 }}
      onClose={close}
    >
      <Modal.Overlay backgroundOpacity={0.6} />
      <Modal.Content aria-label="Commands" radius="lg">
        <div className={styles.field}>
          <IconSearch size={16} aria-hidden />
          <input
            data-autofocus
            className={styles.input}
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={marked < 0 ? undefined : `${listId}-${marked}`}
            aria-autocomplete="list"
            aria-label="Command"
            autoComplete="off"
            spellCheck={false}
            placeholder="Do, or go to: a command, class, tag, file, sample number"
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className={styles.rows} id={listId} role="listbox" aria-label="Commands">
          {ranked.map((one, place) => (
            <PaletteRow
              key={one.item.id}
              id={`${listId}-${place}`}
              ranked={one}
              isMarked={place === marked}
              onMark={() => setActive(place)}
              onChoose={() => choose(one.item)}
            />
          ))}
        </div>
        {ranked.length === 0 ? (
          <p className={styles.nothing} role="status">
            Nothing is called “{typed.trim()}”.
          </p>
        ) : null}
      </Modal.Content>
    </Modal.Root>
  );
}
