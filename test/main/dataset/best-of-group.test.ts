import { describe, expect, it } from 'vitest';
import { bestOfGroup, restOfGroup } from '../../../src/main/dataset/best-of-group.ts';
import type { Candidate } from '../../../src/main/index/keep-candidates.ts';
import { DEFAULT_KEEP_RULES } from '../../../src/shared/keep-best.ts';

function member(id: number, change: Partial<Candidate> = {}): Candidate {
  const size = { width: 10, height: 10, sizeBytes: 100, modifiedMs: 0 };
  return { id, path: `${id}.jpg`, ...size, label: null, isRemoved: false, isKept: false, ...change };
}

describe('bestOfGroup', () => {
  it('goes by the rules in their order', () => {
    const members = [member(1), member(2, { width: 20 }), member(3, { sizeBytes: 999 })];
    expect(bestOfGroup(members, DEFAULT_KEEP_RULES)?.id).toBe(2);
    expect(bestOfGroup(members, ['file-size', 'resolution'])?.id).toBe(3);
    expect(bestOfGroup(members, [])?.id).toBe(1);
  });

  it('prefers what is tagged "keep", and passes over what is tagged "remove"', () => {
    const large = member(2, { width: 20, isRemoved: true });
    expect(bestOfGroup([member(1), large], DEFAULT_KEEP_RULES)?.id).toBe(1);
    expect(bestOfGroup([large, member(3, { isRemoved: true })], DEFAULT_KEEP_RULES)?.id).toBe(2);
    expect(bestOfGroup([member(1, { width: 99 }), member(4, { isKept: true })], DEFAULT_KEEP_RULES)?.id).toBe(4);
    expect(bestOfGroup([], DEFAULT_KEEP_RULES)).toBeNull();
  });
});

describe('restOfGroup', () => {
  it('is all but the best, what is kept, and what is removed already', () => {
    const members = [member(1), member(2, { width: 20 }), member(3), member(4, { isRemoved: true })];
    expect(restOfGroup(members, DEFAULT_KEEP_RULES)).toEqual([1, 3]);
    const withKept = [...members, member(5, { isKept: true }), member(6, { isKept: true })];
    expect(restOfGroup(withKept, DEFAULT_KEEP_RULES)).toEqual([1, 2, 3]);
  });
});
