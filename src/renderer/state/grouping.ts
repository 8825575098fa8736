import { z } from 'zod';
import { GROUP_BYS, type GroupBy } from '../../shared/group-by.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { isFolded, useFoldedGroups } from './folded-groups.ts';
import { groupInView, revealGroup } from './grid-geometry.ts';
import { readSetting, writeSetting } from './persisted.ts';
import { useQueryStore } from './query-store.ts';
import type { SampleGroups } from './sample-groups.ts';
import { selectOnly } from './selection.ts';
import { focusedIndex, useSelectionStore } from './selection-store.ts';

const setting = z.enum(GROUP_BYS).nullable();
const keyOf = (dataset: DatasetId): string => `groupBy.${dataset}`;

/** What the samples of a dataset were put together by when it was seen last. */
export function rememberedGroupBy(dataset: DatasetId): GroupBy | null {
  return readSetting(keyOf(dataset), setting, null);
}

/** Puts the samples of the grid together by something else. @param groupBy null: not at all */
export function chooseGroupBy(groupBy: GroupBy | null): void {
  const { datasetId, setGroupBy } = useQueryStore.getState();
  if (datasetId !== null) writeSetting(keyOf(datasetId), groupBy);
  useFoldedGroups.getState().reset();
  setGroupBy(groupBy);
}

/** The group that keys act on: of the focused sample, else the one chosen before, else the first in the view; -1: none. */
export function currentGroup(groups: SampleGroups): number {
  const focus = focusedIndex();
  if (focus >= 0) return groups.groupOf(focus);
  const { current } = useFoldedGroups.getState();
  if (current !== undefined) {
    for (let group = 0; group < groups.count; group++) if (groups.nameOf(group) === current) return group;
  }
  return groupInView();
}

/** Has keys and menus act on a group: the focus leaves a sample of another one. */
export function chooseGroup(group: number): void {
  const { groups } = useQueryStore.getState();
  if (groups === null || group < 0 || group >= groups.count) return;
  useFoldedGroups.getState().setCurrent(groups.nameOf(group));
  const focus = focusedIndex();
  if (focus >= 0 && groups.groupOf(focus) !== group)
    useSelectionStore.getState().change((selection) => ({ ...selection, focus: null }));
}

/** Folds a group, or shows its samples again. The focus leaves a sample that is hidden: no key acts on what nobody sees. */
export function toggleFold(group: number): void {
  const { groups } = useQueryStore.getState();
  if (groups === null || group < 0 || group >= groups.count) return;
  useFoldedGroups.getState().toggle(groups.nameOf(group));
  leaveHidden(groups);
}

export function toggleCurrentFold(): void {
  const { groups } = useQueryStore.getState();
  if (groups === null) return;
  const group = currentGroup(groups);
  toggleFold(group);
  revealGroup(group, 'least');
}

/** Folds all groups; where all are folded, shows all. */
export function toggleAllFolds(): void {
  const { groups } = useQueryStore.getState();
  if (groups === null) return;
  const folded = useFoldedGroups.getState();
  const group = currentGroup(groups);
  folded.setCurrent(group < 0 ? undefined : groups.nameOf(group));
  folded.setAll(!(folded.areAll && folded.exceptions.size === 0));
  leaveHidden(groups);
}

/** To the first sample of the group after or before, whose header goes to the upper edge; to the header of a folded one. */
export function stepGroup(step: 1 | -1): void {
  const { groups } = useQueryStore.getState();
  if (groups === null || groups.count === 0) return;
  const group = Math.min(groups.count - 1, Math.max(0, currentGroup(groups) + step));
  const name = groups.nameOf(group);
  const folded = useFoldedGroups.getState();
  folded.setCurrent(name);
  const { change } = useSelectionStore.getState();
  if (isFolded(name, folded)) change((selection) => ({ ...selection, anchor: null, focus: null }));
  else change((_, ids) => selectOnly(ids, groups.starts[group] ?? 0));
  revealGroup(group, 'top');
}

/** Selects every sample of a group besides those selected, or takes all of them out where they are selected. */
export function toggleGroupSelected(group: number): void {
  const { groups } = useQueryStore.getState();
  if (groups === null || group < 0 || group >= groups.count) return;
  useSelectionStore.getState().change((selection, ids) => {
    const members = ids.subarray(groups.starts[group], groups.starts[group + 1]);
    const isWhole = selection.selected.count(members) === members.length;
    const selected = isWhole ? selection.selected.without(members) : selection.selected.with(members);
    return { ...selection, selected };
  });
}

export function toggleCurrentGroupSelected(): void {
  const { groups } = useQueryStore.getState();
  if (groups !== null) toggleGroupSelected(currentGroup(groups));
}

function leaveHidden(groups: SampleGroups): void {
  const focus = focusedIndex();
  if (focus < 0) return;
  const name = groups.nameOf(groups.groupOf(focus));
  const folded = useFoldedGroups.getState();
  if (!isFolded(name, folded)) return;
  folded.setCurrent(name);
  useSelectionStore.getState().change((selection) => ({ ...selection, focus: null }));
}
