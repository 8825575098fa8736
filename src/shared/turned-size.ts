/**
 * The largest upright rectangle of a picture turned about its middle that has no corner outside of it.
 * @param degrees less than 45 either way
 * @returns whole pixels, 1 at least
 */
export function turnedSize(width: number, height: number, degrees: number): { readonly width: number; readonly height: number } {
  const angle = Math.abs(degrees) * (Math.PI / 180);
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const [long, short] = width >= height ? [width, height] : [height, width];
  let [ofLong, ofShort] = [0, 0];
  if (short <= 2 * sin * cos * long) {
    // Two corners touch the long sides, the others nothing.
    [ofLong, ofShort] = [short / (2 * sin), short / (2 * cos)];
  } else {
    const scale = cos * cos - sin * sin;
    [ofLong, ofShort] = [(long * cos - short * sin) / scale, (short * cos - long * sin) / scale];
  }
  const [wide, tall] = width >= height ? [ofLong, ofShort] : [ofShort, ofLong];
  return { width: Math.max(1, Math.floor(wide)), height: Math.max(1, Math.floor(tall)) };
}
