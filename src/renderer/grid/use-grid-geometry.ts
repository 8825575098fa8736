import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { useFoldedGroups } from '../state/folded-groups.ts';
import { setGridGeometry } from '../state/grid-geometry.ts';
import { currentGroup } from '../state/grouping.ts';
import { useQueryStore } from '../state/query-store.ts';
import type { Scroller } from '../ui/scroller.ts';
import { GRID_PADDING, type GridLayout } from './grid-layout.ts';
import { gridMover } from './grid-mover.ts';
import { topToRevealRow } from './place-in-grid.ts';
import type { ShownGrid } from './use-grid-layout.ts';

/** Tells the keys how the grid lies. @param gridNow as last drawn @param finish has drawn what is being laid out */
export function useGridGeometry(
  scroller: Scroller,
  gridNow: { readonly current: ShownGrid },
  layout: GridLayout,
  finish: () => void,
): void {
  useEffect(() => {
    const move = gridMover(layout, () => scroller.viewport);
    setGridGeometry({
      count: layout.count,
      moved: (way, from) => move(way, from >= 0 ? from : startOfChosen(way)),
      groupInView: () => (layout.groups === 0 ? -1 : layout.groupOfRow(layout.rowAt(scroller.top))),
      revealGroup: (group, to) => {
        // What the stores were just told is laid out first.
        flushSync(() => undefined);
        finish();
        const { layout: current } = gridNow.current;
        if (group < 0 || group >= current.groups) return;
        const row = current.headerRow(group);
        const top = Math.max(0, current.rowTop(row) - (group === 0 ? GRID_PADDING : 0));
        scroller.scrollTo(to === 'top' ? top : topToRevealRow(current, row, scroller.top, scroller.viewport));
      },
    });
  }, [scroller, layout, gridNow, finish]);
}

/** Keys go on from the header that was chosen last, where no sample has the focus. */
function startOfChosen(way: string): number {
  const { groups } = useQueryStore.getState();
  if (groups === null || way === 'first' || way === 'last' || useFoldedGroups.getState().current === undefined) return -1;
  return groups.starts[currentGroup(groups)] ?? -1;
}
