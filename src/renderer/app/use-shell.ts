import { useEffect } from 'react';
import { isFor } from '../actions/action.ts';
import { currentPlace } from '../actions/current-place.ts';
import { ACTIONS } from '../actions/registry.ts';
import { shellMenus } from '../commands/shell-menus.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useKeyBindings } from '../state/key-bindings.ts';
import { useUiStore } from '../state/ui-store.ts';
import { shell } from '../ui/shell.ts';

/** Carries out what comes from the desktop app, folders to open and items of its menus, and keeps those menus up to date. */
export function useShell(): void {
  useEffect(() => {
    const desktop = shell();
    if (desktop === null) return;
    let shown = '';
    const showMenus = (): void => {
      const menus = shellMenus(ACTIONS, currentPlace(), useKeyBindings.getState().chosen);
      const text = JSON.stringify(menus);
      if (text !== shown) desktop.setMenus(menus);
      shown = text;
    };
    showMenus();
    const stops = [
      desktop.onOpenFolder((folder) => void useDatasetStore.getState().open(folder)),
      desktop.onMenuCommand(runAction),
      ...[useUiStore, useDatasetStore, useKeyBindings].map((store) => store.subscribe(showMenus)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

function runAction(id: string): void {
  const action = ACTIONS.find((candidate) => candidate.id === id);
  if (action !== undefined && isFor(action, currentPlace())) action.run();
}
