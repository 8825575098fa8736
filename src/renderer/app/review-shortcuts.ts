import {
  goInReview,
  keepLabel,
  markUnsure,
  removeShown,
  takeClass,
  takeSuggestion,
  toggleReview,
} from '../state/review-actions.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Shortcut } from './shortcut.ts';

/** Keys of the review of label issues: each decision is one of them. */
export const REVIEW_SHORTCUTS: readonly Shortcut[] = [
  {
    group: 'Look',
    keys: ['V'],
    does: 'Review of label issues, or of annotators; or back',
    view: ['grid', 'loupe', 'groups', 'arranged', 'report', 'confusion', 'review'],
    isOnce: true,
    run: toggleReview,
  },
  { group: 'Review', keys: ['K'], does: 'The label is right', view: 'review', isOnce: true, run: keepLabel },
  {
    group: 'Review',
    keys: ['Enter', 'Y'],
    does: 'Take the suggestion',
    view: 'review',
    isOnce: true,
    run: () => void takeSuggestion(),
  },
  {
    group: 'Review',
    keys: [...'12345'],
    shown: ['1 – 5'],
    does: 'One of the likeliest classes',
    view: 'review',
    isOnce: true,
    run: (key) => void takeClass(Number(key)),
  },
  {
    group: 'Review',
    keys: ['L'],
    does: 'Another class',
    view: 'review',
    isOnce: true,
    run: () => useUiStore.getState().openDialog('label'),
  },
  { group: 'Review', keys: ['U'], does: 'Unsure: tag “unsure”', view: 'review', isOnce: true, run: markUnsure },
  { group: 'Review', keys: ['R', 'X', 'Delete'], does: 'Tag “remove”', view: 'review', isOnce: true, run: removeShown },
  {
    group: 'Review',
    keys: ['ArrowRight', 'ArrowDown', ' '],
    does: 'The next, undecided',
    view: 'review',
    run: () => goInReview(1),
  },
  { group: 'Review', keys: ['ArrowLeft', 'ArrowUp'], does: 'The one before', view: 'review', run: () => goInReview(-1) },
  { group: 'Review', keys: ['Escape'], does: 'Back to the grid', view: 'review', run: toggleReview },
];
