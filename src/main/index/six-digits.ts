/** A number of 32 bits without the digits that 64 bits add to it: six say all; null: missing. */
export function sixDigits(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : Number(value.toPrecision(6));
}
