/**
 * How many pixels have which brightness, √(.241 R² + .691 G² + .068 B²) / 255, from black to white.
 * @param rgba four bytes a pixel; transparent ones are left out
 */
export function brightnessHistogram(rgba: Uint8ClampedArray, bins: number): readonly number[] {
  const counts = Array<number>(bins).fill(0);
  for (let at = 0; at < rgba.length; at += 4) {
    if (rgba[at + 3] === 0) continue;
    const [red, green, blue] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    const brightness = Math.sqrt(0.241 * red * red + 0.691 * green * green + 0.068 * blue * blue) / 255;
    const bin = Math.min(bins - 1, Math.floor(brightness * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
