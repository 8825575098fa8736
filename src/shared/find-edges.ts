const clipped = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

/**
 * Edges of a grey picture: 8 times each pixel less its eight neighbours, cut off at 0 and 255. Pixels at the border are
 * copied, and so is a picture of fewer than 3 rows or columns, as Pillow's FIND_EDGES does.
 * @param grey width × height bytes, row by row
 * @returns the same shape
 */
export function findEdges(grey: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const edges = new Uint8Array(grey);
  if (width < 3 || height < 3) return edges;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      const above = at - width;
      const below = at + width;
      const around =
        (grey[above - 1] as number) +
        (grey[above] as number) +
        (grey[above + 1] as number) +
        (grey[at - 1] as number) +
        (grey[at + 1] as number) +
        (grey[below - 1] as number) +
        (grey[below] as number) +
        (grey[below + 1] as number);
      edges[at] = clipped(8 * (grey[at] as number) - around);
    }
  }
  return edges;
}
