/** What annotations say of an object besides its box, in pixels of the picture as it is shown. */
export interface BoxShape {
  readonly class: string;
  /** Which of the sample's given boxes it is of, from 0. */
  readonly box: number;
  /** Outlines, x and y by turns. */
  readonly outlines: readonly (readonly number[])[];
  /** Rectangles that make up a mask: left, top, width and height by turns. */
  readonly mask: readonly number[];
  /** Keypoints that are there: x, y and 1 (hidden) or 2 (seen) by turns. */
  readonly keypoints: readonly number[];
}
