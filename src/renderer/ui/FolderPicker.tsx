import { ActionIcon, Button, Loader, Modal, TextInput, Tooltip } from '@mantine/core';
import { IconArrowUp, IconFolder, IconHome } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { api } from '../state/api.ts';
import { asWinnowError } from '../state/http.ts';
import styles from './FolderPicker.module.css';
import { baseName, splitTypedPath, withSlash } from './folder-path.ts';
import { formatNoun } from './format.ts';
import { Problem } from './Problem.tsx';

export interface FolderPickerProps {
  readonly title: string;
  /** What choosing does, for the button: `Open`. */
  readonly verb: string;
  /** Null: the user's home folder. */
  readonly startAt: string | null;
  readonly onPick: (folder: string) => void;
  readonly onClose: () => void;
}

/** A folder of the engine's machine, by typing or by clicking: what the system's dialog is in the desktop app. */
export function FolderPicker({ title, verb, startAt, onPick, onClose }: FolderPickerProps) {
  const [typed, setTyped] = useState(startAt === null ? null : withSlash(startAt));
  const [active, setActive] = useState(-1);
  const wanted = typed === null ? null : splitTypedPath(typed).folder;
  const { data, error, isFetching } = useQuery({
    queryKey: ['folders', wanted],
    queryFn: ({ signal }) => api.folders(wanted === '' ? '/' : wanted, signal),
    placeholderData: keepPreviousData,
    staleTime: 2000,
  });
  const text = typed ?? (data === undefined ? '' : withSlash(data.path));
  const { prefix } = splitTypedPath(text);
  const folders = (data?.folders ?? []).filter(({ name }) => name.toLowerCase().startsWith(prefix.toLowerCase()));
  const chosen = prefix === '' && data !== undefined ? data.path : text;

  const goTo = (path: string): void => {
    setTyped(withSlash(path));
    setActive(-1);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const entry = folders[Math.max(active, 0)];
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, folders.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, -1));
    else if (event.key === 'Tab' && !event.shiftKey && prefix !== '' && entry !== undefined) goTo(entry.path);
    else if (event.key === 'Enter' && active >= 0 && entry !== undefined) goTo(entry.path);
    else if (event.key === 'Enter') onPick(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <Modal opened title={title} size={560} onClose={onClose}>
      <div className={styles.path}>
        <TextInput
          className={styles.field}
          aria-label="Path of the folder"
          data-autofocus
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
          rightSection={isFetching ? <Loader /> : null}
        />
        <Tooltip label="Parent folder">
          <ActionIcon
            aria-label="Parent folder"
            disabled={data === undefined || data.parent === null}
            onClick={() => data?.parent && goTo(data.parent)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Home folder">
          <ActionIcon aria-label="Home folder" onClick={() => setTyped(null)}>
            <IconHome size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {error === null ? (
        <FolderList folders={folders} active={active} prefix={prefix} onOpen={goTo} />
      ) : (
        <Problem message={asWinnowError(error).message} />
      )}
      <div className={styles.foot}>
        <span className={styles.count}>
          {error === null && prefix === '' && data !== undefined ? countText(data.images) : ''}
        </span>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={chosen === '' || error !== null} onClick={() => onPick(chosen)}>
          {`${verb} “${baseName(chosen)}”`}
        </Button>
      </div>
    </Modal>
  );
}

function countText(images: number): string {
  return images === 0
    ? 'No images directly in this folder; those in folders below count too'
    : `${formatNoun(images, 'image')} directly in this folder`;
}

interface FolderListProps {
  readonly folders: readonly { readonly name: string; readonly path: string }[];
  readonly active: number;
  readonly prefix: string;
  readonly onOpen: (path: string) => void;
}

function FolderList({ folders, active, prefix, onOpen }: FolderListProps) {
  if (folders.length === 0) {
    return (
      <div className={styles.empty}>{prefix === '' ? 'No folders in here.' : `No folder here starts with “${prefix}”.`}</div>
    );
  }
  return (
    <ul className={styles.list} aria-label="Folders">
      {folders.map(({ name, path }, index) => (
        <li key={path}>
          <button
            type="button"
            tabIndex={-1}
            className={styles.folder}
            data-active={index === active || undefined}
            ref={index === active ? scrollIntoView : null}
            onClick={() => onOpen(path)}
          >
            <IconFolder size={16} aria-hidden />
            <span className={styles.name}>{name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
