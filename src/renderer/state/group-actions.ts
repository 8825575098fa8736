import type { DuplicateGroup } from '../../shared/api.ts';
import type { KeepBestRequest, TagAnswer } from '../../shared/decision-api.ts';
import { DEFAULT_QUERY } from '../../shared/query.ts';
import type { DatasetId, Tile } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { decide } from './decisions.ts';
import { isRemoved, restOf, withTag, withTagOn } from './duplicate-group.ts';
import { focusedGroup, focusedMember, focusGroup, membersOf } from './group-focus.ts';
import { type GroupList, isSlotOpen, nextOpen, withApart, withGroups } from './group-list.ts';
import { counted, useGroupsStore } from './groups.ts';
import { comparedPair } from './member-links.ts';
import { useMessagesStore } from './messages-store.ts';
import { oppositeOf } from './opposite-tag.ts';
import { useQueryStore } from './query-store.ts';
import { readOnlyBecause } from './read-only.ts';
import { tiles } from './tiles.ts';
import { useUiStore } from './ui-store.ts';

const rules = () => useUiStore.getState().keepRules;

/** Keeps the best of the focused group, tags the others "remove", and goes on to the next open group. */
export async function keepBest(): Promise<void> {
  const group = focusedGroup();
  if (group === null) return;
  const rest = restOf(group, rules());
  if (rest.length === 0) return goOn();
  const { id, kind } = group;
  const sent = tag('remove', true, rest, (dataset) => api.keepBest(dataset, { kind, rules: [...rules()], groups: [id] }), id);
  goOn();
  await sent;
}

/** Keeps one member of the focused group instead of the best. @param number its number as shown, from 1 */
export async function keepNumber(number: number): Promise<void> {
  const group = focusedGroup();
  const chosen = group === null ? undefined : membersOf(group)[number - 1];
  if (group === null || chosen === undefined) return say(`This group has no picture number ${number}.`);
  const removed = new Set(group.members.filter(isRemoved).map(({ id }) => Number(id)));
  const rest = (await allIds(group)).filter((id) => id !== chosen.id && !removed.has(id));
  const sent = [
    removed.has(chosen.id) ? tag('remove', false, [chosen.id]) : null,
    tag('remove', true, rest, undefined, group.id),
  ];
  goOn();
  await Promise.all(sent);
}

/** Tags all members of the focused group "keep". */
export async function keepAll(): Promise<void> {
  const group = focusedGroup();
  if (group === null) return;
  const ids = await allIds(group);
  const sent = tag('keep', true, ids, undefined, group.id);
  goOn();
  await sent;
}

/** Tags the focused member "remove", or takes the tag off it. */
export async function toggleRemove(): Promise<void> {
  const member = focusedMember();
  if (member !== null) await tag('remove', !isRemoved(member), [member.id]);
}

/** Says for good that no member of the focused group is a duplicate of another. */
export async function notDuplicates(): Promise<void> {
  const group = focusedGroup();
  if (group === null) return;
  const { place } = useGroupsStore.getState().focus;
  const ids = [...(await allIds(group))];
  const sent = send(
    (dataset) => api.notDuplicates(dataset, { ids, single: null }),
    () => patch((list) => withApart(list, place)),
  );
  goOn();
  await sent;
}

/** Says for good that the focused member is none of them; what is left of the group is found anew. */
export async function notThisOne(): Promise<void> {
  const [group, member] = [focusedGroup(), focusedMember()];
  if (group === null || member === null) return;
  if (group.size === 2) return notDuplicates();
  const ids = [...(await allIds(group))];
  const without = (one: DuplicateGroup): DuplicateGroup =>
    one.id === group.id ? { ...one, size: one.size - 1, members: one.members.filter(({ id }) => id !== member.id) } : one;
  await send(
    (dataset) => api.notDuplicates(dataset, { ids, single: [member.id] }),
    () => patch((list) => withGroups(list, without)),
  );
  await useGroupsStore.getState().reload();
}

/** Keeps the best of every open group. */
export async function keepBestOfAll(): Promise<void> {
  const what = allGroups();
  if (what === null) return;
  const { list } = useGroupsStore.getState();
  const known = [...list.slots.values()].filter(isSlotOpen).flatMap(({ group }) => restOf(group, rules()));
  await tag('remove', true, known, (dataset) => api.keepBest(dataset, what));
  await useGroupsStore.getState().reload();
}

