import { type GroupBy, isGroupBy } from '../../shared/group-by.ts';
import { isGroupKind } from '../../shared/issue.ts';
import type { ViewLayout } from '../../shared/saved-view.ts';
import { isShownView, type ShownView, shownView } from './shown-view.ts';
import { type Settings, type UiState, validSettings } from './ui-store.ts';

/** Settings that say how samples are looked at: a saved view has its own. */
export const VIEW_SETTINGS = [
  'thumbnailSize',
  'rowLayout',
  'tileFit',
  'tileCaptions',
  'tileFields',
  'areTagsShown',
  'areIssuesShown',
  'areBoxesShown',
  'mapColorBy',
  'mapOutside',
  'hasMapLabels',
] as const satisfies readonly (keyof Settings)[];

/** How the page is looked at, as a saved view keeps it. */
export function layoutOf(state: UiState, groupBy: GroupBy | null): ViewLayout {
  const settings = Object.fromEntries(VIEW_SETTINGS.map((name) => [name, state[name]]));
  return { shows: shownView(state), issue: state.issueKind, settings, groupBy };
}

/** What a layout asks for and this page can do. Groups that are of no kind are shown in the grid. */
export function readLayout({ shows, issue, settings, groupBy }: ViewLayout): {
  readonly view: ShownView;
  /** Undefined: nothing is said of it, or nothing this page knows. */
  readonly groupBy: GroupBy | null | undefined;
  readonly settings: Partial<Settings>;
} {
  const known = isShownView(shows) ? shows : 'grid';
  const view = known === 'groups' && (issue === null || !isGroupKind(issue)) ? 'grid' : known;
  const own = Object.fromEntries(VIEW_SETTINGS.map((name) => [name, settings[name]]));
  const by = groupBy == null || isGroupBy(groupBy) ? groupBy : undefined;
  return { view, groupBy: by, settings: validSettings(own) };
}
