import type { FocusedCell, MatrixPart } from '../state/confusion-part.ts';
import type { ColorScaleKind, Normalisation } from '../state/confusion-settings.ts';
import { matrixRamps } from './color-scale.ts';
import { drawMatrix, NAME_FONT_PX, NUMBER_FONT_PX } from './draw-matrix.ts';
import { type MatrixColors, matrixColors, paintLevel } from './matrix-colors.ts';
import {
  type CellPlace,
  fitCamera,
  held,
  hitAt,
  type MatrixCamera,
  type MatrixHit,
  type MatrixView,
  matrixView,
  panBy,
  reveal,
  zoomAt,
} from './matrix-layout.ts';
import type { MatrixTheme } from './matrix-theme.ts';
import { shownName } from './matrix-words.ts';
import { nameAt, placeOf, type ShownMatrix, shownValues } from './shown-matrix.ts';
import { TextWidths } from './text-widths.ts';
import { type ValueLevel, valueLevels } from './value-levels.ts';

export interface MatrixLooks {
  readonly normalisation: Normalisation;
  readonly scale: ColorScaleKind;
  readonly isDiagonalHidden: boolean;
  readonly scheme: 'dark' | 'light';
  readonly theme: MatrixTheme;
}

/** Nothing differs in scale by less than this share. */
const NEARLY = 1e-3;

/** A confusion matrix on a canvas: a picture of it made once, scaled, and names and numbers of what is in view. */
export class MatrixScene {
  readonly #canvas: HTMLCanvasElement;
  readonly #onHover: (hit: MatrixHit | null) => void;
  #shown: ShownMatrix | null = null;
  #looks: MatrixLooks | null = null;
  #levels: readonly ValueLevel[] = [];
  #pictures: HTMLCanvasElement[] = [];
  #colors: MatrixColors | null = null;
  #names: TextWidths | null = null;
  #numbers: TextWidths | null = null;
  #size = { width: 0, height: 0 };
  #view: MatrixView = { width: 0, height: 0, left: 0, top: 0, areNamesLying: true, side: 0 };
  #camera: MatrixCamera = { x: 0, y: 0, scale: 1 };
  #hovered: MatrixHit | null = null;
  #focused: CellPlace | null = null;
  #opened: MatrixHit | null = null;
  #hasFocus = false;
  #frame = 0;

  /** @param onHover told of what is under the pointer */
  constructor(canvas: HTMLCanvasElement, onHover: (hit: MatrixHit | null) => void) {
    this.#canvas = canvas;
    this.#onHover = onHover;
  }

  get shown(): ShownMatrix | null {
    return this.#shown;
  }

  get focused(): CellPlace | null {
    return this.#focused;
  }

  get colors(): MatrixColors | null {
    return this.#colors;
  }

