import { redo, undo } from '../state/decisions.ts';
import { notIssueByKey, tagByKey } from '../state/triage.ts';
import { useUiStore } from '../state/ui-store.ts';
import { type Action, family } from './action.ts';
import { quickTag } from './grid-commands.ts';
import { SAMPLES, WITH_DATASET } from './places.ts';
import { noDecision, nothingToRedo, nothingToUndo, readOnly } from './why-not.ts';

const ui = useUiStore.getState;
const askForLabel = (): void => ui().openDialog('label');

/** What is decided about the samples selected. */
export const DECIDE_ACTIONS: readonly Action[] = [
  {
    id: 'decide.remove',
    group: 'Decide',
    menus: ['samples'],
    title: 'Tag “remove”, or take it off',
    words: 'delete reject discard',
    keys: ['R', 'X', 'Delete'],
    place: SAMPLES,
    run: () => void tagByKey('remove'),
    whyNot: noDecision,
  },
  {
    id: 'decide.keep',
    group: 'Decide',
    menus: ['samples'],
    title: 'Tag “keep”, or take it off',
    words: 'accept good',
    keys: ['K'],
    place: SAMPLES,
    run: () => void tagByKey('keep'),
    whyNot: noDecision,
  },
  {
    id: 'decide.not-issue',
    group: 'Decide',
    menus: ['samples'],
    title: 'Not an issue of the kind shown',
    words: 'fine dismiss ignore',
    keys: ['N'],
    place: SAMPLES,
    run: notIssueByKey,
    whyNot: () => (ui().issueKind === null ? 'Open a kind of issue first' : noDecision()),
  },
  {
    id: 'decide.tag',
    group: 'Decide',
    menus: ['samples'],
    title: 'Any other tag…',
    words: 'add tag',
    keys: ['T'],
    place: [...SAMPLES, 'groups'],
    run: () => ui().openDialog('tag'),
    whyNot: readOnly,
  },
  {
    id: 'decide.label',
    group: 'Decide',
    menus: ['samples'],
    title: 'Another label',
    words: 'relabel class change correct',
    keys: ['L'],
    place: ['grid', 'loupe', 'triage', 'arranged', 'groups'],
    isOnce: true,
    run: askForLabel,
    whyNot: readOnly,
  },
  {
    id: 'decide.label-on-map',
    group: 'Decide',
    menus: ['samples'],
    title: 'Another label, on the map',
    words: 'relabel class change correct',
    keys: ['Shift+L'],
    place: 'map',
    isOnce: true,
    run: askForLabel,
    whyNot: readOnly,
  },
  ...family(
    { title: 'Tags used before', shown: ['1 – 9'] },
    { group: 'Decide', place: SAMPLES, isKeyOnly: true },
    [...'123456789'].map((key) => ({
      id: `decide.tag-${key}`,
      title: `The tag of number ${key}`,
      keys: [key],
      run: () => quickTag(key),
    })),
  ),
  {
    id: 'decide.undo',
    group: 'Decide',
    title: 'Undo',
    words: 'back revert',
    keys: ['Mod+Z'],
    place: WITH_DATASET,
    run: () => void undo(),
    whyNot: nothingToUndo,
  },
  {
    id: 'decide.redo',
    group: 'Decide',
    title: 'Redo',
    words: 'again',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    place: WITH_DATASET,
    run: () => void redo(),
    whyNot: nothingToRedo,
  },
  {
    id: 'decide.history',
    group: 'Decide',
    title: 'History…',
    words: 'decisions log who when',
    keys: ['H'],
    run: () => ui().openDialog('history'),
  },
];
