import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { winnowHome } from '../../../src/main/engine/winnow-home.ts';

const on = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) => ({ platform, env, userHome: '/home/ann' });

test('--home beats WINNOW_HOME beats the platform', () => {
  expect(winnowHome('/a', on('linux', { WINNOW_HOME: '/b' }))).toBe(resolve('/a'));
  expect(winnowHome(undefined, on('linux', { WINNOW_HOME: '/b' }))).toBe(resolve('/b'));
  expect(winnowHome(undefined, on('linux', { WINNOW_HOME: '' }))).toBe('/home/ann/.local/share/winnow');
});

test('uses the folder for application data of each platform', () => {
  expect(winnowHome(undefined, on('linux', { XDG_DATA_HOME: '/data' }))).toBe('/data/winnow');
  expect(winnowHome(undefined, on('darwin'))).toBe('/home/ann/Library/Application Support/Winnow');
  expect(winnowHome(undefined, on('win32', { LOCALAPPDATA: '/local' }))).toBe('/local/Winnow');
});
