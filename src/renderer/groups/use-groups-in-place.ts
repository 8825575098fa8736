import { useLayoutEffect, useRef } from 'react';
import type { GroupList } from '../state/group-list.ts';
import { useGroupsStore } from '../state/groups.ts';
import type { Scroller } from '../ui/scroller.ts';
import { type GroupsLayout, groupBox, lineAt, topToReveal } from './group-layout.ts';

interface Shown {
  readonly layout: GroupsLayout;
  readonly list: GroupList;
  readonly viewport: number;
}

/** Keeps the group that is looked at where it is when others come, go, unfold or change their size. */
export function useGroupsInPlace(scroller: Scroller, layout: GroupsLayout, list: GroupList, viewport: number): void {
  const before = useRef<Shown>({ layout, list, viewport });
  useLayoutEffect(() => {
    const last = before.current;
    before.current = { layout, list, viewport };
    scroller.resize(layout.height, viewport, topAfter(scroller.top, last, before.current));
  }, [scroller, layout, list, viewport]);
}

function topAfter(top: number, last: Shown, now: Shown): number {
  if (last.viewport === 0 || last.list.total === 0) return 0;
  const focus = useGroupsStore.getState().focus.place;
  const anchor = isInView(last, focusBefore(last, now, focus), top)
    ? focusBefore(last, now, focus)
    : lineAt(last.layout, top).first;
  const id = last.list.slots.get(anchor)?.group.id;
  const place = id === undefined ? anchor : placeOf(now.list, id, anchor);
  if (top === 0 && place === anchor && last.layout.cell === now.layout.cell) return 0;
  const below = (last.layout.tops[anchor] ?? 0) - top;
  const kept = (now.layout.tops[place] ?? 0) - below;
  const isResized = last.layout.cell !== now.layout.cell || last.viewport !== now.viewport;
  return isResized && place === focus ? topToReveal(now.layout, place, kept, now.viewport) : kept;
}

/** Where the group that has the focus now was before. */
function focusBefore(last: Shown, now: Shown, focus: number): number {
  const id = now.list.slots.get(focus)?.group.id;
  return id === undefined ? focus : placeOf(last.list, id, focus);
}

function isInView({ layout, viewport, list }: Shown, place: number, top: number): boolean {
  if (place < 0 || place >= list.total) return false;
  const box = groupBox(layout, place);
  return box.top + box.height > top && box.top < top + viewport;
}

/** Where a group stands; what stood in its place where it is gone. */
function placeOf({ slots }: GroupList, id: number, near: number): number {
  if (slots.get(near)?.group.id === id) return near;
  for (const [place, { group }] of slots) if (group.id === id) return place;
  return near;
}
