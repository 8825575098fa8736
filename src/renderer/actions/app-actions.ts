import { chooseFolder } from '../state/choose-folder.ts';
import { type ColorScheme, useUiStore } from '../state/ui-store.ts';
import type { Action } from './action.ts';
import { EVERYWHERE } from './places.ts';

const ui = useUiStore.getState;

function theme(scheme: ColorScheme, title: string): Action {
  return {
    id: `app.theme-${scheme}`,
    group: 'Winnow',
    title,
    words: 'colours scheme appearance mode',
    keys: [],
    place: EVERYWHERE,
    run: () => ui().change({ colorScheme: scheme }),
    isOn: () => ui().colorScheme === scheme,
  };
}

/** What needs no dataset. */
export const APP_ACTIONS: readonly Action[] = [
  {
    id: 'app.commands',
    group: 'Winnow',
    title: 'Commands',
    words: 'palette actions',
    keys: ['Mod+K'],
    place: EVERYWHERE,
    isWhileWriting: true,
    isKeyOnly: true,
    run: () => ui().openDialog('palette'),
  },
  {
    id: 'app.keys',
    group: 'Winnow',
    title: 'These keys',
    words: 'keyboard shortcuts help rebind',
    keys: ['?'],
    place: [...EVERYWHERE, 'compare', 'picked'],
    run: () => ui().openDialog('shortcuts'),
  },
  {
    id: 'app.open-folder',
    group: 'Winnow',
    title: 'Open a folder…',
    words: 'dataset pictures load',
    keys: ['Mod+O'],
    place: EVERYWHERE,
    isOnce: true,
    isWhileWriting: true,
    run: () => void chooseFolder(),
  },
  {
    id: 'app.fetch',
    group: 'Winnow',
    title: 'Download a list of pictures…',
    words: 'fetch urls csv',
    keys: [],
    place: EVERYWHERE,
    run: () => ui().openDialog('fetch'),
  },
  theme('system', 'Theme like the system'),
  theme('light', 'Light theme'),
  theme('dark', 'Dark theme'),
];
