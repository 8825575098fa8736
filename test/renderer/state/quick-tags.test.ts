import { describe, expect, it } from 'vitest';
import { keyOfTag, movedQuickTag, NO_QUICK_TAGS, withQuickTag } from '../../../src/renderer/state/quick-tags.ts';

describe('quick tags', () => {
  it('gives each new tag the lowest free number and leaves those given', () => {
    const two = withQuickTag(withQuickTag(NO_QUICK_TAGS, 'blurry'), 'dark');
    expect(keyOfTag(two, 'blurry')).toBe('1');
    expect(keyOfTag(two, 'dark')).toBe('2');
    expect(withQuickTag(two, 'blurry')).toBe(two);
  });

  it('leaves tags with a letter of their own alone, and stops at nine', () => {
    expect(withQuickTag(NO_QUICK_TAGS, 'remove')).toBe(NO_QUICK_TAGS);
    expect(keyOfTag(NO_QUICK_TAGS, 'remove')).toBe('R');
    const nine = 'abcdefghi'.split('').reduce(withQuickTag, NO_QUICK_TAGS);
    expect(withQuickTag(nine, 'tenth')).toBe(nine);
    expect(keyOfTag(nine, 'tenth')).toBeNull();
  });

  it('moves a tag to another key, whose tag takes the one left free', () => {
    const two = withQuickTag(withQuickTag(NO_QUICK_TAGS, 'blurry'), 'dark');
    const swapped = movedQuickTag(two, 'blurry', 1);
    expect([keyOfTag(swapped, 'blurry'), keyOfTag(swapped, 'dark')]).toEqual(['2', '1']);
    expect(keyOfTag(movedQuickTag(two, 'new', 0), 'new')).toBe('1');
    expect(keyOfTag(movedQuickTag(two, 'new', 0), 'blurry')).toBeNull();
    expect(movedQuickTag(two, 'blurry', null)).toEqual([null, 'dark', ...NO_QUICK_TAGS.slice(2)]);
    expect(movedQuickTag(two, 'dark', 1)).toEqual(two);
  });
});
