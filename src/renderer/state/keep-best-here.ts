import type { GroupBy } from '../../shared/group-by.ts';
import type { GroupKind } from '../../shared/issue.ts';
import { api } from './api.ts';
import { decide } from './decisions.ts';
import { currentGroup } from './grouping.ts';
import { useMessagesStore } from './messages-store.ts';
import { useQueryStore } from './query-store.ts';
import type { SampleGroups } from './sample-groups.ts';
import { useUiStore } from './ui-store.ts';

const KINDS: Partial<Readonly<Record<GroupBy, GroupKind>>> = {
  'group.exact': 'exact-duplicate',
  'group.pixel': 'pixel-duplicate',
  'group.near': 'near-duplicate',
};

/** True where one of a group's samples can be kept in place of the others: they are copies of each other. */
export function hasBest({ by, starts, nameOf }: SampleGroups, group: number): boolean {
  return KINDS[by] !== undefined && nameOf(group) !== null && (starts[group + 1] ?? 0) - (starts[group] ?? 0) > 1;
}

/** Why the best of the group that keys act on cannot be kept. */
export function whyNoBest(): string | null {
  const { groups } = useQueryStore.getState();
  if (groups === null || KINDS[groups.by] === undefined) return 'Group the samples by duplicates first';
  return hasBest(groups, currentGroup(groups)) ? null : 'The group has no copies to choose from';
}

/** Tags all that are shown of a group of copies "remove" but the best; those tagged "keep" stay. */
export async function keepBestOf(group: number): Promise<void> {
  const { groups, query } = useQueryStore.getState();
  const kind = groups === null ? undefined : KINDS[groups.by];
  if (groups === null || kind === undefined || !hasBest(groups, group)) {
    useMessagesStore.getState().say(`${whyNoBest() ?? 'The group has no copies to choose from'}.`);
    return;
  }
  const { keepRules } = useUiStore.getState();
  const what = { kind, rules: [...keepRules], groups: [Number(groups.nameOf(group))], query };
  await decide(
    (dataset) => api.keepBest(dataset, what),
    () => () => undefined,
  );
}

/** The same of the group that keys act on. */
export async function keepBestHere(): Promise<void> {
  const { groups } = useQueryStore.getState();
  await keepBestOf(groups === null ? -1 : currentGroup(groups));
}
