import type { Tile } from '../../shared/sample.ts';
import { formatCount } from '../ui/format.ts';
import { type GridColors, OTHER_TAG_COLOR } from '../ui/grid-colors.ts';
import { tagColor } from '../ui/tag-color.ts';
import { fittedSize, meanColorCss, tileTags } from '../ui/tile-looks.ts';

/** A picture and the square it is drawn in, CSS pixels of the view. */
export interface BlockToDraw {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** Null: not fetched yet. */
  readonly tile: Tile | null;
  readonly picture: ImageBitmap | null;
  /** Samples it stands for. */
  readonly count: number;
  /** Of them, how many are selected. */
  readonly selected: number;
  readonly isFocused: boolean;
  readonly isHovered: boolean;
}

export interface BlockLooks {
  readonly colors: GridColors;
  readonly fit: 'contain' | 'cover';
  /** The grid has the keyboard. */
  readonly hasFocus: boolean;
}

type Context = CanvasRenderingContext2D;

const RADIUS_PX = 4;
/** Smaller tiles have no room for words. */
const WORDS_FROM_PX = 96;
const REMOVED_ALPHA = 0.28;
const CHIP_PX = 15;
const CHIP_PADDING_PX = 4;
const COUNT_COLOR = '#00000099';
const FONT = '500 10.5px "Inter Variable", Inter, system-ui, sans-serif';

/** One picture with what is said of it: removed, tagged, selected, focused, how many it stands for. */
export function drawBlock(context: Context, block: BlockToDraw, looks: BlockLooks): void {
  const gap = gapOf(block.side);
  const side = block.side - gap;
  const [x, y] = [block.x + gap / 2, block.y + gap / 2];
  drawSquare(context, block, { x, y, side }, looks.colors);
  drawPicture(context, block, { x, y, side }, looks.fit);
  if (block.tile !== null && block.tile.tags.length > 0) drawTags(context, block.tile.tags, { x, y, side });
  if (block.count > 1) drawCount(context, block.count, { x, y, side });
  drawRings(context, block, { x, y, side }, looks);
}

/** Between two squares, CSS pixels. */
export function gapOf(side: number): number {
  return Math.min(8, Math.max(2, Math.round(side / 20)));
}

interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

function drawSquare(context: Context, { selected, isHovered }: BlockToDraw, { x, y, side }: Square, colors: GridColors): void {
  context.fillStyle = selected > 0 ? colors.chosen : isHovered ? colors.hovered : colors.tile;
  context.beginPath();
  context.roundRect(x, y, side, side, RADIUS_PX);
  context.fill();
}

function drawPicture(context: Context, { tile, picture }: BlockToDraw, { x, y, side }: Square, fit: BlockLooks['fit']): void {
  if (tile === null) return;
  const { width, height } = fit === 'cover' ? { width: side, height: side } : fittedSize(side, tile.width, tile.height);
  const [left, top] = [x + (side - width) / 2, y + (side - height) / 2];
  context.save();
  if (tile.tags.includes('remove')) context.globalAlpha *= REMOVED_ALPHA;
  if (picture === null) {
    context.fillStyle = meanColorCss(tile.meanColor) ?? 'transparent';
    context.fillRect(left, top, width, height);
  } else {
    // Cut to the square where it fills it: the middle of the longer side.
    const scale = Math.min(picture.width / width, picture.height / height);
    const [cutX, cutY] = [(picture.width - width * scale) / 2, (picture.height - height * scale) / 2];
    context.drawImage(picture, cutX, cutY, width * scale, height * scale, left, top, width, height);
  }
  context.restore();
}

function drawTags(context: Context, tags: readonly string[], { x, y, side }: Square): void {
  const { marks, rest } = tileTags(tags, side);
  let left = x + 4;
  const bottom = y + side - 4;
  for (const tag of marks) {
    const color = tagColor(tag);
    if (side >= WORDS_FROM_PX) left += 3 + drawChip(context, tag, left, bottom, color, side - 8);
    else {
      const mark = Math.max(8, Math.min(16, side / 5));
      fillRounded(context, { x: left, y: bottom - mark, width: mark, height: mark }, color, 3);
      left += mark + 3;
    }
  }
  if (rest > 0 && side >= WORDS_FROM_PX) drawChip(context, `+${rest}`, left, bottom, OTHER_TAG_COLOR, side);
}

/** Above on the right: how many samples the picture stands for. */
function drawCount(context: Context, count: number, { x, y, side }: Square): void {
  const text = `×${formatCount(count)}`;
  const width = chipWidth(context, text);
  const inset = side < WORDS_FROM_PX ? 2 : 4;
  drawChip(context, text, x + side - inset - width, y + inset + CHIP_PX, COUNT_COLOR, width);
}

/** Words on a rounded ground. @returns its width */
function drawChip(context: Context, text: string, left: number, bottom: number, color: string, most: number): number {
  let shown = text;
  while (shown.length > 2 && chipWidth(context, shown) > most) shown = `${shown.replace('…', '').slice(0, -1)}…`;
  const width = chipWidth(context, shown);
  fillRounded(context, { x: left, y: bottom - CHIP_PX, width, height: CHIP_PX }, color, 3);
  context.fillStyle = '#ffffff';
  context.font = FONT;
  context.textBaseline = 'middle';
  context.fillText(shown, left + CHIP_PADDING_PX, bottom - CHIP_PX / 2 + 0.5);
  return width;
}

const widths = new Map<string, number>();
const MOST_WIDTHS = 2000;

/** Text is measured once: the same few words are drawn hundreds of times a frame. */
function chipWidth(context: Context, text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  if (widths.size >= MOST_WIDTHS) widths.clear();
  context.font = FONT;
  const width = context.measureText(text).width + 2 * CHIP_PADDING_PX;
  widths.set(text, width);
  return width;
}

function drawRings(
  context: Context,
  { selected, count, isFocused }: BlockToDraw,
  { x, y, side }: Square,
  { colors, hasFocus }: BlockLooks,
): void {
  const isSelected = selected > 0;
  if (isFocused || isSelected) {
    context.lineWidth = 2;
    context.strokeStyle = isFocused && hasFocus ? colors.focus : isSelected ? colors.accent : colors.quietFocus;
    // Dashed: some of those it stands for are selected.
    context.setLineDash(isSelected && selected < count && !isFocused ? [4, 4] : []);
    context.beginPath();
    context.roundRect(x - 1, y - 1, side + 2, side + 2, RADIUS_PX + 1);
    context.stroke();
    context.setLineDash([]);
  }
}

function fillRounded(
  context: Context,
  { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  color: string,
  radius: number,
): void {
  context.fillStyle = color;
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
}
