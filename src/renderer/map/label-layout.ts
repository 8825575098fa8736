import type { MapLabel } from '../../shared/embedding.ts';
import { type Camera, type Size, toView } from './camera.ts';

export interface PlacedLabel {
  readonly text: string;
  /** Its middle, CSS pixels of the view. */
  readonly x: number;
  readonly y: number;
  /** Font size, px. */
  readonly size: number;
}

/** A level more appears every time the map is drawn this much larger than fitted. */
const ZOOM_A_LEVEL = 2.2;
const SIZES_PX = [15, 13, 12] as const;
const PADDING_PX = 6;
/** No word is cut off at the edge of the view. */
const EDGE_PX = 4;
/** The same words again say nothing new nearer than this. */
const SAME_TEXT_PX = 170;

/** The finest level shown at a zoom. @param zoom 1: all of the map fits the view */
export function levelAt(zoom: number): number {
  return Math.max(0, Math.floor(Math.log(Math.max(1, zoom)) / Math.log(ZOOM_A_LEVEL)));
}

/**
 * Labels that are written over what is seen: of the levels up to the zoom's, the finest first, since a coarse one repeats
 * what finer ones say better; larger clusters first; none over another.
 * @param widthOf of a text at a font size, px
 * @param placeOf a label at a font size, map coordinates; null: it names nothing that is shown
 */
export function placedLabels(
  labels: readonly MapLabel[],
  camera: Camera,
  view: Size,
  zoom: number,
  widthOf: (text: string, size: number) => number,
  placeOf: (label: MapLabel, size: number) => readonly [number, number] | null,
): readonly PlacedLabel[] {
  const finest = levelAt(zoom);
  const ordered = labels.filter(({ level }) => level <= finest).sort((a, b) => b.level - a.level || b.samples - a.samples);
  const placed: PlacedLabel[] = [];
  for (const named of ordered) {
    const [namedX, namedY] = toView(camera, view, named.x, named.y);
    if (namedX < 0 || namedY < 0 || namedX > view.width || namedY > view.height) continue;
    const size = SIZES_PX[Math.min(named.level, SIZES_PX.length - 1)] ?? 12;
    const place = placeOf(named, size);
    if (place === null) continue;
    const [x, y] = toView(camera, view, ...place);
    const halfWidth = widthOf(named.text, size) / 2 + EDGE_PX;
    const label = { text: named.text, x: kept(x, halfWidth, view.width), y: kept(y, size / 2 + EDGE_PX, view.height), size };
    if (!placed.some((other) => overlaps(label, other, widthOf) || repeats(label, other))) placed.push(label);
  }
  return placed;
}

/** The middle of what is `2 * half` long, moved to lie between 0 and `length`. */
function kept(middle: number, half: number, length: number): number {
  return Math.max(half, Math.min(length - half, middle));
}

function repeats(one: PlacedLabel, other: PlacedLabel): boolean {
  return one.text === other.text && Math.hypot(one.x - other.x, one.y - other.y) < SAME_TEXT_PX;
}

function overlaps(one: PlacedLabel, other: PlacedLabel, widthOf: (text: string, size: number) => number): boolean {
  const width = (widthOf(one.text, one.size) + widthOf(other.text, other.size)) / 2 + PADDING_PX;
  const height = (one.size + other.size) / 2 + PADDING_PX;
  return Math.abs(one.x - other.x) < width && Math.abs(one.y - other.y) < height;
}
