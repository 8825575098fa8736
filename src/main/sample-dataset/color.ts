/** OKLCH: lightness 0-1, chroma 0-0.37, hue in degrees. Equal steps look equal, so palettes can be computed. */
export interface Color {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

export function color(l: number, c: number, h: number): Color {
  return { l, c, h };
}

/** Straight through the colour space, as haze and light mix; `t` 0 is `a`. */
export function mix(a: Color, b: Color, t: number): Color {
  const [ax, ay] = chroma(a);
  const [bx, by] = chroma(b);
  const x = ax + (bx - ax) * t;
  const y = ay + (by - ay) * t;
  return { l: a.l + (b.l - a.l) * t, c: Math.hypot(x, y), h: (Math.atan2(y, x) * 180) / Math.PI };
}

/** The same colour, lighter or darker. */
export function lighter(of: Color, by: number): Color {
  return { ...of, l: Math.min(1, Math.max(0, of.l + by)) };
}

/** @returns `#rrggbb`; what sRGB cannot show is cut off [Ottosson, OKLab, 2020] */
export function hex(of: Color): string {
  const [a, b] = chroma(of);
  const long = (of.l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (of.l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (of.l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
  return `#${linear.map((value) => channel(value).toString(16).padStart(2, '0')).join('')}`;
}

function chroma({ c, h }: Color): [number, number] {
  const angle = (h * Math.PI) / 180;
  return [c * Math.cos(angle), c * Math.sin(angle)];
}

function channel(linear: number): number {
  const clipped = Math.min(1, Math.max(0, linear));
  const encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255);
}
