/** Luma of a picture, row by row. */
export interface GreyPicture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The picture at `factor` of its size, each pixel the mean of the four nearest (bilinear), after `blurred` where it gets smaller. */
export function scaledGrey({ data, width, height }: GreyPicture, factor: number): GreyPicture {
  const [w, h] = [Math.max(1, Math.round(width * factor)), Math.max(1, Math.round(height * factor))];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    const sourceY = Math.min(height - 1, Math.max(0, ((y + 0.5) * height) / h - 0.5));
    const top = Math.min(height - 2 < 0 ? 0 : height - 2, Math.floor(sourceY));
    const below = height > 1 ? top + 1 : top;
    const fy = sourceY - top;
    for (let x = 0; x < w; x++) {
      const sourceX = Math.min(width - 1, Math.max(0, ((x + 0.5) * width) / w - 0.5));
      const left = Math.min(width - 2 < 0 ? 0 : width - 2, Math.floor(sourceX));
      const right = width > 1 ? left + 1 : left;
      const fx = sourceX - left;
      const above = (data[top * width + left] as number) * (1 - fx) + (data[top * width + right] as number) * fx;
      const under = (data[below * width + left] as number) * (1 - fx) + (data[below * width + right] as number) * fx;
      out[y * w + x] = above * (1 - fy) + under * fy + 0.5;
    }
  }
  return { data: out, width: w, height: h };
}

/** Mean of the (2 × radius + 1)² pixels around each; at the edges of those that are there. */
export function blurred({ data, width, height }: GreyPicture, radius: number): GreyPicture {
  const across = new Float32Array(data.length);
  for (let y = 0; y < height; y++) boxLine(data, across, y * width, 1, width, radius);
  const down = new Float32Array(data.length);
  for (let x = 0; x < width; x++) boxLine(across, down, x, width, height, radius);
  // By hand: `from` with a function takes ten times as long.
  const out = new Uint8Array(data.length);
  for (let k = 0; k < out.length; k++) out[k] = (down[k] as number) + 0.5;
  return { data: out, width, height };
}

/** Running mean along one row or column. */
export function boxLine(
  from: Uint8Array | Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  length: number,
  radius: number,
): void {
  let sum = 0;
  let count = 0;
  for (let k = 0; k < Math.min(radius, length); k++) {
    sum += from[start + k * step] as number;
    count++;
  }
  for (let k = 0; k < length; k++) {
    if (k + radius < length) {
      sum += from[start + (k + radius) * step] as number;
      count++;
    }
    to[start + k * step] = sum / count;
    if (k - radius >= 0) {
      sum -= from[start + (k - radius) * step] as number;
      count--;
    }
  }
}
