/** Around a path, for each of the eight turns of `workers/duplicates/turns.ts`, 0 being upright, and for PART. */
const COPIES: readonly (readonly [before: string, after: string])[] = [
  ['a re-encoded, resized or slightly changed copy of', ''],
  ['a mirrored copy of', ''],
  ['a copy of', ', flipped upside down'],
  ['a copy of', ', turned by 180°'],
  ['a copy of', ', turned by 90° clockwise and mirrored'],
  ['a copy of', ', turned by 90° clockwise'],
  ['a copy of', ', turned by 90° counter-clockwise'],
  ['a copy of', ', turned by 90° counter-clockwise and mirrored'],
  ['a cropped, tilted, framed or written-upon copy of', ''],
];

/** @param turn 0-8: how the original has to be flipped or turned to match its copy @returns "a mirrored copy of a.jpg" */
export function copyInWords(path: string, turn: number): string {
  const [before, after] = COPIES[turn] ?? ['a copy of', ''];
  return `${before} ${path}${after}`;
}
