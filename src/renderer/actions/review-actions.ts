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
import { type Action, family } from './action.ts';

type Own = Pick<Action, 'id' | 'title' | 'keys' | 'run'> & Partial<Action>;
const ofReview = (action: Own): Action => ({ group: 'Review', place: 'review', ...action });
const decision = (action: Own): Action => ofReview({ isOnce: true, ...action });

/** The review of label issues: each decision is one key. */
export const REVIEW_ACTIONS: readonly Action[] = [
  {
    id: 'look.review',
    group: 'Look',
    title: 'Review of label issues, or of annotators; or back',
    words: 'suspects wrong labels',
    keys: ['V'],
    place: ['grid', 'loupe', 'groups', 'arranged', 'report', 'confusion', 'review'],
    isOnce: true,
    run: toggleReview,
    isOn: () => useUiStore.getState().view === 'review',
  },
  decision({ id: 'review.keep-label', title: 'The label is right', keys: ['K'], run: keepLabel }),
  decision({
    id: 'review.take-suggestion',
    title: 'Take the suggestion',
    keys: ['Enter', 'Y'],
    run: () => void takeSuggestion(),
  }),
  ...family(
    { title: 'One of the likeliest classes', shown: ['1 – 5'] },
    { group: 'Review', place: 'review', isOnce: true, isKeyOnly: true },
    [...'12345'].map((key) => ({
      id: `review.class-${key}`,
      title: `The likeliest class of place ${key}`,
      keys: [key],
      run: () => void takeClass(Number(key)),
    })),
  ),
  decision({
    id: 'review.label',
    title: 'Another class',
    words: 'label relabel',
    keys: ['L'],
    run: () => useUiStore.getState().openDialog('label'),
  }),
  decision({ id: 'review.unsure', title: 'Unsure: tag “unsure”', keys: ['U'], run: markUnsure }),
  decision({ id: 'review.remove', title: 'Tag “remove”', keys: ['R', 'X', 'Delete'], run: removeShown }),
  ofReview({
    id: 'review.next',
    title: 'The next, undecided',
    keys: ['ArrowRight', 'ArrowDown', ' '],
    run: () => goInReview(1),
  }),
  ofReview({ id: 'review.previous', title: 'The one before', keys: ['ArrowLeft', 'ArrowUp'], run: () => goInReview(-1) }),
  ofReview({ id: 'review.leave', title: 'Back to the grid', keys: ['Escape'], run: toggleReview }),
];
