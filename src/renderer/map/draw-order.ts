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

/** Lists for as many places, to be written to again and again: a million take 12 MB, which are not to be made at every click. */
export function emptyLists(places: number): DrawLists {
  return { outside: new Uint32Array(places), inside: new Uint32Array(places), selected: new Uint32Array(places) };
}

/**
 * Views on `room`, whose old content is lost.
 * @param order places, all or some of them
 * @param states of all points
 * @param room lists that are as long as the order
 */
export function drawLists(order: Uint32Array, states: Uint8Array, room: DrawLists = emptyLists(order.length)): DrawLists {
  const { outside, inside, selected } = room;
  let [outsideEnd, insideEnd, selectedEnd] = [0, 0, 0];
  for (let at = 0; at < order.length; at++) {
    const place = order[at] ?? 0;
    const state = states[place] ?? 0;
    if (state === 0) outside[outsideEnd++] = place;
    else if (state === INSIDE) inside[insideEnd++] = place;
    else selected[selectedEnd++] = place;
  }
  return {
    outside: outside.subarray(0, outsideEnd),
    inside: inside.subarray(0, insideEnd),
    selected: selected.subarray(0, selectedEnd),
  };
}
