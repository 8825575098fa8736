import { ActionIcon, Button, Checkbox, Modal, TextInput, Tooltip } from '@mantine/core';
import { IconAdjustments, IconPin, IconPinFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { formatNoun } from '../ui/format.ts';
import { AS_FIRST, isShown, withPinned, withShown } from './arrangement.ts';
import { useArrangement } from './arrangement-store.ts';
import styles from './FieldsManager.module.css';
import { foundSections } from './found-sections.ts';
import { GROUP_TITLES, GROUPS, type Section, sectionsOf } from './sections.ts';
import { useFields } from './use-facets.ts';

/** Opens the list of all fields, to show, hide and pin them. */
export function FieldsButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Tooltip label="Choose fields">
        <ActionIcon size={26} aria-label="Fields…" onClick={() => setOpen(true)}>
          <IconAdjustments size={16} />
        </ActionIcon>
      </Tooltip>
      <Modal opened={isOpen} title="Fields" size={480} onClose={() => setOpen(false)}>
        <FieldsManager />
      </Modal>
    </>
  );
}

function FieldsManager() {
  const sections = sectionsOf(useFields() ?? []);
  const [search, setSearch] = useState('');
  const change = useArrangement((state) => state.change);
  const arrangement = useArrangement((state) => state.arrangement);
  const { found, left } = foundSections(sections, search);
  const showAll = (isNowShown: boolean): void =>
    change((before) => found.reduce((arranged, { name }) => withShown(arranged, name, isNowShown), before));
  return (
    <>
      <TextInput
        data-autofocus
        placeholder="Find a field"
        aria-label="Find a field"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={styles.tools}>
        <Button size="compact-xs" variant="subtle" onClick={() => showAll(true)}>
          Show these
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={() => showAll(false)}>
          Hide these
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          ml="auto"
          disabled={JSON.stringify(arrangement) === JSON.stringify(AS_FIRST)}
          onClick={() => change(() => AS_FIRST)}
        >
          Reset the sidebar
        </Button>
      </div>
      <div className={styles.list}>
        {GROUPS.map((group) => (
          <FieldsOfGroup key={group} title={GROUP_TITLES[group]} sections={found.filter((section) => section.group === group)} />
        ))}
        {found.length === 0 ? <p className={styles.note}>No field of that name</p> : null}
        {left === 0 ? null : <p className={styles.note}>{formatNoun(left, 'more field')}: type to find them.</p>}
      </div>
    </>
  );
}

function FieldsOfGroup({ title, sections }: { readonly title: string; readonly sections: readonly Section[] }) {
  if (sections.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={styles.group}>{title}</h3>
      {sections.map((section) => (
        <FieldLine key={section.name} section={section} />
      ))}
    </section>
  );
}

function FieldLine({ section }: { readonly section: Section }) {
  const { name, title } = section;
  const arrangement = useArrangement((state) => state.arrangement);
  const change = useArrangement((state) => state.change);
  const isPinned = arrangement.pinned.includes(name);
  const pin = isPinned ? 'Unpin' : 'Pin to the top';
  return (
    <div className={styles.line}>
      <Checkbox
        size="xs"
        className={styles.box}
        label={title}
        checked={isShown(section, arrangement)}
        onChange={(event) => {
          const isNowShown = event.currentTarget.checked;
          change((before) => withShown(before, name, isNowShown));
        }}
      />
      {section.kind === 'text' || section.kind === 'number' ? <code className={styles.name}>{name}</code> : null}
      <Tooltip label={pin}>
        <ActionIcon
          size={22}
          aria-label={`${pin}: ${title}`}
          aria-pressed={isPinned}
          className={styles.pin}
          onClick={() => change((before) => withPinned(before, name, !isPinned))}
        >
          {isPinned ? <IconPinFilled size={14} /> : <IconPin size={14} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
