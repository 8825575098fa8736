import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Action, isFor, type Place } from '../../../src/renderer/actions/action.ts';
import { ALL_PLACES } from '../../../src/renderer/actions/places.ts';

describe('the registry of actions', () => {
  let actions: readonly Action[] = [];
  const actionsOf = (place: Place): readonly Action[] => actions.filter((action) => isFor(action, place));
  const keysIn = (place: Place): readonly string[] => actionsOf(place).flatMap(({ keys }) => keys);

  beforeAll(async () => {
    // The settings it acts on are read when the page loads.
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
    vi.stubGlobal('window', { winnowShell: {} });
    ({ ACTIONS: actions } = await import('../../../src/renderer/actions/registry.ts'));
  });

  it('has each id once, as group and name', () => {
    const ids = actions.map(({ id }) => id);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
    for (const id of ids) expect(id).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
  });

  it.each(ALL_PLACES)('has one action per key in the place “%s”', (place) => {
    const byKey = Map.groupBy(
      actionsOf(place).flatMap(({ id, keys }) => keys.map((key) => ({ key: key.toLowerCase(), id }))),
      ({ key }) => key,
    );
    expect([...byKey].filter(([, owners]) => owners.length > 1)).toEqual([]);
  });

  it('says in one place nothing twice', () => {
    for (const place of ALL_PLACES) {
      const titles = actionsOf(place).map(({ group, title }) => `${group}: ${title}`);
      expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
    }
  });

  it('has every key the README promises', () => {
    const keys = new Set(actions.flatMap((action) => action.keys));
    for (const key of ['Enter', '+', '-', '/', 'Mod+A', 'R', 'K', 'T', 'Mod+Z', '?', 'Escape', 'Delete'])
      expect(keys).toContain(key);
  });

  it('tags nothing by a key where no sample is shown', () => {
    for (const key of ['R', 'K', 'N', '1']) expect(keysIn('report')).not.toContain(key);
  });

  it('decides a group once, however long a key is held', () => {
    for (const key of ['K', 'Enter', 'A', 'N', 'Shift+N', 'R', '1', '9'])
      expect(actionsOf('groups').find(({ keys }) => keys.includes(key))?.isOnce, key).toBe(true);
  });
});
