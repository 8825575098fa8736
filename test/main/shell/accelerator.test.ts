import { expect, it } from 'vitest';
import { acceleratorOf } from '../../../src/main/shell/accelerator.ts';

it('writes keys as Electron does', () => {
  expect(acceleratorOf('Mod+Shift+Z', 'linux')).toBe('CmdOrCtrl+Shift+Z');
  expect(acceleratorOf('Mod+Alt+ArrowUp', 'win32')).toBe('CmdOrCtrl+Alt+Up');
  expect(acceleratorOf(' ', 'linux')).toBe('Space');
  expect(acceleratorOf('+', 'linux')).toBe('Plus');
  expect(acceleratorOf('?', 'linux')).toBe('Shift+/');
  expect(acceleratorOf('r', 'linux')).toBe('R');
});

it('shows no key that Electron has no name for, and on macOS none without a modifier', () => {
  expect(acceleratorOf('ContextMenu', 'linux')).toBeNull();
  expect(acceleratorOf('å', 'linux')).toBeNull();
  expect(acceleratorOf('M', 'darwin')).toBeNull();
  expect(acceleratorOf('Mod+K', 'darwin')).toBe('CmdOrCtrl+K');
});
