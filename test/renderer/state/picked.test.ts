import { beforeAll, describe, expect, it, vi } from 'vitest';

describe('samples picked to be compared', () => {
  let picked: typeof import('../../../src/renderer/state/picked.ts');
  beforeAll(async () => {
    // The settings it acts on are read when the page loads.
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
    vi.stubGlobal('window', {});
    picked = await import('../../../src/renderer/state/picked.ts');
  });
  const three = { ids: [7, 8, 9], focus: 0, isDifference: false };

  it('are two to four', () => {
    expect([0, 1, 2, 3, 4, 5].filter((count) => picked.notPicked(count) === null)).toEqual([2, 3, 4]);
  });

  it('keep the focus where there is no sample to move it to', () => {
    expect(picked.withFocus(three, 2).focus).toBe(2);
    expect(picked.withFocus(three, 3)).toBe(three);
    expect(picked.withFocus(three, -1)).toBe(three);
  });

  it('differ from the first: the second is focused where the first was', () => {
    expect(picked.withDifference(three)).toEqual({ ...three, focus: 1, isDifference: true });
    expect(picked.withDifference({ ...three, focus: 2 }).focus).toBe(2);
    expect(picked.withDifference({ ...three, focus: 1, isDifference: true }).isDifference).toBe(false);
  });
});
