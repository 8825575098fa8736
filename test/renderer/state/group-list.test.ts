import { beforeEach, describe, expect, it } from 'vitest';
import { withTagOn } from '../../../src/renderer/state/duplicate-group.ts';
import {
  emptyList,
  GROUP_PAGE,
  type GroupList,
  isSlotOpen,
  nextOpen,
  offsetOf,
  withApart,
  withGroups,
  withPage,
} from '../../../src/renderer/state/group-list.ts';
import type { DuplicateGroup, GroupsAnswer } from '../../../src/shared/api.ts';
import { duplicateGroup, groupMember } from '../../fixtures/duplicate-groups.ts';

/** An engine that lists open groups before decided ones, as ours does. */
class Engine {
  groups: DuplicateGroup[];

  constructor(count: number) {
    this.groups = Array.from({ length: count }, (_, k) =>
      duplicateGroup([groupMember({ id: 2 * k + 1 }), groupMember({ id: 2 * k + 2 })]),
    );
  }

  decide(id: number): void {
    this.groups = this.groups.map((group) =>
      group.id === id ? { ...withTagOn(group, (member) => member !== id, 'remove', true), isOpen: false } : group,
    );
  }

  answer(offset: number, isOnlyOpen: boolean): GroupsAnswer {
    const open = this.groups.filter(({ isOpen }) => isOpen);
    const listed = isOnlyOpen ? open : [...open, ...this.groups.filter(({ isOpen }) => !isOpen)];
    return { revision: 1, total: this.groups.length, open: open.length, groups: listed.slice(offset, offset + GROUP_PAGE) };
  }
}

const idsOf = ({ slots, total }: GroupList): readonly (number | null)[] =>
  Array.from({ length: total }, (_, place) => slots.get(place)?.group.id ?? null);
const decided = (list: GroupList, id: number): GroupList =>
  withGroups(list, (group) => (group.id === id ? withTagOn(group, (member) => member !== id, 'remove', true) : group));

describe.each([true, false])('a list of groups, only open ones: %s', (isOnlyOpen) => {
  let engine: Engine;
  const read = (list: GroupList, first: number): GroupList | null =>
    withPage(list, first, engine.answer(offsetOf(list, first), isOnlyOpen));

  beforeEach(() => {
    engine = new Engine(120);
  });

  it('reads page by page', () => {
    const first = read(emptyList(isOnlyOpen), 0);
    expect(first?.total).toBe(120);
    expect(idsOf(first!).slice(48, 52)).toEqual([97, 99, null, null]);
    const all = read(read(first!, 100)!, 50);
    expect(idsOf(all!)).toEqual(engine.groups.map(({ id }) => id));
  });

  it('keeps decided groups in their place, and reads on behind them without a gap', () => {
    let list = read(emptyList(isOnlyOpen), 0)!;
    for (const id of [1, 5, 7]) {
      list = decided(list, id);
      engine.decide(id);
    }
    expect(list.total).toBe(120);
    list = read(list, 50)!;
    expect(idsOf(list).slice(0, 100)).toEqual(engine.groups.slice(0, 100).map(({ id }) => id));
    list = read(list, 0)!;
    expect(idsOf(list).slice(0, 4)).toEqual([1, 3, 5, 7]);
    expect(isSlotOpen(list.slots.get(0)!)).toBe(false);
  });

  it('is read anew once a decided group is open again', () => {
    const list = decided(read(emptyList(isOnlyOpen), 0)!, 5);
    expect(read(list, 0)).toBeNull();
  });

  it('is read anew once there are more groups', () => {
    const list = read(emptyList(isOnlyOpen), 0)!;
    engine.groups.push(duplicateGroup([groupMember({ id: 900 }), groupMember({ id: 901 })]));
    expect(read(list, 0)).toBeNull();
  });

  it('keeps the place of a group that is none any more until it is read anew', () => {
    const list = withApart(read(emptyList(isOnlyOpen), 0)!, 1);
    engine.groups.splice(1, 1);
    expect(idsOf(read(list, 50)!).slice(0, 52)).toEqual([1, 3, ...engine.groups.slice(1, 51).map(({ id }) => id)]);
  });

  it('finds the next group to decide, from the top where there is none below', () => {
    engine = new Engine(4);
    const list = decided(read(emptyList(isOnlyOpen), 0)!, 5);
    expect(nextOpen(list, 1)).toBe(3);
    expect(nextOpen(list, 3)).toBe(0);
    expect(nextOpen(decided(decided(decided(list, 1), 3), 7), 3)).toBeNull();
  });
});
