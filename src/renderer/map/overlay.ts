import type { PlacedLabel } from './label-layout.ts';
import type { MapColors } from './map-colors.ts';

const FONT = "'Inter Variable', system-ui, sans-serif";
const MARK_RADIUS_PX = 8;

/** What is drawn over the points. Lengths in CSS pixels of the view. */
export interface Overlay {
  readonly labels: readonly PlacedLabel[];
  /** Corners of the outline that the query asks for, `[x, y, …]`; null: it asks for none. */
  readonly lasso: readonly number[] | null;
  /** Corners of the outline being drawn, `[x, y, …]`; null: none is. */
  readonly outline: readonly number[] | null;
  /** The sample the keyboard is on, and the one under the pointer. */
  readonly focused: readonly [number, number] | null;
  readonly hovered: readonly [number, number] | null;
}

export function labelFont(size: number): string {
  return `600 ${size}px ${FONT}`;
}

/** @throws {Error} where the browser has no 2d canvas */
export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser draws no 2d canvas.');
  return context;
}

/** @param ratio device pixels per CSS pixel */
export function drawOverlay(context: CanvasRenderingContext2D, overlay: Overlay, colors: MapColors, ratio: number): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (overlay.lasso !== null) drawLasso(context, overlay.lasso, colors);
  if (overlay.hovered !== null) drawMark(context, overlay.hovered, colors.text, colors.ground);
  if (overlay.focused !== null) drawMark(context, overlay.focused, colors.accent, colors.ground);
  // Over the rings, so that these cover no word.
  for (const label of overlay.labels) drawLabel(context, label, colors);
  if (overlay.outline !== null) drawOutline(context, overlay.outline, colors);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

function drawLabel(context: CanvasRenderingContext2D, { text, x, y, size }: PlacedLabel, { ground, text: ink }: MapColors): void {
  context.font = labelFont(size);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.globalAlpha = 0.85;
  context.strokeStyle = ground;
  context.strokeText(text, x, y);
  context.globalAlpha = 1;
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

/** A ring, with one in the ground's colour around it, so that it is seen on any points. */
function drawMark(context: CanvasRenderingContext2D, [x, y]: readonly [number, number], color: string, ground: string): void {
  for (const [width, style] of [
    [5, ground],
    [2, color],
  ] as const) {
    context.beginPath();
    context.arc(x, y, MARK_RADIUS_PX, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke();
  }
}

/** A broken line: what was asked for, not what is being drawn. */
function drawLasso(context: CanvasRenderingContext2D, corners: readonly number[], { accent }: MapColors): void {
  tracePolygon(context, corners);
  context.strokeStyle = accent;
  context.lineWidth = 1.5;
  context.setLineDash([6, 4]);
  context.stroke();
  context.setLineDash([]);
}

function tracePolygon(context: CanvasRenderingContext2D, corners: readonly number[]): void {
  context.beginPath();
  for (let at = 0; at + 1 < corners.length; at += 2) context.lineTo(corners[at] ?? 0, corners[at + 1] ?? 0);
  context.closePath();
}

function drawOutline(context: CanvasRenderingContext2D, corners: readonly number[], { accent }: MapColors): void {
  tracePolygon(context, corners);
  context.fillStyle = accent;
  context.globalAlpha = 0.14;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = accent;
  context.lineWidth = 1.5;
  context.stroke();
}
