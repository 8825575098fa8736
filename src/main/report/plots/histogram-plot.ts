import type { Histogram } from '../../../shared/report.ts';
import { countText } from '../figures.ts';
import { html, type Markup } from '../html/markup.ts';
import { countTicks, logTicks } from './ticks.ts';

const WIDTH = 360;
const HEIGHT = 190;
const LEFT = 40;
const BOTTOM = 22;
const TOP = 8;
/** Room for half a label at the right end. */
const RIGHT = 14;

export interface HistogramLook {
  /** For those who do not see it. */
  readonly label: string;
  /** A value of the axis in words. */
  readonly show: (value: number) => string;
  /** Values to mark on the axis instead of round ones. */
  readonly ticks?: readonly number[];
}

/** Bars over a logarithmic or linear axis. */
export function histogramPlot({ edges, counts, scale }: Histogram, { label, show, ticks }: HistogramLook): Markup {
  const [least = 1, most = 2] = [edges[0], edges.at(-1)];
  const on = scale === 'log' ? Math.log2 : (value: number): number => value;
  const x = (value: number): number => LEFT + ((on(value) - on(least)) / (on(most) - on(least))) * (WIDTH - LEFT - RIGHT);
  const highest = Math.max(1, ...counts);
  const y = (count: number): number => TOP + (1 - count / highest) * (HEIGHT - TOP - BOTTOM);
  const marks = (ticks ?? logTicks(least, most, 6)).filter((tick) => tick >= least && tick <= most);
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
    ${countTicks(highest).map(
      (count) => html`<line class="gridline" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${fixed(y(count))}" y2="${fixed(y(count))}"/>
      <text class="tick" x="${LEFT - 6}" y="${fixed(y(count) + 3.5)}" text-anchor="end">${countText(count)}</text>`,
    )}
    ${counts.map((count, index) => barOf(count, x(edges[index] ?? least), x(edges[index + 1] ?? most), y))}
    ${(marks.length > 0 ? marks : [least]).map(
      (tick) => html`<text class="tick" x="${fixed(x(tick))}" y="${HEIGHT - 6}" text-anchor="middle">${show(tick)}</text>`,
    )}
  </svg>`;
}

function barOf(count: number, from: number, to: number, y: (count: number) => number): Markup | null {
  if (count === 0) return null;
  // What is there is seen.
  const height = Math.max(1, y(0) - y(count));
  const width = Math.max(1, Math.min(48, to - from - 1));
  return html`<rect class="bar" x="${fixed((from + to - width) / 2)}" y="${fixed(y(0) - height)}" width="${fixed(width)}" height="${fixed(height)}" rx="1.5"/>`;
}

/** For coordinates: a tenth of a pixel is enough. */
export function fixed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}
