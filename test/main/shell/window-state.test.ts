import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fittingBounds, readWindowState, saveWindowState } from '../../../src/main/shell/window-state.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const monitor = { x: 1440, y: 0, width: 2560, height: 1440 };
const centred = { x: 40, y: 25, width: 1360, height: 875 };

describe('fittingBounds', () => {
  it.each([
    ['on the first display', { x: 100, y: 100, width: 900, height: 600 }],
    ['on the second display', { x: 2000, y: 200, width: 1800, height: 1100 }],
    ['across both', { x: 1000, y: 100, width: 900, height: 600 }],
    ['mostly out of sight but with a grip', { x: -700, y: 100, width: 900, height: 600 }],
  ])('keeps a window %s', (_, saved) => {
    expect(fittingBounds(saved, [laptop, monitor])).toEqual(saved);
  });

  it.each([
    ['was on a display that is gone', { x: 2000, y: 200, width: 900, height: 600 }],
    ['has its title bar above the screen', { x: 100, y: -40, width: 900, height: 600 }],
    ['has its title bar below the screen', { x: 100, y: 890, width: 900, height: 600 }],
    ['shows only a sliver', { x: 1400, y: 100, width: 900, height: 600 }],
    ['is far larger than the screen', { x: 0, y: 30, width: 5000, height: 600 }],
  ])('centres a window that %s', (_, saved) => {
    expect(fittingBounds(saved, [laptop])).toEqual(centred);
  });

  it('centres the first window, no larger than the screen', () => {
    expect(fittingBounds(null, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({ x: 0, y: 0, width: 1024, height: 700 });
    expect(fittingBounds(null, [])).toMatchObject({ width: 1360, height: 880 });
  });
});

describe('the saved state', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'winnow-window-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read as it was saved', () => {
    const state = { bounds: { x: -5, y: 7, width: 900, height: 600 }, isMaximized: true };
    saveWindowState(join(folder, 'window.json'), state);
    expect(readWindowState(join(folder, 'window.json'))).toEqual(state);
  });

  it.each([
    '',
    'null',
    '[]',
    '{"bounds":null,"isMaximized":true}',
    '{"bounds":{"x":0,"y":0,"width":900},"isMaximized":false}',
    '{"bounds":{"x":0,"y":0,"width":10,"height":10},"isMaximized":false}',
    '{"bounds":{"x":"0","y":0,"width":900,"height":600},"isMaximized":false}',
  ])('is nothing when damaged: %s', (text) => {
    writeFileSync(join(folder, 'damaged.json'), text);
    expect(readWindowState(join(folder, 'damaged.json'))).toBeNull();
  });

  it('is nothing at the first start, and a folder that cannot be written to does not stop the app', () => {
    expect(readWindowState(join(folder, 'none.json'))).toBeNull();
    expect(() => saveWindowState(join(folder, 'none', 'window.json'), { bounds: laptop, isMaximized: false })).not.toThrow();
  });
});
