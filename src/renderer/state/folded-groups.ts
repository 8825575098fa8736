import { create } from 'zustand';
import type { SampleGroups } from './sample-groups.ts';

/** A group's name; null: that of the samples without a value. */
export type GroupName = string | null;

export interface FoldedGroups {
  /** Every group is folded but the exceptions; false: none is but those. A million names need not be listed. */
  readonly areAll: boolean;
  readonly exceptions: ReadonlySet<GroupName>;
}

export interface FoldedGroupsState extends FoldedGroups {
  /** The group that keys act on while no sample has the focus; undefined: none. */
  readonly current: GroupName | undefined;
  toggle(name: GroupName): void;
  setAll(areFolded: boolean): void;
  setCurrent(name: GroupName | undefined): void;
  reset(): void;
}

const NONE = { areAll: false, exceptions: new Set<GroupName>(), current: undefined };

/** Groups of the grid that show their header alone, by name: they stay folded when the samples in them change. */
export const useFoldedGroups = create<FoldedGroupsState>()((set) => ({
  ...NONE,
  toggle: (name) =>
    set(({ exceptions: before }) => {
      const exceptions = new Set(before);
      if (!exceptions.delete(name)) exceptions.add(name);
      return { exceptions, current: name };
    }),
  setAll: (areAll) => set({ areAll, exceptions: new Set() }),
  setCurrent: (current) => set({ current }),
  reset: () => set(NONE),
}));

/** 1 for each folded group. */
export function foldedFlags(groups: SampleGroups, { areAll, exceptions }: FoldedGroups): Uint8Array {
  const flags = new Uint8Array(groups.count).fill(Number(areAll));
  if (exceptions.size === 0) return flags;
  for (let group = 0; group < flags.length; group++) if (exceptions.has(groups.nameOf(group))) flags[group] = Number(!areAll);
  return flags;
}

export function isFolded(name: GroupName, { areAll, exceptions }: FoldedGroups): boolean {
  return exceptions.has(name) !== areAll;
}
