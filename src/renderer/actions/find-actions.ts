import { lessLikeThese, moreLikeThese } from '../state/similar.ts';
import { askForViewName } from '../state/view-naming.ts';
import { toggleViews } from '../state/views-menu.ts';
import type { Action } from './action.ts';
import { searchFor } from './grid-commands.ts';
import { SAMPLES } from './places.ts';
import { noSamples } from './why-not.ts';

/** What is looked for. */
export const FIND_ACTIONS: readonly Action[] = [
  {
    id: 'find.more-like',
    group: 'Find',
    menus: ['samples'],
    title: 'More like the selected',
    words: 'similar nearest neighbours',
    keys: ['S'],
    place: SAMPLES,
    run: () => moreLikeThese(),
    whyNot: noSamples,
  },
  {
    id: 'find.less-like',
    group: 'Find',
    menus: ['samples'],
    title: 'Less like the selected',
    words: 'dissimilar unlike',
    keys: ['Shift+S'],
    place: SAMPLES,
    run: () => lessLikeThese(),
    whyNot: noSamples,
  },
  { id: 'find.search', group: 'Find', title: 'Search', words: 'query filter', keys: ['/', 'Mod+F'], run: searchFor },
  {
    id: 'find.back',
    group: 'Find',
    title: 'Back to what was shown before',
    words: 'previous query view history',
    keys: ['Alt+ArrowLeft'],
    run: () => history.back(),
  },
  {
    id: 'find.forward',
    group: 'Find',
    title: 'Forward again',
    words: 'next query view history',
    keys: ['Alt+ArrowRight'],
    run: () => history.forward(),
  },
  {
    id: 'find.views',
    group: 'Find',
    title: 'Saved views',
    words: 'workspace query bookmark',
    keys: ['Shift+V'],
    run: toggleViews,
  },
  {
    id: 'find.save-view',
    group: 'Find',
    title: 'Save what is shown as a view…',
    words: 'query bookmark star',
    keys: ['Mod+S'],
    isOnce: true,
    isWhileWriting: true,
    run: askForViewName,
  },
];
