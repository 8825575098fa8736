import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { type MenuFacts, menuTemplate } from '../../../src/main/shell/menu.ts';
import type { ShellMenus } from '../../../src/shared/shell-menu.ts';

type Item = MenuItemConstructorOptions;
const item = (id: string, title: string, key: string | null = null) => ({ id, title, key, isEnabled: true, isOn: null });
const page: ShellMenus = [
  { title: 'File', sections: [[item('dataset.export', 'Export…', 'Mod+E')]] },
  { title: 'Edit', sections: [[item('decide.undo', 'Undo', 'Mod+Z')]] },
  { title: 'View', sections: [[{ ...item('look.map', 'Map', 'M'), isEnabled: false, isOn: true }]] },
  { title: 'Samples', sections: [[item('decide.remove', 'Remove', 'R')], [item('find.more-like', 'More like it')]] },
  { title: 'Help', sections: [[item('app.keys', 'These keys', '?')]] },
];
const facts: MenuFacts = {
  platform: 'linux',
  isDevelopment: false,
  recent: [{ name: 'pets', folder: '/data/pets' }],
  page,
};
const actions = () => ({ pickFolder: vi.fn(), openFolder: vi.fn(), send: vi.fn() });

function allItems(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? allItems(item.submenu) : [])]);
}

function click(items: readonly Item[], label: string): void {
  const item = allItems(items).find((candidate) => candidate.label === label);
  (item!.click as () => void)();
}

describe('menuTemplate', () => {
  it('has an item for every action that the page sends, which its id comes back for', () => {
    const called = actions();
    for (const item of allItems(menuTemplate(called, facts))) (item.click as (() => void) | undefined)?.();
    expect(called.send.mock.calls.map(([id]) => id)).toEqual([
      'dataset.export',
      'decide.undo',
      'look.map',
      'decide.remove',
      'find.more-like',
      'app.keys',
    ]);
  });

  it('shows what is on and what cannot be done', () => {
    const map = allItems(menuTemplate(actions(), facts)).find(({ label }) => label === 'Map');
    expect(map).toMatchObject({ type: 'checkbox', checked: true, enabled: false });
  });

  it('has its own items before the page has sent any', () => {
    const labels = menuTemplate(actions(), { ...facts, page: [] }).map(({ label, role }) => label ?? role);
    expect(labels).toEqual(['&File', '&Edit', '&View', 'help']);
  });

  it('opens a folder by dialog or from the recent ones', () => {
    const called = actions();
    const template = menuTemplate(called, facts);
    click(template, 'Open Folder…');
    click(template, 'pets');
    expect(called.pickFolder).toHaveBeenCalledOnce();
    expect(called.openFolder).toHaveBeenCalledWith('/data/pets');
  });

  it('cannot open the list of recent folders while it is empty', () => {
    const recent = allItems(menuTemplate(actions(), { ...facts, recent: [] })).find((item) => item.label === 'Open Recent');
    expect(recent?.enabled).toBe(false);
  });

  it('has no accelerator twice', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const keys = allItems(menuTemplate(actions(), { ...facts, platform })).flatMap((item) => item.accelerator ?? []);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('leaves the keys of the page’s commands to the page', () => {
    const undo = allItems(menuTemplate(actions(), facts)).find((item) => item.label === 'Undo');
    expect(undo).toMatchObject({ accelerator: 'CmdOrCtrl+Z', registerAccelerator: false });
  });

  it('shows the developer’s items in development only', () => {
    const roles = (isDevelopment: boolean) =>
      allItems(menuTemplate(actions(), { ...facts, isDevelopment })).map((item) => item.role);
    expect(roles(true)).toContain('toggleDevTools');
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(false)).not.toContain('reload');
  });

  it('follows macOS where it differs', () => {
    const roles = allItems(menuTemplate(actions(), { ...facts, platform: 'darwin' })).map((item) => item.role);
    expect(roles).toEqual(expect.arrayContaining(['appMenu', 'windowMenu', 'close']));
    expect(roles).not.toContain('quit');
    const keys = allItems(menuTemplate(actions(), { ...facts, platform: 'darwin' })).flatMap((item) => item.accelerator ?? []);
    expect(keys.filter((key) => !key.startsWith('CmdOrCtrl+'))).toEqual([]);
  });
});
