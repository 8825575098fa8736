import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Action } from '../../../src/renderer/actions/action.ts';
import { MENUS } from '../../../src/renderer/actions/menus.ts';
import { shellMenusSchema } from '../../../src/shared/shell-menu.ts';

describe('menus of actions', () => {
  let actions: readonly Action[] = [];
  let entries: typeof import('../../../src/renderer/commands/menu-entries.ts');
  let shell: typeof import('../../../src/renderer/commands/shell-menus.ts');

  beforeAll(async () => {
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
    vi.stubGlobal('window', { winnowShell: {} });
    ({ ACTIONS: actions } = await import('../../../src/renderer/actions/registry.ts'));
    entries = await import('../../../src/renderer/commands/menu-entries.ts');
    shell = await import('../../../src/renderer/commands/shell-menus.ts');
  });

  it('name actions that exist, each once', () => {
    const named = MENUS.flatMap(({ sections }) => sections.flat());
    expect(named.filter((id) => !actions.some((action) => action.id === id))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it('say what belongs to another view, and why something cannot be done', () => {
    const [samples] = MENUS.filter(({ title }) => title === 'Samples');
    const inGrid = entries.menuEntries(samples!, actions, 'grid', {}).flat();
    expect(inGrid.find(({ id }) => id === 'decide.remove')?.whyNot).toBe('Select samples first');
    const inReport = entries.menuEntries(samples!, actions, 'report', {}).flat();
    expect(inReport.every(({ whyNot }) => whyNot === entries.NOT_HERE)).toBe(true);
  });

  it('of samples have the same actions as the keys, with the keys chosen', () => {
    const sections = entries.contextEntries({ kind: 'samples' }, actions, 'grid', { 'decide.remove': ['D'] });
    expect(sections.map((section) => section.map(({ id }) => id.split('.')[0])[0])).toEqual(['look', 'decide', 'find', 'sample']);
    expect(sections.flat().find(({ id }) => id === 'decide.remove')?.key).toBe('D');
  });

  it('of a value name the value', () => {
    const [section] = entries.contextEntries({ kind: 'value', field: 'label', value: 'cat', title: 'cat' }, actions, 'grid', {});
    expect(section?.map(({ title }) => title)).toEqual([
      'Only “cat”',
      'All but “cat”',
      '“cat”, without any other filter',
      'Copy the name',
    ]);
  });

  it('go to the desktop app in its form', () => {
    const menus = shell.shellMenus(actions, 'grid', {});
    expect(shellMenusSchema.parse(menus)).toEqual(menus);
    const items = menus.flatMap(({ sections }) => sections.flat());
    expect(items.find(({ id }) => id === 'decide.undo')).toMatchObject({ key: 'Mod+Z', isEnabled: true, isOn: null });
  });
});
