import { formatCount } from '../ui/format.ts';
import { cssColor, type Scheme } from '../ui/palette.ts';
import { formatEnds, nameOf, titleOf } from './color-fields.ts';
import { colorOfCode, SCALE_STEPS, type ScaleColoring } from './coloring.ts';
import { type ColoringState, useColoringStore } from './coloring-store.ts';
import { legendRows } from './legend-rows.ts';
import { type MapColors, readMapColors } from './map-colors.ts';
import { labelFont } from './overlay.ts';
import type { Scene } from './scene.ts';

/** Device pixels per CSS pixel of a saved picture. */
const RATIO = 2;
const LEGEND_PX = 220;
const ROW_PX = 22;
const PADDING_PX = 16;

/** What the view shows with its legend beside it, as PNG. */
export async function mapPicture(scene: Scene): Promise<Blob> {
  const map = scene.picture(RATIO);
  const canvas = new OffscreenCanvas(map.width + RATIO * LEGEND_PX, map.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser draws no 2d canvas.');
  const colors = readMapColors(document.documentElement);
  context.fillStyle = colors.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(map, 0, 0);
  context.setTransform(RATIO, 0, 0, RATIO, map.width, 0);
  drawLegend(context, useColoringStore.getState(), colors, map.height / RATIO);
  return canvas.convertToBlob({ type: 'image/png' });
}

function drawLegend(
  context: OffscreenCanvasRenderingContext2D,
  { field, coloring, hidden }: ColoringState,
  colors: MapColors,
  height: number,
): void {
  if (field === null || coloring === null) return;
  const scheme: Scheme = document.documentElement.dataset.mantineColorScheme === 'light' ? 'light' : 'dark';
  context.textBaseline = 'middle';
  context.font = labelFont(13);
  context.fillStyle = colors.text;
  context.fillText(titleOf(field), PADDING_PX, PADDING_PX + 8);
  context.font = labelFont(12).replace('600', '400');
  if (coloring.kind === 'scale') {
    drawScale(context, coloring, scheme, formatEnds(field, coloring.min, coloring.max), colors);
    return;
  }
  const rows = legendRows(coloring).filter(({ code }) => !hidden.has(code));
  const room = Math.max(1, Math.floor((height - 3 * PADDING_PX - ROW_PX) / ROW_PX));
  for (const [place, { code, name, count }] of rows.slice(0, room).entries()) {
    const y = 2 * PADDING_PX + ROW_PX * (place + 0.8);
    context.fillStyle = cssColor(colorOfCode(coloring, code, hidden, scheme));
    context.beginPath();
    context.arc(PADDING_PX + 6, y, 5.5, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = colors.text;
    context.fillText(fitted(context, nameOf(field, name), 120), PADDING_PX + 20, y);
    context.textAlign = 'right';
    context.fillText(formatCount(count), LEGEND_PX - PADDING_PX, y);
    context.textAlign = 'left';
  }
  if (rows.length > room) {
    context.fillText(`and ${formatCount(rows.length - room)} more`, PADDING_PX + 20, 2 * PADDING_PX + ROW_PX * (room + 0.8));
  }
}

function drawScale(
  context: OffscreenCanvasRenderingContext2D,
  coloring: ScaleColoring,
  scheme: Scheme,
  [least, most]: readonly [string, string],
  colors: MapColors,
): void {
  const width = LEGEND_PX - 2 * PADDING_PX;
  for (let step = 0; step < SCALE_STEPS; step++) {
    context.fillStyle = cssColor(colorOfCode(coloring, step, new Set(), scheme));
    context.fillRect(PADDING_PX + (step * width) / SCALE_STEPS, 44, width / SCALE_STEPS + 0.5, 10);
  }
  context.fillStyle = colors.text;
  context.fillText(least, PADDING_PX, 66);
  context.textAlign = 'right';
  context.fillText(most, LEGEND_PX - PADDING_PX, 66);
}

/** Cut to a width, with an ellipsis where something is missing. */
function fitted(context: OffscreenCanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let length = text.length;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return `${text.slice(0, length)}…`;
}
