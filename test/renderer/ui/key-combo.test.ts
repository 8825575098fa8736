import { describe, expect, it } from 'vitest';
import { isPressed, isSameCombo, pressedCombo, shownCombo } from '../../../src/renderer/ui/key-combo.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('isPressed', () => {
  it('takes letters with and without caps lock, but not with a modifier', () => {
    expect(isPressed('R', press('r'), false)).toBe(true);
    expect(isPressed('R', press('R'), false)).toBe(true);
    expect(isPressed('R', press('r', { ctrlKey: true }), false)).toBe(false);
    expect(isPressed('R', press('R', { shiftKey: true }), false)).toBe(false);
    expect(isPressed('R', press('r', { altKey: true }), false)).toBe(false);
  });

  it('tells undo from redo, with the modifier of the system', () => {
    expect(isPressed('Mod+Z', press('z', { ctrlKey: true }), false)).toBe(true);
    expect(isPressed('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(isPressed('Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
    expect(isPressed('Mod+Z', press('z', { metaKey: true }), true)).toBe(true);
    expect(isPressed('Mod+Z', press('z', { ctrlKey: true }), true)).toBe(false);
  });

  it('takes signs with whatever shift the keyboard needs for them', () => {
    expect(isPressed('?', press('?', { shiftKey: true }), false)).toBe(true);
    expect(isPressed('+', press('+', { shiftKey: true }), false)).toBe(true);
    expect(isPressed('+', press('+'), false)).toBe(true);
    expect(isPressed('/', press('/'), false)).toBe(true);
  });

  it('compares shift on named keys and on space', () => {
    expect(isPressed('ArrowRight', press('ArrowRight', { shiftKey: true }), false)).toBe(false);
    expect(isPressed('Shift+ArrowRight', press('ArrowRight', { shiftKey: true }), false)).toBe(true);
    expect(isPressed(' ', press(' '), false)).toBe(true);
  });
});

describe('shownCombo', () => {
  it('writes keys as they are printed on the keyboard', () => {
    expect(shownCombo('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(shownCombo('Mod+Z', true)).toBe('⌘+Z');
    expect(shownCombo(' ', false)).toBe('Space');
    expect(shownCombo('Shift+ArrowRight', false)).toBe('Shift+→');
    expect(shownCombo('+', false)).toBe('+');
  });
});

describe('pressedCombo', () => {
  it('is what isPressed finds again', () => {
    for (const pressed of [
      press('r'),
      press('Z', { ctrlKey: true, shiftKey: true }),
      press('?', { shiftKey: true }),
      press('ArrowUp', { altKey: true }),
    ]) {
      const combo = pressedCombo(pressed, false);
      expect(combo).not.toBeNull();
      expect(isPressed(combo ?? '', pressed, false)).toBe(true);
    }
  });

  it('waits while only modifiers are held, and leaves keys of the system alone', () => {
    expect(pressedCombo(press('Shift', { shiftKey: true }), false)).toBeNull();
    expect(pressedCombo(press('Control', { ctrlKey: true }), false)).toBeNull();
    expect(pressedCombo(press('l', { metaKey: true }), false)).toBeNull();
  });

  it('writes modifiers in the order of the table', () => {
    expect(pressedCombo(press('k', { ctrlKey: true, altKey: true, shiftKey: true }), false)).toBe('Mod+Alt+Shift+K');
    expect(isSameCombo('Mod+k', 'Mod+K')).toBe(true);
  });
});
