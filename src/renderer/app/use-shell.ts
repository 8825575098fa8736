import { useEffect } from 'react';
import type { MenuCommand } from '../../shared/shell-api.ts';
import { resizeThumbnails, searchFor, selectEverything } from '../actions/grid-commands.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { redo, undo } from '../state/decisions.ts';
import { useUiStore } from '../state/ui-store.ts';
import { shell } from '../ui/shell.ts';

/** Carries out what comes from the desktop app: folders to open, items of its menu. */
export function useShell(): void {
  useEffect(() => {
    const desktop = shell();
    if (desktop === null) return;
    const stops = [
      desktop.onOpenFolder((folder) => void useDatasetStore.getState().open(folder)),
      desktop.onMenuCommand(runCommand),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

const { change, openDialog } = useUiStore.getState();

/** Where no dataset is open, only these make sense. */
const ON_EVERY_SCREEN: readonly MenuCommand[] = ['theme-system', 'theme-light', 'theme-dark', 'show-shortcuts', 'fetch'];

const COMMANDS: Readonly<Record<MenuCommand, () => void>> = {
  'theme-system': () => change({ colorScheme: 'system' }),
  'theme-light': () => change({ colorScheme: 'light' }),
  'theme-dark': () => change({ colorScheme: 'dark' }),
  'show-shortcuts': () => openDialog('shortcuts'),
  fetch: () => openDialog('fetch'),
  export: () => openDialog('export'),
  undo: () => void undo(),
  redo: () => void redo(),
  'select-all': selectEverything,
  find: searchFor,
  'larger-thumbnails': () => resizeThumbnails(1.2),
  'smaller-thumbnails': () => resizeThumbnails(1 / 1.2),
};

function runCommand(command: MenuCommand): void {
  const isOpen = useDatasetStore.getState().dataset !== null;
  if (isOpen || ON_EVERY_SCREEN.includes(command)) COMMANDS[command]();
}
