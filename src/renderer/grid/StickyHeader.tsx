import { useLayoutEffect, useReducer, useRef } from 'react';
import type { SampleGroups } from '../state/sample-groups.ts';
import type { Scroller } from '../ui/scroller.ts';
import styles from './GroupHeader.module.css';
import { GroupHeader } from './GroupHeader.tsx';
import type { GridLayout } from './grid-layout.ts';
import { stickyGroup } from './sticky-group.ts';

export interface StickyHeaderProps {
  readonly scroller: Scroller;
  readonly layout: GridLayout;
  readonly groups: SampleGroups;
  readonly ids: Uint32Array;
}

/** The header of the group that the view is in, once its own has left the view. Moved outside of React. */
export function StickyHeader({ scroller, layout, groups, ids }: StickyHeaderProps) {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const bar = useRef<HTMLDivElement>(null);
  const shown = stickyGroup(layout, scroller.top)?.group ?? -1;
  const drawn = useRef(shown);
  drawn.current = shown;
  const push = (top: number): number => {
    const sticky = stickyGroup(layout, top);
    if (bar.current !== null) bar.current.style.transform = `translateY(${-(sticky?.pushedBy ?? 0)}px)`;
    return sticky?.group ?? -1;
  };
  const pushNow = useRef(push);
  pushNow.current = push;
  // Every time: a header that was just made is where the one before was.
  useLayoutEffect(() => void push(scroller.top));
  useLayoutEffect(
    () =>
      scroller.observe((top) => {
        if (pushNow.current(top) !== drawn.current) drawAgain();
      }),
    [scroller],
  );
  if (shown < 0 || shown >= groups.count) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, see Grid.tsx
    <div className={styles.sticky} role="row" aria-rowindex={layout.headerRow(shown) + 1}>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid is no table */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, see Grid.tsx */}
      <div ref={bar} className={styles.bar} role="gridcell" aria-colindex={1} aria-colspan={layout.columns}>
        <GroupHeader groups={groups} group={shown} ids={ids} />
      </div>
    </div>
  );
}
