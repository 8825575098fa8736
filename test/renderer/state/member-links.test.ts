import { describe, expect, it } from 'vitest';
import { relationsTo, shownMembers } from '../../../src/renderer/state/member-links.ts';
import { DEFAULT_KEEP_RULES } from '../../../src/shared/keep-best.ts';
import { duplicateGroup, groupMember } from '../../fixtures/duplicate-groups.ts';

/** 1 is the root; 2 is 1 turned a quarter clockwise, 3 is 2 mirrored, 4 hangs on 1 by a doubtful link. */
const members = [
  groupMember({ id: 1 }),
  groupMember({ id: 2, linkedId: 1, distance: 0.03, turn: 5, width: 4000, height: 3000 }),
  groupMember({ id: 3, linkedId: 2, distance: 0.02, turn: 1 }),
  groupMember({ id: 4, linkedId: 1, distance: 0.11, turn: 0 }),
];

describe('how members hang together', () => {
  it('follows the links both ways from any of them', () => {
    const relations = relationsTo(members, 2);
    expect(relations.get(2)).toEqual({ doubt: 0, turn: 0 });
    expect(relations.get(1)).toEqual({ doubt: 0.03, turn: 6 });
    expect(relations.get(3)).toEqual({ doubt: 0.02, turn: 1 });
    expect(relations.get(4)).toEqual({ doubt: 0.11, turn: 6 });
  });

  it('puts turns on the way together', () => {
    expect(relationsTo(members, 1).get(3)).toEqual({ doubt: 0.03, turn: 4 });
  });

  it('says that it does not know where a link leads out of what is known', () => {
    const some = [groupMember({ id: 5 }), groupMember({ id: 6, linkedId: 1, distance: 0.01 })];
    expect(relationsTo(some, 5).get(6)).toEqual({ doubt: Number.POSITIVE_INFINITY, turn: 0 });
  });
});

it('shows the best first and the most doubtful last, and stays so whatever is tagged', () => {
  const idsOf = (tags: readonly string[]): readonly number[] =>
    shownMembers(duplicateGroup(members.map((one) => (one.id === 2 ? { ...one, tags } : one))), DEFAULT_KEEP_RULES).map(
      ({ id }) => id,
    );
  expect(idsOf([])).toEqual([2, 3, 1, 4]);
  expect(idsOf(['remove'])).toEqual([2, 3, 1, 4]);
});