/** How many samples `keepBestOfAll` would tag. */
export async function countRestOfAll(): Promise<number> {
  const { dataset } = useDatasetStore.getState();
  const what = allGroups();
  if (dataset === null || what === null) return 0;
  return (await api.keepBest(dataset.id, { ...what, dryRun: true })).changed;
}

/** Every open group of the kind that the query leaves. */
function allGroups(): KeepBestRequest | null {
  const { kind } = useGroupsStore.getState();
  const { query } = useQueryStore.getState();
  return kind === null ? null : { kind, rules: [...rules()], groups: null, ...(query.filter === null ? {} : { query }) };
}

/** Looks at the focused member beside the first of its group. */
export function compareFocused(): void {
  const [group, member] = [focusedGroup(), focusedMember()];
  if (group === null || member === null) return;
  const pair = comparedPair(membersOf(group), member.id, null);
  if (pair === null) return;
  const { compare, focus } = useGroupsStore.getState();
  compare({ reference: null });
  focusGroup(focus.place, pair[1].id);
}

/** The next group that is open; where there is none, the focus stays and the view says that all are decided. */
function goOn(): void {
  if (readOnlyBecause() !== null) return;
  const { list, focus } = useGroupsStore.getState();
  const next = nextOpen(list, focus.place);
  if (next !== null) focusGroup(next);
  else useGroupsStore.getState().compare(null);
}

/**
 * Puts a tag on samples or takes it off, on the screen and then in the engine.
 * @param ids none: nothing is done @param how another way to have the engine do it
 * @param decided the group that is decided by it: of a very large one not all samples are on the screen
 */
async function tag(
  name: 'remove' | 'keep',
  on: boolean,
  ids: readonly number[],
  how = (dataset: DatasetId): Promise<TagAnswer> =>
    api.tag(dataset, { tag: name, on, insteadOf: on ? oppositeOf(name) : undefined }, Uint32Array.from(ids)),
  decided: number | null = null,
): Promise<void> {
  if (ids.length === 0) return;
  const members = new Set(ids);
  const has = (id: number): boolean => members.has(id);
  const opposite = on ? oppositeOf(name) : undefined;
  const change = (group: DuplicateGroup): DuplicateGroup => {
    const freed = opposite === undefined ? group : withTagOn(group, has, opposite, false);
    const tagged = withTagOn(freed, has, name, on);
    return group.id === decided ? { ...tagged, isOpen: false } : tagged;
  };
  await send(how, () => {
    const tagsOf = ({ tags }: Tile): readonly string[] =>
      withTag(opposite === undefined ? tags : withTag(tags, opposite, false), name, on);
    const takeBackTiles = tiles.patch(has, (tile) => ({ ...tile, tags: tagsOf(tile) }));
    patch((list) => withGroups(list, change));
    return takeBackTiles;
  });
}

/** Shows a decision at once; where the engine refuses it, the list is read anew. */
async function send(how: (dataset: DatasetId) => Promise<TagAnswer>, show: () => () => void): Promise<void> {
  await decide(
    (dataset) => counted(() => how(dataset)),
    () => {
      const takeBack = show();
      return () => {
        takeBack();
        void useGroupsStore.getState().reload();
      };
    },
  );
}

/** All samples of a group: also those that are not shown of a very large one. */
async function allIds(group: DuplicateGroup): Promise<readonly number[]> {
  const { dataset } = useDatasetStore.getState();
  if (group.size <= group.members.length || dataset === null) return group.members.map(({ id }) => id);
  const filter = { kind: 'compare', field: `group.${group.partition}`, comparison: '=', value: group.id } as const;
  return Array.from((await api.query(dataset.id, { ...DEFAULT_QUERY, filter })).ids);
}

/** @returns takes nothing back: a refused decision has the list read anew */
function patch(change: (list: GroupList) => GroupList): () => void {
  useGroupsStore.getState().patch(change);
  return () => undefined;
}

function say(text: string): void {
  useMessagesStore.getState().say(text);
}
