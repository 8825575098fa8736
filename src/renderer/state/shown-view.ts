import type { UiState, View } from './ui-store.ts';

/** What can be opened by itself: a sample is shown large over one of these. */
const SHOWN = ['grid', 'groups', 'report', 'map', 'arranged', 'confusion', 'review', 'skew', 'objects'] as const satisfies readonly View[];
export type ShownView = (typeof SHOWN)[number];
export const isShownView = (name: string): name is ShownView => (SHOWN as readonly string[]).includes(name);

/** What is shown now, behind a sample that is large. */
export function shownView({ view, viewBehind }: Pick<UiState, 'view' | 'viewBehind'>): ShownView {
  return view === 'loupe' ? viewBehind : view;
}
