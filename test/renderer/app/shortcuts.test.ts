import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isFor, type Shortcut } from '../../../src/renderer/app/shortcut.ts';

describe('the table of keys', () => {
  let shortcuts: readonly Shortcut[] = [];

  beforeAll(async () => {
    // The settings it acts on are read when the page loads.
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
    ({ SHORTCUTS: shortcuts } = await import('../../../src/renderer/app/shortcuts.ts'));
  });

  it.each(['grid', 'loupe', 'groups', 'report', 'compare', 'map', 'arranged', 'confusion', 'review', 'skew'] as const)(
    'has one meaning per key in the place “%s”',
    (place) => {
      const inView = shortcuts.filter((shortcut) => isFor(shortcut, place));
      const byKey = Map.groupBy(
        inView.flatMap(({ keys, does, run }) => keys.map((key) => ({ key: key.toLowerCase(), does, run: run.toString() }))),
        ({ key }) => key,
      );
      const doubled = [...byKey].filter(([, meanings]) => new Set(meanings.map(({ run }) => run)).size > 1);
      expect(doubled).toEqual([]);
    },
  );

  it('lists every key the README promises', () => {
    const keys = new Set(shortcuts.flatMap((shortcut) => shortcut.keys));
    for (const key of ['Enter', '+', '-', '/', 'Mod+A', 'R', 'K', 'T', 'Mod+Z', '?', 'Escape', 'Delete'])
      expect(keys).toContain(key);
  });

  it('tags nothing by a key where no sample is shown', () => {
    const inReport = shortcuts.filter((shortcut) => isFor(shortcut, 'report')).flatMap(({ keys }) => keys);
    for (const key of ['R', 'K', 'N', '1']) expect(inReport).not.toContain(key);
  });

  it('decides a group once, however long a key is held', () => {
    const inGroups = shortcuts.filter((shortcut) => isFor(shortcut, 'groups'));
    for (const key of ['K', 'Enter', 'A', 'N', 'Shift+N', 'R', '1', '9'])
      expect(inGroups.find(({ keys }) => keys.includes(key))?.isOnce, key).toBe(true);
  });
});
