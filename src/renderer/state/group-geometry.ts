/** Leads from a group to the one that stands a number of lines below it, nearest to a column of members. */
export type LineStep = (place: number, lines: number, column: number) => number;

let lineStep: LineStep = (place, lines) => place + lines;

/** Keys ask where the list has placed its groups; it tells whenever it is laid out anew. */
export function setGroupGeometry(step: LineStep): void {
  lineStep = step;
}

export function placeLinesBelow(place: number, lines: number, member: number): number {
  return lineStep(place, lines, member);
}