  /** Rows that are seen whole. */
  get page(): number {
    return Math.max(1, Math.floor((this.#view.height - this.#view.top) / this.#camera.scale) - 1);
  }

  /** Shows a matrix; the place stays where it has as many classes as the one before. */
  setMatrix(shown: ShownMatrix, looks: MatrixLooks): void {
    const isOther = this.#shown?.order.length !== shown.order.length;
    const isFitted = isOther || this.#isFitted();
    const isFontOther = this.#looks?.theme.font !== looks.theme.font;
    [this.#shown, this.#looks] = [shown, looks];
    const side = shown.order.length;
    this.#levels = valueLevels(shownValues(shown, looks.normalisation), side, looks.isDiagonalHidden);
    this.#colors = matrixColors(this.#levels[0]?.values ?? new Float32Array(0), side, {
      ramps: matrixRamps(looks.scheme),
      kind: looks.scale,
      isChange: shown.before !== null,
    });
    this.#pictures = [];
    if (isFontOther) this.#measureWith(looks.theme.font);
    if (isOther) this.#setHovered(null);
    this.#layOut();
    this.#camera = isFitted ? fitCamera(this.#view) : held(this.#camera, this.#view);
    this.draw();
  }

  /** @param focus the cell under the keyboard, by names @param opened what the query shows */
  setMarks(focus: FocusedCell | null, opened: MatrixPart | null): void {
    if (this.#shown === null) return;
    const at = focus === null ? null : hitOf(this.#shown, { kind: 'cell', ...focus });
    this.#focused = at?.kind === 'cell' ? at : null;
    this.#opened = opened === null ? null : hitOf(this.#shown, opened);
    this.draw();
  }

  setHasFocus(hasFocus: boolean): void {
    this.#hasFocus = hasFocus;
    this.draw();
  }

  resize(width: number, height: number): void {
    const isFitted = this.#isFitted();
    this.#size = { width, height };
    this.#canvas.width = Math.max(1, Math.round(width * devicePixelRatio));
    this.#canvas.height = Math.max(1, Math.round(height * devicePixelRatio));
    this.#layOut();
    this.#camera = isFitted ? fitCamera(this.#view) : held(this.#camera, this.#view);
    this.#draw();
  }

  fit(): void {
    this.#camera = fitCamera(this.#view);
    this.draw();
  }

  pan(dx: number, dy: number): void {
    this.#camera = panBy(this.#camera, dx, dy, this.#view);
    this.draw();
  }

  /** @param x @param y of the view: what is there stays there; absent: the focused cell, else the middle */
  zoomBy(factor: number, x?: number, y?: number): void {
    const { left, top, width, height } = this.#view;
    const place = this.#focused;
    const middle = { x: (left + width) / 2, y: (top + height) / 2 };
    const at =
      place === null
        ? middle
        : {
            x: left + (place.column + 0.5 - this.#camera.x) * this.#camera.scale,
            y: top + (place.row + 0.5 - this.#camera.y) * this.#camera.scale,
          };
    this.#camera = zoomAt(this.#camera, factor, x ?? at.x, y ?? at.y, this.#view);
    if (x === undefined && place !== null) this.#camera = reveal(this.#camera, place.row, place.column, this.#view);
    this.draw();
  }

  reveal({ row, column }: CellPlace): void {
    this.#camera = reveal(this.#camera, row, column, this.#view);
    this.draw();
  }

  /** @param x @param y of the view; null: the pointer is elsewhere */
  hoverAt(x: number, y: number): void {
    this.#setHovered(this.hitAt(x, y));
  }

  leave(): void {
    this.#setHovered(null);
  }

  hitAt(x: number, y: number): MatrixHit | null {
    return hitAt(this.#camera, this.#view, x, y);
  }

  /** Draws in the next frame. */
  draw(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
  }

  #setHovered(hit: MatrixHit | null): void {
    if (JSON.stringify(hit) === JSON.stringify(this.#hovered)) return;
    this.#hovered = hit;
    this.#onHover(hit);
    this.draw();
  }

  #isFitted(): boolean {
    return this.#view.side === 0 || Math.abs(this.#camera.scale / fitCamera(this.#view).scale - 1) < NEARLY;
  }

  #measureWith(font: string): void {
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    this.#names = new TextWidths(context, `${NAME_FONT_PX}px ${font}`);
    this.#numbers = new TextWidths(context, `${NUMBER_FONT_PX}px ${font}`);
  }

  #layOut(): void {
    const shown = this.#shown;
    const { width, height } = this.#size;
    let widest = 0;
    if (shown !== null && this.#names !== null) {
      for (let place = 0; place < shown.order.length; place++) {
        widest = Math.max(widest, this.#names.of(shownName(nameAt(shown, place))));
      }
    }
    this.#view = matrixView(width, height, shown?.order.length ?? 0, widest);
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const context = this.#canvas.getContext('2d');
    const [shown, looks, colors, names, numbers] = [this.#shown, this.#looks, this.#colors, this.#names, this.#numbers];
    if (context === null || shown === null || looks === null || colors === null || names === null || numbers === null) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    drawMatrix(context, {
      shown,
      colors,
      names,
      numbers,
      normalisation: looks.normalisation,
      theme: looks.theme,
      levels: this.#levels,
      pictureOf: (level) => this.#pictureOf(level, colors),
      view: this.#view,
      camera: this.#camera,
      hovered: this.#hovered,
      focused: this.#focused,
      opened: this.#opened,
      hasFocus: this.#hasFocus,
    });
  }

  /** Made when it is first seen. */
  #pictureOf(index: number, colors: MatrixColors): HTMLCanvasElement | null {
    const level = this.#levels[index];
    if (level === undefined) return null;
    const known = this.#pictures[index];
    if (known !== undefined) return known;
    const picture = document.createElement('canvas');
    [picture.width, picture.height] = [level.side, level.side];
    picture.getContext('2d')?.putImageData(new ImageData(paintLevel(level, colors), level.side, level.side), 0, 0);
    this.#pictures[index] = picture;
    return picture;
  }
}

/** Where a part lies; null: it is not shown. */
export function hitOf(shown: ShownMatrix, part: MatrixPart): MatrixHit | null {
  const row = part.kind === 'column' ? 0 : placeOf(shown, part.label);
  const column = part.kind === 'row' ? 0 : placeOf(shown, part.prediction);
  if (row < 0 || column < 0) return null;
  if (part.kind === 'cell') return { kind: 'cell', row, column };
  return part.kind === 'row' ? { kind: 'row', row } : { kind: 'column', column };
}

/** What lies somewhere, by names. */
export function partOf(shown: ShownMatrix, hit: MatrixHit): MatrixPart {
  if (hit.kind === 'row') return { kind: 'row', label: nameAt(shown, hit.row) };
  if (hit.kind === 'column') return { kind: 'column', prediction: nameAt(shown, hit.column) };
  return { kind: 'cell', label: nameAt(shown, hit.row), prediction: nameAt(shown, hit.column) };
}
