const EMPTY = -1;
/** Returned for a key that several places have. */
export const SEVERAL = -2;

/** Finds places 0 … n−1 by a text each of them has. Holds no text of its own, so that a million of them are 8 MB. */
export interface KeyIndex {
  /** @returns the place; SEVERAL; -1 where there is none */
  find(key: string): number;
}

/**
 * Hash table with open addressing over FNV-1a.
 * @param keyOf text of a place, the same each time; null: not to be found
 * @param pause awaited between places
 */
export async function buildKeyIndex(
  places: number,
  keyOf: (place: number) => string | null,
  pause: () => Promise<void> | undefined,
): Promise<KeyIndex> {
  const bits = Math.max(3, Math.ceil(Math.log2(places * 2 + 1)));
  const mask = 2 ** bits - 1;
  const slots = new Int32Array(mask + 1).fill(EMPTY);
  const isRepeated = new Uint8Array(mask + 1);

  /** The slot that has a key, or the empty one that is its own. */
  function slotOf(key: string): number {
    let slot = hashOf(key) & mask;
    for (;;) {
      const place = slots[slot] ?? EMPTY;
      if (place === EMPTY || keyOf(place) === key) return slot;
      slot = (slot + 1) & mask;
    }
  }

  for (let place = 0; place < places; place++) {
    const key = keyOf(place);
    if (key !== null) {
      const slot = slotOf(key);
      if (slots[slot] === EMPTY) slots[slot] = place;
      else isRepeated[slot] = 1;
    }
    const waiting = pause();
    if (waiting !== undefined) await waiting;
  }
  return {
    find(key) {
      const slot = slotOf(key);
      return isRepeated[slot] === 1 ? SEVERAL : (slots[slot] ?? EMPTY);
    },
  };
}

/** FNV-1a of UTF-16 units, its high bits mixed into the low ones. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
