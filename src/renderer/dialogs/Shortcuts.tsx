import { Modal } from '@mantine/core';
import { useUiStore } from '../state/ui-store.ts';
import { Keys } from '../ui/Keys.tsx';
import styles from './Shortcuts.module.css';

export interface ShortcutLine {
  readonly group: string;
  /** One entry per alternative, as it is printed: `Ctrl+Z`. */
  readonly keys: readonly string[];
  readonly does: string;
}

/** All the keys, by group: `shortcuts` of the ui store. */
export function Shortcuts({ shortcuts }: { readonly shortcuts: readonly ShortcutLine[] }) {
  const isOpen = useUiStore((state) => state.dialog === 'shortcuts');
  const closeDialog = useUiStore((state) => state.closeDialog);
  const groups = Map.groupBy(shortcuts, ({ group }) => group);
  return (
    <Modal opened={isOpen} title="Keys" size={860} onClose={closeDialog}>
      <div className={styles.groups} data-autofocus tabIndex={-1}>
        {[...groups].map(([group, lines]) => (
          <section key={group} className={styles.group}>
            <h3 className={styles.title}>{group}</h3>
            <dl className={styles.lines}>
              {lines.map(({ keys, does }) => (
                <div key={`${keys[0]}${does}`} className={styles.line}>
                  <dt className={styles.does}>{does}</dt>
                  <dd className={styles.keys}>
                    {shownKeys(keys).map((combo) => (
                      <Keys key={combo} keys={combo} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

/** More than three alternatives are a span, as 1 to 9 are. */
function shownKeys(keys: readonly string[]): readonly string[] {
  const [first, last] = [keys[0], keys.at(-1)];
  return keys.length <= 3 || first === undefined || last === undefined ? keys : [first, '…', last];
}
