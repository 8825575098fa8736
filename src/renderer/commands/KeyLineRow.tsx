import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconPlus, IconRestore } from '@tabler/icons-react';
import type { Action } from '../actions/action.ts';
import type { KeyLine } from '../actions/key-lines.ts';
import { useKeyBindings } from '../state/key-bindings.ts';
import { isMac } from '../ui/is-mac.ts';
import { Keys } from '../ui/Keys.tsx';
import { type KeyCombo, shownCombo } from '../ui/key-combo.ts';
import styles from './KeysDialog.module.css';
import type { Capture, KeyCapture } from './use-key-capture.ts';

const shown = (combo: KeyCombo): string => shownCombo(combo, isMac());

export interface KeyLineRowProps {
  readonly line: KeyLine;
  readonly keyCapture: KeyCapture;
}

/** An action and its keys, each of which a click changes; a family's are only shown. */
export function KeyLineRow({ line, keyCapture }: KeyLineRowProps) {
  const { action, title } = line;
  const { capture } = keyCapture;
  const isCaptured = action !== null && capture?.action.id === action.id;
  return (
    <li className={styles.line}>
      <span className={styles.does}>{title}</span>
      <span className={styles.keys}>
        {action === null ? (
          <span className={styles.fixed}>
            {line.keys.map((combo) => (
              <Keys key={combo} keys={shown(combo)} />
            ))}
          </span>
        ) : (
          <ChangeableKeys action={action} line={line} keyCapture={keyCapture} />
        )}
      </span>
      {isCaptured ? <Waiting capture={capture} keyCapture={keyCapture} /> : null}
    </li>
  );
}

function ChangeableKeys({ action, line, keyCapture }: KeyLineRowProps & { readonly action: Action }) {
  const reset = useKeyBindings((state) => state.reset);
  // `=` is `+` without Shift.
  const keys = line.keys.includes('+') ? line.keys.filter((key) => key !== '=') : line.keys;
  return (
    <>
      {line.isChanged ? (
        <Tooltip label={`Reset to ${action.keys.map(shown).join(', ') || 'no key'}`}>
          <ActionIcon size={22} aria-label={`Reset: ${line.title}`} onClick={() => reset(action.id)}>
            <IconRestore size={14} />
          </ActionIcon>
        </Tooltip>
      ) : null}
      {keys.map((combo) => (
        <button key={combo} type="button" className={styles.key} onClick={() => keyCapture.start(action, combo)}>
          <Keys keys={shown(combo)} />
          <VisuallyHidden>: change the key of {line.title}</VisuallyHidden>
        </button>
      ))}
      <ActionIcon
        size={22}
        className={keys.length === 0 ? undefined : styles.add}
        aria-label={`Another key: ${line.title}`}
        onClick={() => keyCapture.start(action, null)}
      >
        <IconPlus size={13} />
      </ActionIcon>
    </>
  );
}

/** Until a combination is pressed that is free, or taken from who has it. */
function Waiting({ capture, keyCapture }: { readonly capture: Capture; readonly keyCapture: KeyCapture }) {
  const { pressed, replaced, conflicts } = capture;
  return (
    <span className={styles.waiting} role="status">
      {pressed === null ? (
        <span>{replaced === null ? 'Press the key' : `Press the key for ${shown(replaced)}`}; Esc leaves it.</span>
      ) : (
        <span>
          <Keys keys={shown(pressed)} /> is the key of {conflicts.map(({ title }) => `“${title}”`).join(', ')}.
        </span>
      )}
      <span className={styles.buttons}>
        {pressed === null ? null : (
          <Button size="compact-xs" autoFocus onClick={keyCapture.swap}>
            {replaced === null ? 'Take it' : 'Swap'}
          </Button>
        )}
        {pressed === null && replaced !== null ? (
          <Button size="compact-xs" variant="default" onClick={keyCapture.remove}>
            No key
          </Button>
        ) : null}
        <Button size="compact-xs" variant="default" onClick={keyCapture.cancel}>
          Cancel
        </Button>
      </span>
    </span>
  );
}
