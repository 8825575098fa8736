/** A key as KeyboardEvent.key names it, with `Mod+` (Ctrl, ⌘ on a Mac) and `Shift+` before it: `Mod+Shift+Z`. */
export type KeyCombo = string;

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** True where the keys pressed are the combination. Shift is only compared with letters and named keys: `?` needs it. */
export function isPressed(combo: KeyCombo, event: KeyPress, isMac: boolean): boolean {
  const { key, isMod, isShift } = parsed(combo);
  if (event.altKey || (isMac ? event.metaKey : event.ctrlKey) !== isMod || (isMac ? event.ctrlKey : event.metaKey)) return false;
  if (event.key.toLowerCase() !== key.toLowerCase()) return false;
  const isSymbol = key.length === 1 && key.toLowerCase() === key.toUpperCase() && key !== ' ';
  return isSymbol || event.shiftKey === isShift;
}

const SHOWN: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
};

/** The combination as it is printed for people: `Ctrl+Shift+Z`, `⌘+Z`, `Space`. */
export function shownCombo(combo: KeyCombo, isMac: boolean): string {
  const { key, isMod, isShift } = parsed(combo);
  const name = SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [...(isMod ? [isMac ? '⌘' : 'Ctrl'] : []), ...(isShift ? ['Shift'] : []), name].join('+');
}

function parsed(combo: KeyCombo): { readonly key: string; readonly isMod: boolean; readonly isShift: boolean } {
  const isMod = combo.startsWith('Mod+');
  const rest = isMod ? combo.slice(4) : combo;
  const isShift = rest.startsWith('Shift+');
  return { key: isShift ? rest.slice(6) : rest, isMod, isShift };
}
