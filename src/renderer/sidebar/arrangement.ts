import { z } from 'zod';
import { HISTOGRAM_SCALES } from '../../shared/facets.ts';
import { GROUPS, type Group, type Section } from './sections.ts';

export const arrangementSchema = z.object({
  /** Names of sections, in their order above all groups. */
  pinned: z.array(z.string()),
  /** Those shown or hidden by the user; others are as they are first. */
  shown: z.record(z.string(), z.boolean()),
  /** Sections, and groups as `group:NAME`, opened or folded by the user. */
  open: z.record(z.string(), z.boolean()),
  orders: z.record(z.string(), z.enum(['count', 'name'])),
  scales: z.record(z.string(), z.enum(HISTOGRAM_SCALES)),
});

/** How somebody has the sidebar of a dataset. */
export type Arrangement = z.infer<typeof arrangementSchema>;

export const AS_FIRST: Arrangement = { pinned: [], shown: {}, open: {}, orders: {}, scales: {} };

export interface ArrangedGroup {
  readonly group: Group;
  readonly isOpen: boolean;
  readonly sections: readonly Section[];
}

export interface Arranged {
  readonly pinned: readonly Section[];
  /** Those with a section that is shown. */
  readonly groups: readonly ArrangedGroup[];
}

/** Groups that are folded first. */
const FOLDED_FIRST: readonly Group[] = ['embeddings', 'other'];

/** Where each section that is shown stands. A pinned one stands above all groups, and not in its own. */
export function arrange(sections: readonly Section[], arrangement: Arrangement): Arranged {
  const shown = sections.filter((section) => isShown(section, arrangement));
  const pinned = arrangement.pinned.flatMap((name) => shown.find((section) => section.name === name) ?? []);
  const groups = GROUPS.map((group) => ({
    group,
    isOpen: isGroupOpen(group, arrangement),
    sections: shown.filter((section) => section.group === group && !pinned.includes(section)),
  }));
  return { pinned, groups: groups.filter((group) => group.sections.length > 0) };
}

/** The sections whose contents can be seen: only those are counted. */
export function openSections({ pinned, groups }: Arranged, arrangement: Arrangement): readonly Section[] {
  const visible = [...pinned, ...groups.flatMap(({ isOpen, sections }) => (isOpen ? sections : []))];
  return visible.filter((section) => isOpen(section, arrangement));
}

export function isShown({ name, isShownFirst }: Section, { shown, pinned }: Arrangement): boolean {
  return shown[name] ?? (isShownFirst || pinned.includes(name));
}

export function isOpen({ name, isOpenFirst }: Section, { open }: Arrangement): boolean {
  return open[name] ?? isOpenFirst;
}

export function isGroupOpen(group: Group, { open }: Arrangement): boolean {
  return open[`group:${group}`] ?? !FOLDED_FIRST.includes(group);
}

export function withOpen(arrangement: Arrangement, name: string, isNowOpen: boolean): Arrangement {
  return { ...arrangement, open: { ...arrangement.open, [name]: isNowOpen } };
}

/** A section that is pinned is shown. */
export function withPinned(arrangement: Arrangement, name: string, isPinned: boolean): Arrangement {
  const others = arrangement.pinned.filter((other) => other !== name);
  if (!isPinned) return { ...arrangement, pinned: others };
  return { ...arrangement, pinned: [...others, name], shown: { ...arrangement.shown, [name]: true } };
}

/** A section that is hidden is pinned no more. */
export function withShown(arrangement: Arrangement, name: string, isNowShown: boolean): Arrangement {
  const shown = { ...arrangement.shown, [name]: isNowShown };
  return { ...(isNowShown ? arrangement : withPinned(arrangement, name, false)), shown };
}

/** A pinned section moved by some places, as far as there are. */
export function withMoved(arrangement: Arrangement, name: string, by: number): Arrangement {
  const from = arrangement.pinned.indexOf(name);
  if (from < 0) return arrangement;
  const others = arrangement.pinned.filter((other) => other !== name);
  const to = Math.min(others.length, Math.max(0, from + by));
  return { ...arrangement, pinned: [...others.slice(0, to), name, ...others.slice(to)] };
}
