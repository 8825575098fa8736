import { type MouseEvent, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react';
import { focusedMember } from '../state/group-focus.ts';
import { setGroupGeometry } from '../state/group-geometry.ts';
import { useGroupsStore } from '../state/groups.ts';
import { useUiStore } from '../state/ui-store.ts';
import { Scroller } from '../ui/scroller.ts';
import { useElementSize } from '../ui/use-element-size.ts';
import { GroupRow, memberElementId } from './GroupRow.tsx';
import styles from './GroupsList.module.css';
import { type GroupsLayout, groupsLayout, lineAt, placeInLine, topToReveal } from './group-layout.ts';
import { useGroupsInPlace } from './use-groups-in-place.ts';

/** Pictures are shown at these sizes whatever the grid's are. */
const SIZES = { min: 112, max: 320 } as const;

/** All groups, one below the other. Only those near the view exist in the page; scrolling is `Scroller`'s. */
export function GroupsList() {
  const list = useGroupsStore((state) => state.list);
  const focus = useGroupsStore((state) => state.focus);
  const want = useGroupsStore((state) => state.want);
  const unfolded = useGroupsStore((state) => state.unfolded);
  useUiStore((state) => state.keepRules);
  const wantedSize = useUiStore((state) => Math.min(SIZES.max, Math.max(SIZES.min, state.thumbnailSize)));
  const [isFast, setFast] = useState(false);
  const [scroller] = useState(() => new Scroller((pace) => setFast(pace === 'fast')));
  const view = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(view);
  const layout = useMemo(() => groupsLayout(list, unfolded, width, wantedSize), [list, unfolded, width, wantedSize]);
  const layoutNow = useRef(layout);
  layoutNow.current = layout;

  useLayoutEffect(() => (view.current === null ? undefined : scroller.attach(view.current)), [scroller]);
  const { first, last } = useRange(scroller, layout, height);
  useGroupsInPlace(scroller, layout, list, height);
  useRevealFocus(scroller, layoutNow);
  useEffect(() => {
    if (!isFast && width > 0) want(first, last);
  }, [first, last, isFast, width, want]);
  useEffect(() => view.current?.focus(), []);

  const rows = useRef<HTMLDivElement>(null);
  const start = layout.tops[first] ?? 0;
  const place = (): void => {
    if (rows.current !== null) rows.current.style.top = `${start - scroller.shift}px`;
  };
  // Every time: the shift changes outside of React.
  useLayoutEffect(place);
  useLayoutEffect(() => scroller.onShift(place));

  const focused = focusedMember();
  const places = list.total === 0 || width === 0 ? [] : Array.from({ length: last - first + 1 }, (_, k) => first + k);
  useEffect(
    () => setGroupGeometry((from, lines, column) => placeInLine(layout, from, lines, (layout.lefts[from] ?? 0) + column)),
    [layout],
  );
  return (
    // The one focusable element; the focused member is named by aria-activedescendant, so that focus outlives its row.
    // biome-ignore lint/a11y/useSemanticElements: a virtual list of rows is no table
    <div
      ref={view}
      className={styles.view}
      role="grid"
      aria-label="Duplicate groups, worst first"
      aria-rowcount={list.total}
      aria-activedescendant={focused === null ? undefined : memberElementId(focused.id)}
      tabIndex={0}
      onMouseDown={keepFocus}
    >
      <div className={styles.content} style={{ height: scroller.domHeight(layout.height) }}>
        <div ref={rows} className={styles.rows}>
          {places.map((at) => (
            <GroupRow
              key={list.slots.get(at)?.group.id ?? `place ${at}`}
              place={at}
              slot={list.slots.get(at) ?? null}
              offset={start}
              layout={layout}
              unfolded={unfolded.get(list.slots.get(at)?.group.id ?? 0)}
              focusedMember={at === focus.place ? (focused?.id ?? null) : null}
              isFocused={at === focus.place}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** First and last group in view, and a line more at each end. */
function useRange(scroller: Scroller, layout: GroupsLayout, height: number) {
  const [, render] = useReducer((count: number) => count + 1, 0);
  const range = rangeAt(layout, scroller.top, height);
  const shown = useRef({ range, layout, height });
  shown.current = { range, layout, height };
  useLayoutEffect(
    () =>
      scroller.observe((top) => {
        const { range: now, layout: laidOut, height: viewport } = shown.current;
        const next = rangeAt(laidOut, top, viewport);
        if (next.first !== now.first || next.last !== now.last) render();
      }),
    [scroller],
  );
  return range;
}

function rangeAt(layout: GroupsLayout, top: number, height: number): { readonly first: number; readonly last: number } {
  const above = lineAt(layout, top).first - 1;
  const below = lineAt(layout, top + height).last + 1;
  const first = above < 0 ? 0 : lineAt(layout, layout.tops[above] ?? 0).first;
  return { first, last: Math.max(0, below >= layout.tops.length ? below - 1 : lineAt(layout, layout.tops[below] ?? 0).last) };
}

/** Scrolls to the focused group when a key or a decision moves the focus. */
function useRevealFocus(scroller: Scroller, layout: { readonly current: GroupsLayout }): void {
  useEffect(
    () =>
      useGroupsStore.subscribe(({ focus }, { focus: before }) => {
        if (focus.place === before.place) return;
        scroller.scrollTo(topToReveal(layout.current, focus.place, scroller.top, scroller.viewport));
      }),
    [scroller, layout],
  );
}

/** A button that is clicked does not get the focus: the next Enter is for the next group, not for the same button. */
function keepFocus(event: MouseEvent<HTMLElement>): void {
  if (!(event.target instanceof Element) || event.target.closest('[role=row]') === null) return;
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}
