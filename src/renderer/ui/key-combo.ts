/**
 * A key as KeyboardEvent.key names it, with `Mod+` (Ctrl, ⌘ on a Mac), `Alt+` and `Shift+` before it, in this order:
 * `Mod+Shift+Z`.
 */
export type KeyCombo = string;

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

interface Parsed {
  readonly key: string;
  readonly isMod: boolean;
  readonly isAlt: boolean;
  readonly isShift: boolean;
}

/** Keys that only change others. */
const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn', 'Dead', 'Process', 'Unidentified'];

/** True where the keys pressed are the combination. Shift is only compared with letters and named keys: `?` needs it. */
export function isPressed(combo: KeyCombo, event: KeyPress, isMac: boolean): boolean {
  const { key, isMod, isAlt, isShift } = parsed(combo);
  if (event.altKey !== isAlt || (isMac ? event.metaKey : event.ctrlKey) !== isMod || (isMac ? event.ctrlKey : event.metaKey))
    return false;
  if (event.key.toLowerCase() !== key.toLowerCase()) return false;
  return isSign(key) || event.shiftKey === isShift;
}

/** The combination that is pressed; null while only modifiers are, or where the system's own key is among them. */
export function pressedCombo(event: KeyPress, isMac: boolean): KeyCombo | null {
  if (MODIFIERS.includes(event.key) || (isMac ? event.ctrlKey : event.metaKey)) return null;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const isMod = isMac ? event.metaKey : event.ctrlKey;
  const isShift = event.shiftKey && !isSign(key);
  return `${isMod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${isShift ? 'Shift+' : ''}${key}`;
}

/** Two combinations that are the same press. */
export function isSameCombo(one: KeyCombo, other: KeyCombo): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

const SHOWN: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  '-': '−',
};

/** The combination as it is printed for people: `Ctrl+Shift+Z`, `⌘+Z`, `Space`. */
export function shownCombo(combo: KeyCombo, isMac: boolean): string {
  const { key, isMod, isAlt, isShift } = parsed(combo);
  const name = SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  const [mod, alt] = isMac ? ['⌘', '⌥'] : ['Ctrl', 'Alt'];
  return [...(isMod ? [mod] : []), ...(isAlt ? [alt] : []), ...(isShift ? ['Shift'] : []), name].join('+');
}

/** Neither a letter nor a named key: which of them needs Shift depends on the keyboard. */
function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase() && key !== ' ';
}

function parsed(combo: KeyCombo): Parsed {
  const isMod = combo.startsWith('Mod+');
  const afterMod = isMod ? combo.slice(4) : combo;
  const isAlt = afterMod.startsWith('Alt+');
  const afterAlt = isAlt ? afterMod.slice(4) : afterMod;
  const isShift = afterAlt.startsWith('Shift+');
  return { key: isShift ? afterAlt.slice(6) : afterAlt, isMod, isAlt, isShift };
}
