import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Shortcut } from '../../../src/renderer/app/shortcuts.ts';

describe('the table of keys', () => {
  let shortcuts: readonly Shortcut[] = [];

  beforeAll(async () => {
    // The settings it acts on are read when the page loads.
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
    ({ SHORTCUTS: shortcuts } = await import('../../../src/renderer/app/shortcuts.ts'));
  });

  it.each(['grid', 'loupe'] as const)('has one meaning per key in the %s', (view) => {
    const inView = shortcuts.filter((shortcut) => shortcut.view === undefined || shortcut.view === view);
    const byKey = Map.groupBy(
      inView.flatMap(({ keys, does, run }) => keys.map((key) => ({ key: key.toLowerCase(), does, run: run.toString() }))),
      ({ key }) => key,
    );
    const doubled = [...byKey].filter(([, meanings]) => new Set(meanings.map(({ run }) => run)).size > 1);
    expect(doubled).toEqual([]);
  });

  it('lists every key the README promises', () => {
    const keys = new Set(shortcuts.flatMap((shortcut) => shortcut.keys));
    for (const key of ['Enter', '+', '-', '/', 'Mod+A', 'R', 'K', 'T', 'Mod+Z', '?', 'Escape', 'Delete'])
      expect(keys).toContain(key);
  });
});
