import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core';
import { IconBookmarks } from '@tabler/icons-react';
import { useQueryStore } from '../state/query-store.ts';
import { askForViewName } from '../state/view-naming.ts';
import { refreshViews, useViewCounts, useViews, viewOf } from '../state/views.ts';
import { useViewsMenu } from '../state/views-menu.ts';
import { useWithKey } from '../ui/use-key.ts';
import { ViewRow } from './ViewRow.tsx';
import styles from './ViewsMenu.module.css';

/** The saved views of the dataset, with what each finds now. */
export function ViewsMenu() {
  const { isOpen } = useViewsMenu();
  const label = useWithKey('find.views', 'Saved views');
  const toggle = (opened: boolean): void => {
    if (opened) refreshViews();
    useViewsMenu.setState({ isOpen: opened });
  };
  return (
    <Popover opened={isOpen} onChange={toggle} position="bottom-start" width={320} trapFocus withRoles={false}>
      <Popover.Target>
        <Tooltip label={label} disabled={isOpen}>
          <ActionIcon aria-label="Saved views" aria-expanded={isOpen} aria-haspopup="dialog" onClick={() => toggle(!isOpen)}>
            <IconBookmarks size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu} role="dialog" aria-label="Views">
        {isOpen ? <ViewList onClose={() => toggle(false)} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function ViewList({ onClose }: { readonly onClose: () => void }) {
  const views = useViews();
  const counts = useViewCounts(views);
  const query = useQueryStore((state) => state.query);
  const shown = viewOf(views, query);
  const saveShown = (): void => {
    onClose();
    askForViewName();
  };
  return (
    <>
      <h2 className={styles.title}>Views</h2>
      {views.length === 0 ? (
        <p className={styles.empty}>
          A view keeps a query and how it is looked at, under a name. Ask for something, then save it here or by the star in the
          search box.
        </p>
      ) : (
        <ul className={styles.list} aria-label="Saved views">
          {views.map((view) => (
            <ViewRow
              key={view.id}
              view={view}
              views={views}
              isShown={view === shown}
              count={counts?.find(({ id }) => id === view.id)}
              onClose={onClose}
            />
          ))}
        </ul>
      )}
      <Button variant="default" size="compact-sm" className={styles.save} disabled={shown !== null} onClick={saveShown}>
        {shown === null ? 'Save what is shown…' : 'What is shown is saved'}
      </Button>
    </>
  );
}
