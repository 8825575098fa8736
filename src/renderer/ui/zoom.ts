/** Pan and zoom of a picture. Lengths in CSS pixels; `scale` is CSS pixels per pixel of the picture. */
export interface Zoom {
  readonly scale: number;
  /** Place of the picture's upper left corner in the view. */
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const MAX_SCALE = 64;
/** From this enlargement on, pixels are shown as squares. */
const PIXELATED_FROM = 3;
/** A small picture is not blown up beyond this to fit. */
const MAX_FIT_SCALE = 16;
const FIT_MARGIN_PX = 16;

/** The whole picture, centred. */
export function fitZoom(picture: Size, view: Size): Zoom {
  const room = { width: Math.max(1, view.width - 2 * FIT_MARGIN_PX), height: Math.max(1, view.height - 2 * FIT_MARGIN_PX) };
  const scale = Math.min(room.width / picture.width, room.height / picture.height, MAX_FIT_SCALE);
  return centred(scale, picture, view);
}

/** A stretch of a picture, in its pixels. */
export interface Part extends Size {
  readonly left: number;
  readonly top: number;
}

/** Room around a part that is shown, in parts of it. */
const PART_MARGIN = 0.35;

/** A part in the middle of the view, with some of what is around it, but no larger than a small picture is shown. */
export function partZoom({ left, top, width, height }: Part, picture: Size, view: Size): Zoom {
  const margin = 1 + 2 * PART_MARGIN;
  const wanted = Math.min(view.width / Math.max(1, width * margin), view.height / Math.max(1, height * margin));
  const scale = Math.max(fitZoom(picture, view).scale, Math.min(MAX_FIT_SCALE, wanted));
  const [x, y] = [view.width / 2 - (left + width / 2) * scale, view.height / 2 - (top + height / 2) * scale];
  return held({ scale, x, y }, picture, view);
}

/** One pixel of the picture is one pixel of the screen. @param pixelRatio device pixels per CSS pixel */
export function actualScale(pixelRatio: number): number {
  return 1 / pixelRatio;
}

/** Zooms so that the picture's point under (x, y) of the view stays there. */
export function zoomAt(zoom: Zoom, factor: number, x: number, y: number, picture: Size, view: Size): Zoom {
  return scaleAt(zoom, zoom.scale * factor, x, y, picture, view);
}

/** Like `zoomAt`, to a given scale. */
export function scaleAt(zoom: Zoom, wanted: number, x: number, y: number, picture: Size, view: Size): Zoom {
  const fit = fitZoom(picture, view).scale;
  const scale = Math.min(MAX_SCALE, Math.max(Math.min(fit, 1) / 2, wanted));
  const ratio = scale / zoom.scale;
  return held({ scale, x: x - (x - zoom.x) * ratio, y: y - (y - zoom.y) * ratio }, picture, view);
}

export function panBy(zoom: Zoom, dx: number, dy: number, picture: Size, view: Size): Zoom {
  return held({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, picture, view);
}

/** True where squares of single pixels help more than a smooth picture. */
export function isPixelated({ scale }: Zoom, pixelRatio: number): boolean {
  return scale * pixelRatio >= PIXELATED_FROM;
}

/** Wheel movement as a zoom factor, the same for mice, touchpads and the browsers' three delta modes. */
export function wheelFactor(deltaY: number, deltaMode: number): number {
  const pixels = deltaMode === 1 ? deltaY * 33 : deltaMode === 2 ? deltaY * 400 : deltaY;
  return Math.exp(-Math.max(-300, Math.min(300, pixels)) / 400);
}

/** Keeps the picture in the view: centred where it is smaller, without a gap at an edge where it is larger. */
function held({ scale, x, y }: Zoom, picture: Size, view: Size): Zoom {
  return {
    scale,
    x: heldAlong(x, picture.width * scale, view.width),
    y: heldAlong(y, picture.height * scale, view.height),
  };
}

function heldAlong(at: number, length: number, room: number): number {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, at));
}

function centred(scale: number, picture: Size, view: Size): Zoom {
  return held({ scale, x: 0, y: 0 }, picture, view);
}
