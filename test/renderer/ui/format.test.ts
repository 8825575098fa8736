import { describe, expect, it } from 'vitest';
import { formatAgo, formatBytes, formatNoun, formatSeconds } from '../../../src/renderer/ui/format.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1234, '1.2 kB'],
    [99_949, '99.9 kB'],
    [99_950, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [5_400_000_000, '5.4 GB'],
    [5_400_000_000_000_000, '5400 TB'],
  ])('%d -> %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatSeconds', () => {
  it.each([
    [0.2, '1 s'],
    [28, '28 s'],
    [89.5, '90 s'],
    [91, '2 min'],
    [3600, '1 h'],
    [4801, '1 h 21 min'],
  ])('%d -> %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});

describe('formatNoun', () => {
  it('has one, many and the plural of class', () => {
    expect(formatNoun(1, 'sample')).toBe('1 sample');
    expect(formatNoun(0, 'sample')).toBe('0 samples');
    expect(formatNoun(1234, 'class')).toBe('1,234 classes');
  });
});

describe('formatAgo', () => {
  const now = new Date(2026, 4, 20, 15, 0).getTime();
  it.each([
    [new Date(2026, 4, 20, 14, 59, 30), 'just now'],
    [new Date(2026, 4, 20, 14, 59), 'a minute ago'],
    [new Date(2026, 4, 20, 14, 20), '40 minutes ago'],
    [new Date(2026, 4, 20, 12, 0), '3 hours ago'],
    [new Date(2026, 4, 19, 18, 30), 'yesterday'],
    [new Date(2026, 4, 15, 12, 0), '5 days ago'],
    [new Date(2024, 4, 12, 12, 0), '12 May 2024'],
  ])('%s -> %s', (then, text) => {
    expect(formatAgo(then.getTime(), now)).toBe(text);
  });

  it('takes a clock that was set back for now', () => {
    expect(formatAgo(now + 60_000, now)).toBe('just now');
  });
});
