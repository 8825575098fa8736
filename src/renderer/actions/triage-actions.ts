import { writeNote } from '../state/note-store.ts';
import { UNSURE } from '../state/review-query.ts';
import { tagByKey, toggleTriage } from '../state/triage.ts';
import { showUndecided } from '../state/triage-progress.ts';
import { useTriageStore } from '../state/triage-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Action } from './action.ts';
import { openLarge } from './grid-commands.ts';
import { SAMPLES } from './places.ts';
import { noDecision, readOnly } from './why-not.ts';

const ui = useUiStore.getState;

/** Deciding one sample after the other, and notes. */
export const TRIAGE_ACTIONS: readonly Action[] = [
  {
    id: 'triage.toggle',
    group: 'Decide',
    title: 'Triage: the next comes with each decision',
    words: 'quick mode fast review rate cull',
    keys: ['Q'],
    place: SAMPLES,
    isOnce: true,
    run: toggleTriage,
    whyNot: readOnly,
    isOn: () => useTriageStore.getState().isOn,
  },
  {
    id: 'triage.keep',
    group: 'Triage',
    title: 'Keep, then the next',
    keys: [' '],
    place: 'triage',
    run: () => void tagByKey('keep'),
    whyNot: noDecision,
  },
  {
    id: 'triage.unsure',
    group: 'Triage',
    title: 'Unsure, then the next',
    keys: ['U'],
    place: 'triage',
    run: () => void tagByKey(UNSURE),
    whyNot: noDecision,
  },
  {
    id: 'triage.large',
    group: 'Triage',
    title: 'Open large, or back',
    keys: ['Enter'],
    place: 'triage',
    run: () => (ui().view === 'loupe' ? ui().closeLarge() : openLarge()),
  },
  {
    id: 'triage.rest',
    group: 'Triage',
    title: 'Show what is not decided yet',
    words: 'undecided left remaining',
    keys: [],
    place: 'triage',
    run: showUndecided,
  },
  { id: 'triage.leave', group: 'Triage', title: 'End triage', keys: ['Escape'], place: 'triage', run: toggleTriage },
  {
    id: 'decide.tags',
    group: 'Decide',
    title: 'Colours and keys of tags…',
    words: 'color shortcut number',
    keys: ['Shift+T'],
    run: () => ui().openDialog('tags'),
  },
  {
    id: 'decide.note',
    group: 'Decide',
    title: 'Write a note…',
    words: 'comment remark annotate',
    keys: ['Shift+N'],
    place: SAMPLES,
    isOnce: true,
    run: writeNote,
    whyNot: noDecision,
  },
];
