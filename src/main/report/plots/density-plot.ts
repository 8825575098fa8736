import type { PictureSizes } from '../../../shared/report.ts';
import { countText } from '../figures.ts';
import { html, type Markup } from '../html/markup.ts';
import { fixed } from './histogram-plot.ts';
import { logTicks } from './ticks.ts';

const SIDE = 360;
const LEFT = 44;
const BOTTOM = 36;
const MARGIN = 10;
/** Octaves at least, so that pictures of one size are a spot and no wall. */
const LEAST_OCTAVES = 3;

/** Where the pictures lie by width and height, both logarithmic; the darker a cell, the more. */
export function densityPlot({ cells, perOctave }: Pick<PictureSizes, 'cells' | 'perOctave'>, label: string): Markup {
  const { first, bins } = extentOf(cells, perOctave);
  const [right, top, bottom] = [SIDE - MARGIN, MARGIN, SIDE - BOTTOM];
  const x = (bin: number): number => LEFT + ((bin - first) / bins) * (right - LEFT);
  const y = (bin: number): number => bottom - ((bin - first) / bins) * (bottom - top);
  const most = cells.reduce((highest, { pictures }) => Math.max(highest, pictures), 1);
  const [least, greatest] = [2 ** (first / perOctave), 2 ** ((first + bins) / perOctave)];
  const ticks = logTicks(least, greatest, 6).map((value) => ({ value, bin: perOctave * Math.log2(value) }));
  return html`<svg class="plot" viewBox="0 0 ${SIDE} ${SIDE}" role="img" aria-label="${label}">
    ${ticks.map(
      ({ value, bin }) => html`<line class="gridline" x1="${fixed(x(bin))}" x2="${fixed(x(bin))}" y1="${top}" y2="${bottom}"/>
      <line class="gridline" x1="${LEFT}" x2="${right}" y1="${fixed(y(bin))}" y2="${fixed(y(bin))}"/>
      <text class="tick" x="${fixed(x(bin))}" y="${bottom + 15}" text-anchor="middle">${countText(value)}</text>
      <text class="tick" x="${LEFT - 6}" y="${fixed(y(bin) + 3.5)}" text-anchor="end">${countText(value)}</text>`,
    )}
    <line class="diagonal" x1="${LEFT}" y1="${bottom}" x2="${right}" y2="${top}"/>
    ${cells.map((cell) => {
      const [width, height] = [x(cell.x + 1) - x(cell.x), y(cell.y) - y(cell.y + 1)];
      // Few beside many are still seen.
      const strength = 0.25 + (0.75 * Math.log1p(cell.pictures)) / Math.log1p(most);
      return html`<rect class="bar" x="${fixed(x(cell.x))}" y="${fixed(y(cell.y + 1))}" width="${fixed(width)}" height="${fixed(height)}" fill-opacity="${strength.toFixed(2)}"/>`;
    })}
    <text class="axis" x="${(LEFT + right) / 2}" y="${SIDE - 4}" text-anchor="middle">width, px</text>
    <text class="axis" transform="translate(10 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">height, px</text>
  </svg>`;
}

/** The same bins for both axes, with one to spare at each end. */
function extentOf(cells: PictureSizes['cells'], perOctave: number): { readonly first: number; readonly bins: number } {
  const least = cells.reduce((bin, { x, y }) => Math.min(bin, x, y), Number.POSITIVE_INFINITY);
  const most = cells.reduce((bin, { x, y }) => Math.max(bin, x, y), 0);
  const bins = Math.max(LEAST_OCTAVES * perOctave, most - least + 3);
  return { first: least - Math.floor((bins - (most - least + 1)) / 2), bins };
}
