import type { Tile } from '../../shared/sample.ts';
import type { PictureInAtlas } from '../state/miniature-atlas.ts';
import type { GridColors } from '../ui/grid-colors.ts';
import { isBroken } from '../ui/status-icons.ts';
import { tagColor } from '../ui/tag-color.ts';
import { type DecidingTag, fittedSize, isDecidingTag, meanColorCss, tileTags } from '../ui/tile-looks.ts';
import type { Box } from './grid-layout.ts';

/** A tile of a contact sheet and where it lies, CSS pixels of the view. */
export interface SheetTile {
  readonly box: Box;
  /** Null: not known yet. */
  readonly tile: Tile | null;
  readonly picture: PictureInAtlas | null;
  readonly isSelected: boolean;
  readonly isFocused: boolean;
  readonly isHovered: boolean;
}

export interface SheetLooks {
  readonly colors: GridColors;
  readonly fit: 'contain' | 'cover';
  readonly areTagsShown: boolean;
  /** The grid has the keyboard. */
  readonly hasFocus: boolean;
}

type Context = CanvasRenderingContext2D;

const REMOVED_ALPHA = 0.28;
/** Of the mark of a tag: a part of the tile's side, and at least so many CSS pixels. */
const MARK_PART = 0.3;
const LEAST_MARK_PX = 10;

/** One tile: its picture, what it is instead, the tag that decides most, and whether it is selected, focused or pointed at. */
export function drawSheetTile(context: Context, shown: SheetTile, looks: SheetLooks): void {
  const { box, tile } = shown;
  context.fillStyle = shown.isHovered ? looks.colors.hovered : looks.colors.tile;
  context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  if (tile !== null) drawPicture(context, shown, tile, looks.fit);
  if (tile !== null && isBroken(tile.status)) drawCross(context, box, '#d5453f');
  if (tile !== null) drawMark(context, box, tile, looks.areTagsShown);
  drawRing(context, shown, looks);
}

function drawPicture(context: Context, { box, picture }: SheetTile, tile: Tile, fit: SheetLooks['fit']): void {
  const [wide, high] = [box.right - box.left, box.bottom - box.top];
  const isCover = fit === 'cover';
  const { width, height } = isCover ? { width: wide, height: high } : fittedIn(wide, high, tile);
  const [left, top] = [box.left + (wide - width) / 2, box.top + (high - height) / 2];
  context.globalAlpha = tile.tags.includes('remove') ? REMOVED_ALPHA : 1;
  if (picture === null) {
    context.fillStyle = meanColorCss(tile.meanColor) ?? 'transparent';
    context.fillRect(left, top, width, height);
  } else {
    // Cut to the box where it fills it: the middle of the longer side.
    const scale = Math.min(picture.width / width, picture.height / height);
    const [cutWidth, cutHeight] = isCover ? [width * scale, height * scale] : [picture.width, picture.height];
    const [x, y] = [picture.x + (picture.width - cutWidth) / 2, picture.y + (picture.height - cutHeight) / 2];
    context.drawImage(picture.page, x, y, cutWidth, cutHeight, left, top, width, height);
  }
  context.globalAlpha = 1;
}

/** Size of a picture fitted into a box; of unknown dimensions it fills it. */
function fittedIn(wide: number, high: number, { width, height }: Tile): { readonly width: number; readonly height: number } {
  if (width === null || height === null || width * high === height * wide) return { width: wide, height: high };
  return fittedSize(high, width, height, wide);
}

/** A file that could not be read. */
function drawCross(context: Context, { left, top, right, bottom }: Box, color: string): void {
  const inset = (right - left) / 3;
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(left + inset, top + inset);
  context.lineTo(right - inset, bottom - inset);
  context.moveTo(right - inset, top + inset);
  context.lineTo(left + inset, bottom - inset);
  context.stroke();
}

/** Below on the left, as on larger tiles: the tag that decides, with its sign, else the colour of the first. */
function drawMark(context: Context, box: Box, { tags, isRelabeled }: Tile, areTagsShown: boolean): void {
  const side = Math.max(LEAST_MARK_PX, Math.round((box.bottom - box.top) * MARK_PART));
  const [tag] = tileTags(areTagsShown ? tags : tags.filter(isDecidingTag), 0).marks;
  if (tag !== undefined) {
    fillMark(context, box.left + 1, box.bottom - 1 - side, side, tagColor(tag));
    if (isDecidingTag(tag)) drawSign(context, tag, box.left + 1, box.bottom - 1 - side, side);
  }
  if (isRelabeled) fillMark(context, box.right - 1 - side / 2, box.top + 1, side / 2, '#38b0d8');
}

function fillMark(context: Context, x: number, y: number, side: number, color: string): void {
  context.fillStyle = color;
  context.fillRect(x, y, side, side);
  context.strokeStyle = '#ffffff99';
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
}

/** Lines of each sign, in parts of its side: x, y, x, y, … of one stroke after the other. */
const SIGNS: Readonly<Record<DecidingTag, readonly (readonly number[])[]>> = {
  remove: [
    [0.3, 0.3, 0.7, 0.7],
    [0.7, 0.3, 0.3, 0.7],
  ],
  keep: [[0.25, 0.52, 0.43, 0.7, 0.76, 0.32]],
  unsure: [
    [0.34, 0.38, 0.42, 0.26, 0.6, 0.26, 0.66, 0.38, 0.5, 0.52, 0.5, 0.62],
    [0.5, 0.72, 0.5, 0.78],
  ],
};

function drawSign(context: Context, tag: DecidingTag, x: number, y: number, side: number): void {
  context.strokeStyle = '#fff';
  context.lineWidth = Math.max(1.25, side / 9);
  context.beginPath();
  for (const line of SIGNS[tag]) {
    for (let at = 0; at < line.length; at += 2) {
      const [toX, toY] = [x + side * (line[at] ?? 0), y + side * (line[at + 1] ?? 0)];
      if (at === 0) context.moveTo(toX, toY);
      else context.lineTo(toX, toY);
    }
  }
  context.stroke();
}

function drawRing(context: Context, { box, isSelected, isFocused, isHovered }: SheetTile, looks: SheetLooks): void {
  const { colors, hasFocus } = looks;
  if (!isSelected && !isFocused && !isHovered) return;
  const [wide, high] = [box.right - box.left, box.bottom - box.top];
  if (isSelected) {
    context.fillStyle = colors.chosen;
    context.fillRect(box.left, box.top, wide, high);
  }
  const isPlain = !isSelected && !isFocused;
  context.strokeStyle =
    isFocused && hasFocus ? colors.focus : isSelected ? colors.accent : isPlain ? colors.text : colors.quietFocus;
  context.lineWidth = isPlain ? 1 : 2;
  context.strokeRect(box.left, box.top, wide, high);
  if (isFocused && isSelected) {
    // The focus among many selected: a second line within.
    context.strokeStyle = '#fff';
    context.lineWidth = 1;
    context.strokeRect(box.left + 2.5, box.top + 2.5, wide - 5, high - 5);
  }
}
