import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { SavedView } from '../../shared/saved-view.ts';
import { useQueryStore } from '../state/query-store.ts';
import { nameFor } from '../state/view-names.ts';
import { askForViewName, useViewNaming } from '../state/view-naming.ts';
import { deleteView, replaceView, saveView, useViews, viewOf } from '../state/views.ts';
import { useWithKey } from '../ui/use-key.ts';
import styles from './SaveStar.module.css';

/** Saves what is shown as a view; filled where a view asks for just that, which it then deletes. */
export function SaveStar() {
  const query = useQueryStore((state) => state.query);
  const views = useViews();
  const { isOpen } = useViewNaming();
  const saved = viewOf(views, query);
  const close = (): void => useViewNaming.setState({ isOpen: false });
  const saveLabel = useWithKey('find.save-view', 'Save as a view');
  const label = saved === null ? saveLabel : `Saved as “${saved.name}”; delete it`;
  return (
    <Popover opened={isOpen} onChange={(opened) => useViewNaming.setState({ isOpen: opened })} position="bottom-end" trapFocus>
      <Popover.Target>
        <Tooltip label={label} disabled={isOpen}>
          <ActionIcon
            size={24}
            className={saved === null ? undefined : styles.saved}
            aria-label={saved === null ? 'Save as a view' : label}
            onClick={() => (saved === null || isOpen ? (isOpen ? close() : askForViewName()) : void deleteView(saved, views))}
          >
            {saved === null ? <IconStar size={15} /> : <IconStarFilled size={15} />}
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.form} aria-label="Save as a view">
        {isOpen ? <NameForm views={views} onDone={close} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}

/** @param onDone it was saved, or something else was said of it */
function NameForm({ views, onDone }: { readonly views: readonly SavedView[]; readonly onDone: () => void }) {
  const query = useQueryStore((state) => state.query);
  const [name, setName] = useState(() =>
    nameFor(
      query,
      views.map((view) => view.name),
    ),
  );
  const taken = views.find((view) => view.name === name.trim()) ?? null;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return;
    if (taken === null) await saveView(name.trim());
    else await replaceView(taken);
    onDone();
  };
  return (
    <form className={styles.fields} onSubmit={(event) => void submit(event)}>
      <TextInput
        className={styles.name}
        aria-label="Name of the view"
        maxLength={100}
        value={name}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {taken === null ? 'Save' : 'Replace'}
      </Button>
    </form>
  );
}
