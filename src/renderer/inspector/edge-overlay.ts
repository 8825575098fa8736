import { findEdges } from '../../shared/find-edges.ts';

/** Yellow-green: seen on skin, sky and leaves alike. */
const [RED, GREEN, BLUE] = [190, 255, 60];

/**
 * The edges of a picture as an overlay: one colour, the stronger the edge the less transparent.
 * @param rgba four bytes a pixel @returns the same shape
 */
export function edgeOverlay(rgba: Uint8ClampedArray, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const edges = findEdges(greyOf(rgba), width, height);
  const overlay = new Uint8ClampedArray(rgba.length);
  for (let pixel = 0; pixel < edges.length; pixel++) {
    // The filter copies pixels at the border: no edges.
    const isBorder = pixel < width || pixel >= edges.length - width || pixel % width === 0 || pixel % width === width - 1;
    overlay.set([RED, GREEN, BLUE, isBorder ? 0 : (edges[pixel] ?? 0)], pixel * 4);
  }
  return overlay;
}

/** Luma as Pillow's "L" has it. */
function greyOf(rgba: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(rgba.length / 4);
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += 4) {
    grey[pixel] = Math.round(0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0));
  }
  return grey;
}
