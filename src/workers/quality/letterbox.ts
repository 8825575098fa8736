import type { Pixels } from '../decode/pixels.ts';

/** How far a value of a bar may lie from the bar's colour: what strong JPEG compression leaves of a plain area. */
const PLAIN = 12;
/** Share of a line's pixels that have to be plain; what little else there is are specks. */
const PLAIN_SHARE = 0.985;
/** A pixel that is this far off in one channel is no longer the bar's. */
const CONTENT = 20;
/** Share of the first line of content that has to differ from the bar. */
const CONTENT_SHARE = 0.75;
/** Resizing and compression blur an edge over this many lines. */
const EDGE_LINES = 2;
/** Behind the edge there has to be content over as many lines: a frame drawn on a plain ground is no edge of a picture. */
const CONTENT_LINES = 3;

/** Rows from one side of a picture inwards, or columns: pixel `i` of line `n` lies at `origin + n * lineStep + i * step`. */
interface Lines {
  readonly data: Uint8Array;
  readonly channels: number;
  readonly origin: number;
  readonly lineStep: number;
  readonly step: number;
  readonly lines: number;
  readonly length: number;
}

/** Red, green and blue; of a grey picture three times the same. */
type Colour = readonly [number, number, number];

function edgeMean({ data, origin, step, length }: Lines, channel: number): number {
  let sum = 0;
  for (let i = 0, at = origin + channel; i < length; i++, at += step) sum += data[at] as number;
  return sum / length;
}

/** Mean along the outermost line: of a plain one, its colour, whatever few specks there are. */
function edgeColour(side: Lines): Colour {
  const red = edgeMean(side, 0);
  return side.channels >= 3 ? [red, edgeMean(side, 1), edgeMean(side, 2)] : [red, red, red];
}

/** How many pixels of a line lie further from a colour than `distance`, in any channel; stops counting above `most`. */
function countOther(sides: Lines, line: number, colour: Colour, distance: number, most: number): number {
  const { data, origin, lineStep, step, length } = sides;
  const [red, green, blue] = colour;
  const [greenAt, blueAt] = sides.channels >= 3 ? [1, 2] : [0, 0];
  let other = 0;
  for (let i = 0, at = origin + line * lineStep; i < length && other <= most; i++, at += step) {
    const isNear =
      Math.abs((data[at] as number) - red) <= distance &&
      Math.abs((data[at + greenAt] as number) - green) <= distance &&
      Math.abs((data[at + blueAt] as number) - blue) <= distance;
    if (!isNear) other++;
  }
  return other;
}

interface Bar {
  readonly lines: number;
  readonly colour: Colour;
}

const NO_BAR: Bar = { lines: 0, colour: [0, 0, 0] };

/** The plain bar along one side; none where it ends in no straight, sharp edge. */
function barOf(side: Lines): Bar {
  const colour = edgeColour(side);
  const specks = Math.floor(side.length * (1 - PLAIN_SHARE));
  let lines = 0;
  while (lines < side.lines && countOther(side, lines, colour, PLAIN, specks) <= specks) lines++;
  const isContent = (line: number): boolean =>
    line < side.lines && countOther(side, line, colour, CONTENT, side.length) >= side.length * CONTENT_SHARE;
  if (lines === 0 || lines === side.lines) return NO_BAR;
  for (let first = lines; first <= lines + EDGE_LINES; first++) {
    if (Array.from({ length: CONTENT_LINES }, (_, n) => first + n).every(isContent)) return { lines, colour };
  }
  return NO_BAR;
}

/** Lines that two opposite sides' bars of one colour take together; 0 where one of them is missing. */
function barLines(one: Lines, other: Lines): readonly [number, number] {
  const bar = barOf(one);
  const opposite = bar.lines === 0 ? NO_BAR : barOf(other);
  if (opposite.lines === 0) return [0, 0];
  const isAlike = bar.colour.every((value, channel) => Math.abs(value - (opposite.colour[channel] as number)) <= PLAIN);
  return isAlike ? [bar.lines, opposite.lines] : [0, 0];
}

/**
 * 1 less the share of a picture that plain bars take, above and below, left and right, or all around. Both of two opposite
 * sides must have one, of one colour, and each must end in a straight, sharp edge: a white ground behind a product or a dark
 * sky is no bar.
 */
export function letterboxScore({ data, width, height, channels }: Pixels): number {
  const row = width * channels;
  const rows = { data, channels, step: channels, lines: height, length: width };
  const [top, bottom] = barLines({ ...rows, origin: 0, lineStep: row }, { ...rows, origin: (height - 1) * row, lineStep: -row });
  const inner = height - top - bottom;
  const columns = { data, channels, step: row, lines: width, length: inner };
  const [left, right] = barLines(
    { ...columns, origin: top * row, lineStep: channels },
    { ...columns, origin: top * row + row - channels, lineStep: -channels },
  );
  return (inner * (width - left - right)) / (width * height);
}
