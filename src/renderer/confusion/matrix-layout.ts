import type { ConfusionMove } from '../state/confusion-commands.ts';

/** Where a matrix lies in its view: names of rows on the left, names of columns above, cells in between. CSS pixels. */
export interface MatrixView {
  readonly width: number;
  readonly height: number;
  /** Room for the names of rows and of columns. */
  readonly left: number;
  readonly top: number;
  /** Names of columns lie over their cells; else they stand upright. */
  readonly areNamesLying: boolean;
  /** Rows, and columns, of the matrix. */
  readonly side: number;
}

/** What part of the matrix is seen. */
export interface MatrixCamera {
  /** Cells left of, and above, what is seen. */
  readonly x: number;
  readonly y: number;
  /** CSS pixels a cell. */
  readonly scale: number;
}

/** What is at a point, by place. */
export type MatrixHit =
  | { readonly kind: 'cell'; readonly row: number; readonly column: number }
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'column'; readonly column: number };

export interface CellRange {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

/** A small matrix is not blown up beyond this to fill its view. */
const MOST_FIT_SCALE = 72;
const MOST_SCALE = 96;
/** Left free at the right and below. */
export const MARGIN_PX = 8;

/** All of the matrix. */
export function fitCamera(view: MatrixView): MatrixCamera {
  const room = Math.min(view.width - view.left, view.height - view.top) - MARGIN_PX;
  return { x: 0, y: 0, scale: Math.min(MOST_FIT_SCALE, Math.max(1, room) / Math.max(1, view.side)) };
}

/** Zooms so that what is under (x, y) of the view stays there. Never farther away than all of it. */
export function zoomAt(camera: MatrixCamera, factor: number, x: number, y: number, view: MatrixView): MatrixCamera {
  const scale = Math.min(MOST_SCALE, Math.max(fitCamera(view).scale, camera.scale * factor));
  const [left, top] = [Math.max(0, x - view.left), Math.max(0, y - view.top)];
  return held({ x: camera.x + left / camera.scale - left / scale, y: camera.y + top / camera.scale - top / scale, scale }, view);
}

/** Moves what is seen by CSS pixels: to the right by `dx`, downwards by `dy`. */
export function panBy(camera: MatrixCamera, dx: number, dy: number, view: MatrixView): MatrixCamera {
  return held({ ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale }, view);
}

/** The least movement that shows a cell whole. */
export function reveal(camera: MatrixCamera, row: number, column: number, view: MatrixView): MatrixCamera {
  const x = revealed(camera.x, column, (view.width - view.left) / camera.scale);
  const y = revealed(camera.y, row, (view.height - view.top) / camera.scale);
  return held({ ...camera, x, y }, view);
}

/** Keeps the matrix in the view, without a gap at an edge where it is larger. */
export function held({ x, y, scale }: MatrixCamera, view: MatrixView): MatrixCamera {
  const fitted = Math.max(scale, fitCamera(view).scale);
  return {
    scale: fitted,
    x: heldAlong(x, view.side, (view.width - view.left - MARGIN_PX) / fitted),
    y: heldAlong(y, view.side, (view.height - view.top - MARGIN_PX) / fitted),
  };
}

/** What is at a point of the view; null: nothing. */
export function hitAt({ x: cameraX, y: cameraY, scale }: MatrixCamera, view: MatrixView, x: number, y: number): MatrixHit | null {
  if (x < 0 || y < 0 || x >= view.width || y >= view.height) return null;
  const [column, row] = [Math.floor((x - view.left) / scale + cameraX), Math.floor((y - view.top) / scale + cameraY)];
  const [isLeft, isAbove] = [x < view.left, y < view.top];
  if ((isLeft && isAbove) || (!isLeft && column >= view.side) || (!isAbove && row >= view.side)) return null;
  if (isLeft) return { kind: 'row', row };
  return isAbove ? { kind: 'column', column } : { kind: 'cell', row, column };
}

/** Columns in view, partly seen ones included. */
export function columnsInView({ x, scale }: MatrixCamera, view: MatrixView): CellRange {
  return rangeAlong(x, (view.width - view.left) / scale, view.side);
}

/** Rows in view, partly seen ones included. */
export function rowsInView({ y, scale }: MatrixCamera, view: MatrixView): CellRange {
  return rangeAlong(y, (view.height - view.top) / scale, view.side);
}

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** The cell that a move leads to. first, last: of its row. diagonal: of its row, where label and prediction are the same. */
export function movedCell({ row, column }: CellPlace, move: ConfusionMove, side: number, page: number): CellPlace {
  const within = (place: number): number => Math.min(side - 1, Math.max(0, place));
  const moves: Readonly<Record<ConfusionMove, CellPlace>> = {
    left: { row, column: column - 1 },
    right: { row, column: column + 1 },
    up: { row: row - 1, column },
    down: { row: row + 1, column },
    'page-up': { row: row - page, column },
    'page-down': { row: row + page, column },
    first: { row, column: 0 },
    last: { row, column: side - 1 },
    diagonal: { row, column: row },
  };
  return { row: within(moves[move].row), column: within(moves[move].column) };
}

/** How wide names may be, CSS pixels. */
const NAMES_PX = { least: 20, most: 132 } as const;
/** What the axes are called stands outside of the names. */
export const AXIS_PX = 18;
/** Between a name and its cells. */
export const NAME_GAP_PX = 6;
const LINE_PX = 22;

/**
 * The view with room for names: above the columns they stand upright, unless each has room to lie over its cells when all of the
 * matrix is seen.
 * @param widest the widest name, CSS pixels
 */
export function matrixView(width: number, height: number, side: number, widest: number): MatrixView {
  const names = Math.ceil(Math.min(NAMES_PX.most, Math.max(NAMES_PX.least, widest))) + NAME_GAP_PX;
  const lying = { width, height, left: AXIS_PX + names, top: AXIS_PX + LINE_PX, areNamesLying: true, side };
  return widest + NAME_GAP_PX <= fitCamera(lying).scale ? lying : { ...lying, top: AXIS_PX + names, areNamesLying: false };
}

function heldAlong(at: number, length: number, room: number): number {
  return Math.max(0, Math.min(length - room, at));
}

function revealed(at: number, place: number, room: number): number {
  if (place < at) return place;
  return place + 1 > at + room ? place + 1 - room : at;
}

function rangeAlong(at: number, room: number, side: number): CellRange {
  return { first: Math.max(0, Math.floor(at)), end: Math.min(side, Math.ceil(at + room)) };
}
