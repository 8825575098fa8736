const SURROGATES_START = 0xd800;
const SURROGATES_END = 0xe000;

/** Whether text holds a character that UTF-16 sorts elsewhere than UTF-8 does. */
export const SORTS_OTHERWISE = /[\ud800-\uffff]/;

/**
 * Order of the UTF-8 bytes, which is SQLite's, on JavaScript strings. The two differ only in that UTF-16 puts the
 * characters beyond U+FFFF (surrogates) before U+E000.
 */
export function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= SURROGATES_START && unit < SURROGATES_END ? unit + 0x10000 : unit;
}
