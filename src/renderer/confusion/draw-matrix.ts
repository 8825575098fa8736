import type { Normalisation } from '../state/confusion-settings.ts';
import { inkOn } from './color-scale.ts';
import { colorOf, type MatrixColors } from './matrix-colors.ts';
import {
  AXIS_PX,
  type CellPlace,
  columnsInView,
  type MatrixCamera,
  type MatrixHit,
  type MatrixView,
  NAME_GAP_PX,
  rowsInView,
} from './matrix-layout.ts';
import type { MatrixTheme } from './matrix-theme.ts';
import { cellText, shownName } from './matrix-words.ts';
import { nameAt, type ShownMatrix } from './shown-matrix.ts';
import type { TextWidths } from './text-widths.ts';
import { levelFor, type ValueLevel } from './value-levels.ts';

/** All that a frame shows. */
export interface MatrixFrame {
  readonly shown: ShownMatrix;
  readonly normalisation: Normalisation;
  readonly levels: readonly ValueLevel[];
  /** A level as a picture, a pixel a block. */
  readonly pictureOf: (level: number) => CanvasImageSource | null;
  readonly colors: MatrixColors;
  readonly view: MatrixView;
  readonly camera: MatrixCamera;
  readonly theme: MatrixTheme;
  readonly hovered: MatrixHit | null;
  readonly focused: CellPlace | null;
  /** What the query shows. */
  readonly opened: MatrixHit | null;
  /** The matrix has the keyboard. */
  readonly hasFocus: boolean;
  readonly names: TextWidths;
  readonly numbers: TextWidths;
}

type Context = CanvasRenderingContext2D;

export const NAME_FONT_PX = 11;
export const NUMBER_FONT_PX = 11;
/** Smaller cells have no names, and no numbers. */
const NAMES_FROM_PX = 12;
const NUMBERS_FROM_PX = 18;
/** Larger cells are told apart by lines. */
const LINES_FROM_PX = 7;

/** Draws a frame: the picture of the matrix, scaled, and over it what is in view. Lengths in CSS pixels. */
export function drawMatrix(context: Context, frame: MatrixFrame): void {
  const { view, theme } = frame;
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, view.width, view.height);
  context.save();
  context.beginPath();
  context.rect(view.left, view.top, view.width - view.left, view.height - view.top);
  context.clip();
  drawCells(context, frame);
  drawRings(context, frame);
  context.restore();
  drawNames(context, frame, 'row');
  drawNames(context, frame, 'column');
  drawAxes(context, frame);
}

function drawCells(context: Context, frame: MatrixFrame): void {
  const { levels, camera, view } = frame;
  const index = levelFor(camera.scale * devicePixelRatio, levels.length);
  const picture = frame.pictureOf(index);
  const level = levels[index];
  if (picture === null || level === undefined) return;
  const [x, y] = [xOf(frame, 0), yOf(frame, 0)];
  // The last block of a coarse level may reach beyond the last cell.
  const extent = level.side * 2 ** index * camera.scale;
  context.save();
  context.beginPath();
  context.rect(x, y, view.side * camera.scale, view.side * camera.scale);
  context.clip();
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, x, y, extent, extent);
  drawBands(context, frame);
  if (camera.scale >= LINES_FROM_PX) drawLines(context, frame);
  drawNoneEdge(context, frame);
  if (camera.scale >= NUMBERS_FROM_PX) drawNumbers(context, frame);
  context.restore();
}

/** The row and the column that the pointer, or else the keyboard, is at. */
function drawBands(context: Context, frame: MatrixFrame): void {
  const { row, column } = pointed(frame);
  const { view, camera, theme } = frame;
  context.fillStyle = theme.band;
  const whole = view.side * camera.scale;
  if (row !== null) context.fillRect(xOf(frame, 0), yOf(frame, row), whole, camera.scale);
  if (column !== null) context.fillRect(xOf(frame, column), yOf(frame, 0), camera.scale, whole);
}

function drawLines(context: Context, frame: MatrixFrame): void {
  const { view, theme, camera } = frame;
  const [rows, columns] = [rowsInView(camera, view), columnsInView(camera, view)];
  context.fillStyle = theme.ground;
  for (let row = rows.first; row <= rows.end; row++)
    context.fillRect(view.left, onPixel(yOf(frame, row)), view.width, hairline());
  for (let column = columns.first; column <= columns.end; column++)
    context.fillRect(onPixel(xOf(frame, column)), view.top, hairline(), view.height);
}

/** What has no label or no prediction is set apart. */
function drawNoneEdge(context: Context, frame: MatrixFrame): void {
  const { shown, view, theme } = frame;
  if (shown.order.length === shown.matrix.classes) return;
  const last = view.side - 1;
  context.fillStyle = theme.quietText;
  context.fillRect(onPixel(xOf(frame, last)), view.top, hairline(), view.height);
  context.fillRect(view.left, onPixel(yOf(frame, last)), view.width, hairline());
}

