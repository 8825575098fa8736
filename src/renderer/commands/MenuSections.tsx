import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { isMac } from '../ui/is-mac.ts';
import { Keys } from '../ui/Keys.tsx';
import { shownCombo } from '../ui/key-combo.ts';
import styles from './MenuSections.module.css';
import type { MenuEntry } from './menu-entries.ts';

export interface MenuSectionsProps {
  readonly sections: readonly (readonly MenuEntry[])[];
  readonly onChoose: (entry: MenuEntry) => void;
  /** The first item that can be chosen has the keys as soon as it is there. */
  readonly takesFocus?: boolean;
}

/** Items of a menu with their keys; one that cannot be done says why. */
export function MenuSections({ sections, onChoose, takesFocus = false }: MenuSectionsProps) {
  const first = takesFocus ? sections.flat().find(({ whyNot }) => whyNot === null) : undefined;
  return sections.map((section, place) => (
    <Fragment key={section[0]?.id}>
      {place === 0 ? null : <Menu.Divider />}
      {section.map((entry) => (
        <Menu.Item
          key={entry.id}
          className={styles.item}
          disabled={entry.whyNot !== null}
          ref={entry === first ? focusAtOnce : undefined}
          // Its own role comes before one that is given.
          {...(entry.isOn === undefined ? {} : { renderRoot: asCheckbox(entry.isOn) })}
          rightSection={<Right entry={entry} />}
          onClick={() => onChoose(entry)}
        >
          {entry.title}
          {entry.isOn === true ? <IconCheck size={13} className={styles.check} aria-hidden /> : null}
        </Menu.Item>
      ))}
    </Fragment>
  ));
}

const focusAtOnce = (item: HTMLElement | null): void => item?.focus({ preventScroll: true });

const asCheckbox = (isOn: boolean) => (props: object) => (
  <button type="button" {...props} role="menuitemcheckbox" aria-checked={isOn} />
);

function Right({ entry: { whyNot, key } }: { readonly entry: MenuEntry }) {
  if (whyNot !== null) return <span className={styles.why}>{whyNot}</span>;
  return key === null ? null : <Keys keys={shownCombo(key, isMac())} />;
}
