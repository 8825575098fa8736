import { Button, Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { keyLines, matchingLines } from '../actions/key-lines.ts';
import { ACTIONS } from '../actions/registry.ts';
import { useKeyBindings } from '../state/key-bindings.ts';
import { useUiStore } from '../state/ui-store.ts';
import { isMac } from '../ui/is-mac.ts';
import { shownCombo } from '../ui/key-combo.ts';
import { KeyLineRow } from './KeyLineRow.tsx';
import styles from './KeysDialog.module.css';
import { useKeyCapture } from './use-key-capture.ts';

/** All the keys, by group, to be looked up and changed: `shortcuts` of the ui store. */
export function KeysDialog() {
  const isOpen = useUiStore((state) => state.dialog === 'shortcuts');
  return isOpen ? <OpenKeysDialog /> : null;
}

function OpenKeysDialog() {
  const [typed, setTyped] = useState('');
  const [areOpen, setOpen] = useState(false);
  const closeDialog = useUiStore((state) => state.closeDialog);
  const chosen = useKeyBindings((state) => state.chosen);
  const reset = useKeyBindings((state) => state.reset);
  const keyCapture = useKeyCapture();
  const lines = matchingLines(keyLines(ACTIONS, chosen, areOpen), typed.trim(), (combo) => shownCombo(combo, isMac()));
  const groups = Map.groupBy(lines, ({ group }) => group);
  return (
    <Modal opened title="Keys" size={900} closeOnEscape={keyCapture.capture === null} onClose={closeDialog}>
      <div className={styles.top}>
        <TextInput
          data-autofocus
          className={styles.search}
          aria-label="Search the keys"
          placeholder="An action, or a key"
          leftSection={<IconSearch size={14} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button variant="default" aria-pressed={areOpen} onClick={() => setOpen(!areOpen)}>
          Every key by itself
        </Button>
        <Button variant="default" disabled={Object.keys(chosen).length === 0} onClick={() => reset()}>
          Reset all
        </Button>
      </div>
      <p className={styles.hint}>A click on a key changes it. What is changed is remembered in this browser.</p>
      <div className={styles.groups}>
        {[...groups].map(([group, own]) => (
          <div key={group} className={styles.group}>
            <h3 className={styles.title}>{group}</h3>
            <ul className={styles.lines}>
              {own.map((line) => (
                <KeyLineRow key={line.id} line={line} keyCapture={keyCapture} />
              ))}
            </ul>
          </div>
        ))}
      </div>
      {lines.length === 0 ? <p role="status">No action and no key is called “{typed.trim()}”.</p> : null}
    </Modal>
  );
}
