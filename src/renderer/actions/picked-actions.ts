import { closePicked, focusPicked, MOST_PICKED, stepPicked, togglePickedDifference, togglePickedTag } from '../state/picked.ts';
import { type Action, family } from './action.ts';

const ofPicked = (action: Pick<Action, 'id' | 'title' | 'keys' | 'run'> & Partial<Action>): Action => ({
  group: 'Compare the selected',
  place: 'picked',
  isOnce: true,
  ...action,
});

/** The dialog that compares two to four samples of any view. */
export const PICKED_ACTIONS: readonly Action[] = [
  ofPicked({ id: 'picked.previous', title: 'The sample before', keys: ['ArrowLeft', 'ArrowUp'], run: () => stepPicked(-1) }),
  ofPicked({ id: 'picked.next', title: 'The sample after', keys: ['ArrowRight', 'ArrowDown'], run: () => stepPicked(1) }),
  ...family(
    { title: 'Focus the first to fourth sample', shown: ['1', '4'] },
    { group: 'Compare the selected', place: 'picked', isKeyOnly: true },
    Array.from({ length: MOST_PICKED }, (_, place) => ({
      id: `picked.focus-${place + 1}`,
      title: `Focus sample ${place + 1}`,
      keys: [`${place + 1}`],
      run: () => focusPicked(place),
    })),
  ),
  ofPicked({
    id: 'picked.remove',
    title: 'Remove the sample, or not',
    keys: ['R', 'X'],
    run: () => void togglePickedTag('remove'),
  }),
  ofPicked({ id: 'picked.keep', title: 'Keep the sample, or not', keys: ['K'], run: () => void togglePickedTag('keep') }),
  ofPicked({ id: 'picked.difference', title: 'Pixel difference from the first', keys: ['D'], run: togglePickedDifference }),
  ofPicked({ id: 'picked.leave', title: 'Back from comparing', keys: ['Escape', 'Shift+C'], run: closePicked }),
];
