/** Uses of splits in the order in which they come; others follow. */
const USES = [/^train/i, /^val/i, /^dev/i, /^test/i] as const;

/** By code units; null, for none, last. */
export function compareNames(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
}

/** Training before validation before test; then the others by name. */
export function compareSplits(a: string | null, b: string | null): number {
  return placeOf(a) - placeOf(b) || compareNames(a, b);
}

function placeOf(split: string | null): number {
  const place = USES.findIndex((pattern) => split !== null && pattern.test(split));
  return place < 0 ? USES.length : place;
}
