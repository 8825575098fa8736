import { describe, expect, it } from 'vitest';
import { bestOf, isGroupOpen, restOf, withTagOn } from '../../../src/renderer/state/duplicate-group.ts';
import { DEFAULT_KEEP_RULES } from '../../../src/shared/keep-best.ts';
import { duplicateGroup, groupMember } from '../../fixtures/duplicate-groups.ts';

const small = groupMember({ id: 1, width: 320, height: 240 });
const large = groupMember({ id: 2, width: 1280, height: 960 });
const other = groupMember({ id: 3, split: 'test', label: 'dog' });

describe('whether a group is decided', () => {
  it('is open while two samples are left', () => {
    const group = duplicateGroup([small, large, other]);
    expect(isGroupOpen(group)).toBe(true);
    const once = withTagOn(group, (id) => id === 1, 'remove', true);
    expect(isGroupOpen(once)).toBe(true);
    expect(isGroupOpen(withTagOn(once, (id) => id === 3, 'remove', true))).toBe(false);
  });

  it('is decided where all that are left are kept', () => {
    const kept = withTagOn(duplicateGroup([small, large, other]), (id) => id < 3, 'keep', true);
    expect(isGroupOpen(kept)).toBe(true);
    expect(isGroupOpen(withTagOn(kept, (id) => id === 3, 'remove', true))).toBe(false);
  });

  it.each(['leak', 'label-conflict'] as const)('needs two sides for a %s, not only two samples', (kind) => {
    const group = duplicateGroup([small, large, other], { kind });
    expect(isGroupOpen(group)).toBe(true);
    expect(isGroupOpen(withTagOn(group, (id) => id === 3, 'remove', true))).toBe(false);
    expect(isGroupOpen(duplicateGroup([small, groupMember({ id: 9, split: null, label: null })], { kind }))).toBe(false);
  });

  it('believes the engine where it does not know all samples', () => {
    expect(isGroupOpen(duplicateGroup([small, large], { size: 600, isOpen: false }))).toBe(false);
  });
});

describe('which one is kept', () => {
  const group = duplicateGroup([small, large, other]);

  it('follows the rules in their order', () => {
    expect(bestOf(group, DEFAULT_KEEP_RULES)).toBe(2);
    expect(bestOf(group, ['path'])).toBe(1);
  });

  it('is one tagged keep, and never one tagged remove where another is left', () => {
    expect(
      bestOf(
        withTagOn(group, (id) => id === 3, 'keep', true),
        DEFAULT_KEEP_RULES,
      ),
    ).toBe(3);
    expect(
      bestOf(
        withTagOn(group, (id) => id === 2, 'remove', true),
        DEFAULT_KEEP_RULES,
      ),
    ).toBe(3);
  });

  it('leaves what is kept, and what is removed already', () => {
    expect(restOf(group, DEFAULT_KEEP_RULES)).toEqual([1, 3]);
    expect(
      restOf(
        withTagOn(group, (id) => id === 1, 'remove', true),
        DEFAULT_KEEP_RULES,
      ),
    ).toEqual([3]);
    expect(
      restOf(
        withTagOn(group, (id) => id !== 1, 'keep', true),
        DEFAULT_KEEP_RULES,
      ),
    ).toEqual([1]);
  });
});

it('takes a tag off, and leaves a group without the sample as it is', () => {
  const group = duplicateGroup([groupMember({ id: 1, tags: ['a', 'remove'] }), large]);
  expect(withTagOn(group, (id) => id === 1, 'remove', false).members[0]?.tags).toEqual(['a']);
  expect(withTagOn(group, () => false, 'remove', true)).toBe(group);
  expect(withTagOn(group, (id) => id === 1, 'remove', true)).toBe(group);
});
