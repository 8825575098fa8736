import { describe, expect, it } from 'vitest';
import { comparedFacts } from '../../../src/renderer/groups/compared-facts.ts';
import { differingFields, largestOf } from '../../../src/renderer/groups/differing.ts';
import { differenceWords, groupWords, matchWords, turnWords, weakestWords } from '../../../src/renderer/groups/match-words.ts';
import { comparedPair } from '../../../src/renderer/state/member-links.ts';
import { copyInWords } from '../../../src/shared/turn-words.ts';
import { duplicateGroup, groupMember } from '../../fixtures/duplicate-groups.ts';

const photo = groupMember({ id: 1, width: 4000, height: 3000, sizeBytes: 2_500_000 });
const small = groupMember({ id: 2, width: 640, height: 480, path: 'test/dog/small.jpg', split: 'test', label: null });

describe('what tells members apart', () => {
  it('is what is not the same for all, missing values included', () => {
    expect(differingFields([photo, { ...photo }])).toEqual(new Set());
    expect(differingFields([photo, small])).toEqual(new Set(['label', 'split', 'dimensions', 'sizeBytes']));
  });

  it('is the largest, unless all are the same size', () => {
    expect(largestOf([photo, small])).toEqual({ pixels: 12_000_000, sizeBytes: 2_500_000 });
    expect(largestOf([small, { ...small }])).toEqual({ pixels: null, sizeBytes: null });
  });

  it('is a table where a difference is marked, and more of it where more is better', () => {
    const facts = new Map(comparedFacts(photo, small).map((fact) => [fact.name, fact]));
    expect(facts.get('Dimensions')).toMatchObject({
      left: '4,000 × 3,000',
      right: '640 × 480',
      isDifferent: true,
      better: 'left',
    });
    expect(facts.get('Class')).toMatchObject({ left: 'cat', right: '–', isDifferent: true, better: null });
    expect(facts.get('Format')).toMatchObject({ isDifferent: false });
    expect(facts.get('Folder')).toMatchObject({ left: 'train/cat', right: 'test/dog' });
  });
});

describe('how a member matches', () => {
  const near = { partition: 'near' } as const;

  it('is said in words', () => {
    expect(matchWords({ partition: 'exact' }, { doubt: 0, turn: 0 })).toBe('same bytes');
    expect(matchWords({ partition: 'pixel' }, { doubt: 0, turn: 0 })).toBe('same pixels');
    expect(matchWords(near, { doubt: 0, turn: 0 })).toBe('looks the same');
    expect(matchWords(near, { doubt: 0.031, turn: 1 })).toBe('mirrored, 3% different');
    expect(matchWords(near, { doubt: 0, turn: 5 })).toBe('turned 90° clockwise');
    expect(matchWords(near, { doubt: Number.POSITIVE_INFINITY, turn: 0 })).toBe('linked to a sample not shown');
  });

  it('names turns as the reasons of issues do', () => {
    for (let turn = 1; turn < 8; turn++) {
      const words = turnWords(turn).replace('turned 90', 'turned by 90').replace('turned 180', 'turned by 180');
      expect(copyInWords('a.jpg', turn)).toContain(words);
    }
  });

  it('is never nothing where there is a difference', () => {
    expect(differenceWords(0.001)).toBe('1% different');
    expect(differenceWords(0.078)).toBe('8% different');
  });
});

describe('what a group is', () => {
  it('is its size, and for leaks and conflicts its sides', () => {
    const members = [photo, small, groupMember({ id: 3, split: 'val', label: 'dog' })];
    expect(groupWords(duplicateGroup(members))).toBe('3 samples');
    expect(groupWords(duplicateGroup(members, { kind: 'leak' }))).toBe('3 samples in test, train and val');
    expect(groupWords(duplicateGroup(members, { kind: 'label-conflict' }))).toBe('3 samples, labeled cat and dog');
  });

  it('has a weakest link, which for a pair is the only one', () => {
    const links = [photo, small, groupMember({ id: 3, linkedId: 1, distance: 0.08 })];
    expect(weakestWords(duplicateGroup(links))).toBe('weakest link 8% different');
    expect(weakestWords(duplicateGroup(links, { weakest: 0 }))).toBe('all look the same');
    expect(weakestWords(duplicateGroup(links.slice(0, 2)))).toBe('');
  });
});

it('compares the focused member with the reference, and never one with itself', () => {
  const third = groupMember({ id: 3 });
  const members = [photo, small, third];
  const idsOf = (focused: number | null, reference: number | null) =>
    comparedPair(members, focused, reference)?.map(({ id }) => Number(id));
  expect(idsOf(3, null)).toEqual([1, 3]);
  expect(idsOf(1, null)).toEqual([1, 2]);
  expect(idsOf(null, null)).toEqual([1, 2]);
  expect(idsOf(1, 3)).toEqual([3, 1]);
  expect(idsOf(3, 3)).toEqual([3, 1]);
  expect(comparedPair([photo], 1, null)).toBeNull();
});
