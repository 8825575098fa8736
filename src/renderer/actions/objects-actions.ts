import { resizeObjects, toggleObjects } from '../state/objects.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Action } from './action.ts';
import { WITH_DATASET } from './places.ts';

/** Every box as a tile of its own. */
export const OBJECTS_ACTIONS: readonly Action[] = [
  {
    id: 'look.objects',
    group: 'Look',
    title: 'Every box as a tile, or back from it',
    words: 'objects crops annotations detections patches',
    keys: ['Shift+O'],
    place: WITH_DATASET.filter((place) => place !== 'compare' && place !== 'picked'),
    isOnce: true,
    run: toggleObjects,
    isOn: () => useUiStore.getState().view === 'objects',
  },
  {
    id: 'objects.larger',
    group: 'Look',
    title: 'Larger boxes',
    keys: ['+', '='],
    place: 'objects',
    run: () => resizeObjects(1.25),
  },
  {
    id: 'objects.smaller',
    group: 'Look',
    title: 'Smaller boxes',
    keys: ['-'],
    place: 'objects',
    run: () => resizeObjects(1 / 1.25),
  },
  { id: 'objects.leave', group: 'Look', title: 'Back to the samples', keys: ['Escape'], place: 'objects', run: toggleObjects },
];
