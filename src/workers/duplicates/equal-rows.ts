/** Rows with the same values, as sets numbered in the order of their first rows. */
export interface EqualRows {
  /** Which set each row is in. */
  readonly setOf: Uint32Array;
  /** The rows of set k are `members[starts[k]]` to `members[starts[k + 1] - 1]`, ascending. */
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
}

const NONE = 0xffffffff;

/**
 * Brings together the rows that are equal in every column, in linear time.
 * @param columns of the same length, one at least
 * @param has rows without it are in a set of their own; null: all have it
 */
export function equalRows(columns: readonly Uint32Array[], has: ((row: number) => boolean) | null = null): EqualRows {
  const count = columns[0]?.length ?? 0;
  const setOf = new Uint32Array(count);
  const firsts = new Uint32Array(count);
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(2, count * 2)))).fill(NONE);
  let sets = 0;
  for (let row = 0; row < count; row++) {
    const set = has === null || has(row) ? findSet(columns, row, slots, firsts, sets) : sets;
    setOf[row] = set;
    if (set === sets) firsts[sets++] = row;
  }
  return { setOf, ...membersOf(setOf, sets) };
}

/** The set of the rows equal to this one; the next free number, noted in its slot, where there is none yet. */
function findSet(columns: readonly Uint32Array[], row: number, slots: Uint32Array, firsts: Uint32Array, sets: number): number {
  let slot = mixed(columns, row) & (slots.length - 1);
  for (;;) {
    const set = slots[slot] as number;
    if (set === NONE) {
      slots[slot] = sets;
      return sets;
    }
    if (isEqual(columns, row, firsts[set] as number)) return set;
    slot = (slot + 1) & (slots.length - 1);
  }
}

function mixed(columns: readonly Uint32Array[], row: number): number {
  let mix = 0;
  for (const column of columns) {
    mix = Math.imul(mix ^ (column[row] as number), 0x9e3779b1);
    mix ^= mix >>> 15;
  }
  return Math.imul(mix, 0x85ebca6b) >>> 0;
}

function isEqual(columns: readonly Uint32Array[], a: number, b: number): boolean {
  for (const column of columns) if (column[a] !== column[b]) return false;
  return true;
}

function membersOf(setOf: Uint32Array, sets: number): Pick<EqualRows, 'starts' | 'members'> {
  const starts = new Uint32Array(sets + 1);
  for (const set of setOf) starts[set + 1] = (starts[set + 1] as number) + 1;
  for (let set = 0; set < sets; set++) starts[set + 1] = (starts[set + 1] as number) + (starts[set] as number);
  const next = starts.slice();
  const members = new Uint32Array(setOf.length);
  for (let row = 0; row < setOf.length; row++) {
    const set = setOf[row] as number;
    const at = next[set] as number;
    next[set] = at + 1;
    members[at] = row;
  }
  return { starts, members };
}
