import type { PageAddress } from './page-address.ts';

/** How the browser's history follows a change of the page: a new entry, the same one, or back to the one below. */
export type HistoryStep = 'none' | 'push' | 'replace' | 'back';

export interface HistoryEntry {
  /** What lies below it; null: not known, another page or nothing. */
  readonly below: PageAddress | null;
  /** It was made by typing or dragging, which goes on in it. */
  readonly isDraft: boolean;
}

/**
 * Another query, view, kind of issue, grouping or layout of rows is a step, and so is a sample opened large; moving from sample to
 * sample is none, nor is typing or dragging on. Closing what was opened large goes back.
 * @param isDraft the query is still being typed or dragged
 */
export function historyStep(before: PageAddress, now: PageAddress, entry: HistoryEntry, isDraft: boolean): HistoryStep {
  if (before.dataset !== now.dataset) return 'replace';
  const isQueryOther = before.query !== now.query;
  const isViewOther = !isSameView(before, now);
  if (!isQueryOther && !isViewOther && before.isLarge === now.isLarge) {
    return before.sample === now.sample ? 'none' : 'replace';
  }
  if (before.view === null) return 'replace';
  if (before.isLarge && !now.isLarge && entry.below !== null && isSameScene(entry.below, now)) return 'back';
  const isSameOtherwise = !isViewOther && before.isLarge === now.isLarge;
  return isSameOtherwise && entry.isDraft && isDraft ? 'replace' : 'push';
}

/** The same but for the sample in focus. */
function isSameScene(a: PageAddress, b: PageAddress): boolean {
  return a.dataset === b.dataset && a.query === b.query && a.isLarge === b.isLarge && isSameView(a, b);
}

function isSameView(a: PageAddress, b: PageAddress): boolean {
  return a.view === b.view && a.issue === b.issue && a.groupBy === b.groupBy && a.rowLayout === b.rowLayout;
}
