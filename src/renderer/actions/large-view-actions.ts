import { showNextChannel, toggleHistogram, useChannelStore } from '../state/channels.ts';
import { toggleEvidence, useEvidenceStore } from '../state/evidence.ts';
import { sendToLoupe } from '../state/loupe-commands.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Action } from './action.ts';
import { ZOOMED } from './places.ts';

/** One sample, large; its zoom is that of the comparison and the review, too. */
export const LARGE_VIEW_ACTIONS: readonly Action[] = [
  {
    id: 'large.leave',
    group: 'Large view',
    title: 'Back to where it was opened',
    keys: ['Escape', 'Enter', ' '],
    place: 'loupe',
    run: () => useUiStore.getState().closeLarge(),
  },
  {
    id: 'large.zoom-in',
    group: 'Large view',
    title: 'Zoom in',
    note: 'also by wheel',
    keys: ['+', '='],
    place: ZOOMED,
    run: () => sendToLoupe('zoom-in'),
  },
  {
    id: 'large.zoom-out',
    group: 'Large view',
    title: 'Zoom out',
    keys: ['-'],
    place: ZOOMED,
    run: () => sendToLoupe('zoom-out'),
  },
  {
    id: 'large.zoom-fit',
    group: 'Large view',
    title: 'Whole picture',
    words: 'zoom fit reset',
    keys: ['0'],
    place: ZOOMED,
    run: () => sendToLoupe('zoom-fit'),
  },
  {
    id: 'large.zoom-actual',
    group: 'Large view',
    title: 'Pixel by pixel',
    words: 'zoom 100% actual size 1:1',
    keys: ['Z'],
    place: ZOOMED,
    run: () => sendToLoupe('zoom-actual'),
  },
  {
    id: 'large.evidence',
    group: 'Large view',
    title: 'Evidence of the issue',
    words: 'show why overlay',
    keys: ['E'],
    place: 'loupe',
    menus: ['samples'],
    run: () => toggleEvidence(),
    isOn: () => useEvidenceStore.getState().isShown,
  },
  {
    id: 'large.histogram',
    group: 'Large view',
    title: 'Histogram',
    words: 'levels exposure clipping',
    keys: ['Shift+W'],
    place: 'loupe',
    menus: ['samples'],
    run: () => toggleHistogram(),
    isOn: () => useChannelStore.getState().isHistogramOpen,
  },
  {
    id: 'large.channel',
    group: 'Large view',
    title: 'Next channel',
    note: 'red, green, blue, alpha, luminance',
    words: 'rgb grey',
    keys: ['W'],
    place: 'loupe',
    run: () => showNextChannel(),
  },
];
