/** A picture in memory: rows top to bottom, channels interleaved, 8 bits each; 1 (grey), 3 (RGB) or 4 (RGBA) channels, sRGB. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
}
