/** What is known of a point besides its place and colour, as bits. */
export const INSIDE = 1;
export const SELECTED = 2;

/**
 * Places in the order points are drawn: mixed, so that no class lies over all others only because its folder comes last,
 * and so that the first part of the order alone is a fair picture of the whole. Same number of points: same order.
 */
export function drawOrder(points: number): Uint32Array {
  const order = new Uint32Array(points);
  for (let at = 0; at < points; at++) order[at] = at;
  let state = 0x9e3779b9;
  for (let at = points - 1; at > 0; at--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    const place = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = place;
  }
  return order;
}

/** The order apart by what is drawn over what: outside of the query first, then what is in it, the selected ones last. */
export interface DrawLists {
  readonly outside: Uint32Array;
  readonly inside: Uint32Array;
  readonly selected: Uint32Array;
}

/** @param order places, all or some of them @param states of all points */
export function drawLists(order: Uint32Array, states: Uint8Array): DrawLists {
  const sizes = [0, 0, 0, 0];
  for (let at = 0; at < order.length; at++) {
    const state = states[order[at] ?? 0] ?? 0;
    sizes[state] = (sizes[state] ?? 0) + 1;
  }
  const outside = new Uint32Array(sizes[0] ?? 0);
  const inside = new Uint32Array(sizes[INSIDE] ?? 0);
  const selected = new Uint32Array(order.length - outside.length - inside.length);
  let [outsideEnd, insideEnd, selectedEnd] = [0, 0, 0];
  for (let at = 0; at < order.length; at++) {
    const place = order[at] ?? 0;
    const state = states[place] ?? 0;
    if (state === 0) outside[outsideEnd++] = place;
    else if (state === INSIDE) inside[insideEnd++] = place;
    else selected[selectedEnd++] = place;
  }
  return { outside, inside, selected };
}
