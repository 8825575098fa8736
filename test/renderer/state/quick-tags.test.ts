import { describe, expect, it } from 'vitest';
import { keyOfTag, NO_QUICK_TAGS, withQuickTag } from '../../../src/renderer/state/quick-tags.ts';

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
});
