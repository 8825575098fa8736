import { lessLikeThese, moreLikeThese } from '../state/similar.ts';
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
];
