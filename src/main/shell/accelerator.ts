/** Keys that Electron calls otherwise than KeyboardEvent.key does. */
const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  '+': 'Plus',
  '?': 'Shift+/',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Escape: 'Esc',
};
/** What Electron knows; it throws for anything else. */
const KNOWN =
  /^(?:Shift\+)?(?:[A-Z0-9!-/:-@[-`{-~]|F\d{1,2}|Space|Plus|Tab|Enter|Delete|Backspace|Insert|Left|Right|Up|Down|Home|End|PageUp|PageDown|Esc)$/;

/**
 * A combination of the page, `Mod+Shift+Z`, as Electron writes it. Null where a menu cannot show it: Electron has no name for the
 * key, or macOS would take it, which takes every key that its menu shows, so that one without a modifier could not be typed any more.
 */
export function acceleratorOf(combo: string, platform: NodeJS.Platform): string | null {
  const isMod = combo.startsWith('Mod+');
  const afterMod = isMod ? combo.slice(4) : combo;
  const isAlt = afterMod.startsWith('Alt+');
  const afterAlt = isAlt ? afterMod.slice(4) : afterMod;
  const isShift = afterAlt.startsWith('Shift+');
  const key = isShift ? afterAlt.slice(6) : afterAlt;
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (!KNOWN.test(name) || (platform === 'darwin' && !isMod)) return null;
  return `${isMod ? 'CmdOrCtrl+' : ''}${isAlt ? 'Alt+' : ''}${isShift ? 'Shift+' : ''}${name}`;
}