function drawNumbers(context: Context, frame: MatrixFrame): void {
  const { shown, view, camera, colors, levels, numbers, theme, normalisation } = frame;
  const [rows, columns] = [rowsInView(camera, view), columnsInView(camera, view)];
  const values = levels[0]?.values;
  context.font = `${NUMBER_FONT_PX}px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let row = rows.first; row < rows.end; row++) {
    for (let column = columns.first; column < columns.end; column++) {
      const value = values?.[row * view.side + column] ?? 0;
      if (value === 0) continue;
      const text = cellText(shown, normalisation, row, column);
      if (text === '' || numbers.of(text) > camera.scale - 4) continue;
      context.fillStyle = inkOn(colorOf(value, row === column, colors));
      context.fillText(text, xOf(frame, column + 0.5), yOf(frame, row + 0.5) + 0.5);
    }
  }
}

function drawRings(context: Context, frame: MatrixFrame): void {
  const { opened, focused, theme, hasFocus, hovered, view } = frame;
  if (hovered?.kind === 'cell') drawRing(context, frame, { ...hovered, rows: 1, columns: 1 }, theme.text, 1);
  if (opened !== null) {
    const [row, column] = ['row' in opened ? opened.row : 0, 'column' in opened ? opened.column : 0];
    const [rows, columns] = ['row' in opened ? 1 : view.side, 'column' in opened ? 1 : view.side];
    drawRing(context, frame, { row, column, rows, columns }, theme.accent, 2);
  }
  if (focused !== null && hasFocus) drawRing(context, frame, { ...focused, rows: 1, columns: 1 }, theme.focus, 2);
}

interface Cells extends CellPlace {
  readonly rows: number;
  readonly columns: number;
}

/** Around cells, with a dark line outside so that it is seen on any colour; never smaller than can be seen. */
function drawRing(
  context: Context,
  frame: MatrixFrame,
  { row, column, rows, columns }: Cells,
  color: string,
  width: number,
): void {
  const { scale } = frame.camera;
  const grown = Math.max(0, (6 - Math.min(rows, columns) * scale) / 2);
  const [x, y] = [xOf(frame, column) - grown, yOf(frame, row) - grown];
  const [across, down] = [columns * scale + 2 * grown, rows * scale + 2 * grown];
  context.lineWidth = width + 2;
  context.strokeStyle = frame.theme.ground;
  context.strokeRect(x, y, across, down);
  context.lineWidth = width;
  context.strokeStyle = color;
  context.strokeRect(x, y, across, down);
}

/** Names of what is in view where there is room for each, else of what is pointed at. */
function drawNames(context: Context, frame: MatrixFrame, axis: 'row' | 'column'): void {
  const { view, camera, theme } = frame;
  context.save();
  context.beginPath();
  if (axis === 'row') context.rect(0, view.top, view.left, view.height - view.top);
  else context.rect(view.left, 0, view.width - view.left, view.top);
  context.clip();
  context.textBaseline = 'middle';
  const marked = pointed(frame)[axis];
  const seen = axis === 'row' ? rowsInView(camera, view) : columnsInView(camera, view);
  if (camera.scale >= NAMES_FROM_PX) {
    for (let place = seen.first; place < seen.end; place++)
      if (place !== marked) drawName(context, frame, axis, place, theme.quietText);
  }
  if (marked !== null && marked >= seen.first && marked < seen.end) drawName(context, frame, axis, marked, theme.text);
  context.restore();
}

function drawName(context: Context, frame: MatrixFrame, axis: 'row' | 'column', place: number, color: string): void {
  const { shown, view, camera, theme, names } = frame;
  const name = nameAt(shown, place);
  const room = (axis === 'row' ? view.left : view.top) - AXIS_PX - NAME_GAP_PX;
  context.font = `${name === null ? 'italic ' : ''}${NAME_FONT_PX}px ${theme.font}`;
  context.fillStyle = name === null && color === theme.quietText ? theme.faintText : color;
  if (axis === 'row') {
    context.textAlign = 'right';
    context.fillText(names.fitted(shownName(name), room), view.left - NAME_GAP_PX, yOf(frame, place + 0.5) + 0.5);
  } else if (view.areNamesLying) {
    context.textAlign = 'center';
    context.fillText(names.fitted(shownName(name), camera.scale), xOf(frame, place + 0.5), (AXIS_PX + view.top) / 2);
  } else {
    context.save();
    context.translate(xOf(frame, place + 0.5), view.top - NAME_GAP_PX);
    context.rotate(-Math.PI / 2);
    context.textAlign = 'left';
    context.fillText(names.fitted(shownName(name), room), 0, 0.5);
    context.restore();
  }
}

function drawAxes(context: Context, { view, theme, camera }: MatrixFrame): void {
  context.font = `500 ${NAME_FONT_PX}px ${theme.font}`;
  context.fillStyle = theme.faintText;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const [across, down] = [
    Math.min(view.width - view.left, view.side * camera.scale),
    Math.min(view.height - view.top, view.side * camera.scale),
  ];
  context.fillText('Prediction', view.left + across / 2, AXIS_PX / 2);
  context.save();
  context.translate(AXIS_PX / 2, view.top + down / 2);
  context.rotate(-Math.PI / 2);
  context.fillText('Label', 0, 0);
  context.restore();
}

function pointed({ hovered, focused, hasFocus }: MatrixFrame): { readonly row: number | null; readonly column: number | null } {
  const at = hovered ?? (hasFocus ? focused : null);
  if (at === null) return { row: null, column: null };
  return { row: 'row' in at ? at.row : null, column: 'column' in at ? at.column : null };
}

function xOf({ view, camera }: MatrixFrame, column: number): number {
  return view.left + (column - camera.x) * camera.scale;
}

function yOf({ view, camera }: MatrixFrame, row: number): number {
  return view.top + (row - camera.y) * camera.scale;
}

const hairline = (): number => Math.max(1, Math.round(devicePixelRatio)) / devicePixelRatio;
const onPixel = (at: number): number => Math.round(at * devicePixelRatio) / devicePixelRatio;
