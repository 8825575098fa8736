import { ActionIcon, Menu } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { SavedView, ViewCount } from '../../shared/saved-view.ts';
import { deleteView, duplicateView, moveView, openView, renameView, replaceView } from '../state/views.ts';
import { formatCount } from '../ui/format.ts';
import { NameInput } from './NameInput.tsx';
import { useRowDrag } from './use-row-drag.ts';
import styles from './ViewRow.module.css';

export interface ViewRowProps {
  readonly view: SavedView;
  /** All, in their order. */
  readonly views: readonly SavedView[];
  /** Its query is the one that is answered. */
  readonly isShown: boolean;
  /** Absent: not counted yet. */
  readonly count: ViewCount | undefined;
  /** Closes the list of views. */
  readonly onClose: () => void;
}

/** A view: opened by a click, moved by dragging or Alt and arrow keys, renamed in place by F2, deleted by Delete. */
export function ViewRow({ view, views, isShown, count, onClose }: ViewRowProps) {
  const [isNaming, setNaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const place = views.indexOf(view);
  const drag = useRowDrag(row, place, (to) => void moveView(view, to));
  const open = (): void => {
    onClose();
    openView(view);
  };
  const move = (by: number): void => {
    const to = place + by;
    if (to >= 0 && to < views.length) void moveView(view, to).then(() => focusRow(row.current));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step !== 0 && event.altKey) move(step);
    else if (step !== 0) focusRow(step < 0 ? row.current?.previousElementSibling : row.current?.nextElementSibling);
    else if (event.key === 'F2') setNaming(true);
    else if (event.key === 'Delete') void deleteView(view, views);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li
      ref={row}
      className={styles.row}
      data-dropping={drag.side ?? undefined}
      data-shown={isShown || undefined}
      {...drag.target}
    >
      <span className={styles.grip} draggable title="Drag to move (Alt+Up, Alt+Down)" aria-hidden {...drag.handle}>
        <IconGripVertical size={14} />
      </span>
      {isNaming ? (
        <NameInput
          name={view.name}
          onDone={(name) => {
            setNaming(false);
            if (name !== null && name !== view.name) void renameView(view, name);
            requestAnimationFrame(() => focusRow(row.current));
          }}
        />
      ) : (
        <button
          type="button"
          className={styles.open}
          aria-current={isShown || undefined}
          title={view.query === '' ? 'All samples' : view.query}
          onClick={open}
          onDoubleClick={() => setNaming(true)}
          onKeyDown={onKeyDown}
        >
          <span className={styles.name}>{view.name}</span>
          <Count count={count} />
        </button>
      )}
      <RowMenu view={view} views={views} onRename={() => setNaming(true)} />
    </li>
  );
}

function Count({ count }: Pick<ViewRowProps, 'count'>) {
  if (count === undefined) return null;
  const problem = count.problems.join(' ');
  return (
    <span className={styles.count}>
      {problem === '' ? null : (
        <span className={styles.problem} title={problem}>
          <IconAlertTriangle size={13} role="img" aria-label={problem} />
        </span>
      )}
      {count.count === null ? '–' : formatCount(count.count)}
    </span>
  );
}

interface RowMenuProps extends Pick<ViewRowProps, 'view' | 'views'> {
  readonly onRename: () => void;
}

function RowMenu({ view, views, onRename }: RowMenuProps) {
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon size={22} className={styles.more} aria-label={`More of “${view.name}”`}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onRename}>Rename (F2)</Menu.Item>
        <Menu.Item onClick={() => void duplicateView(view, views)}>Duplicate</Menu.Item>
        <Menu.Item onClick={() => void replaceView(view)}>Replace with what is shown</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void deleteView(view, views)}>Delete (Del)</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function focusRow(row: Element | null | undefined): void {
  row?.querySelector<HTMLElement>(`.${styles.open}`)?.focus();
}
