import type { Random } from '../../../shared/random.ts';
import { type Color, color, hex, lighter, mix } from '../color.ts';
import { type Canvas, circle, createDrawing, type Drawing, path, round, type Scene } from '../drawing.ts';
import { paintSky } from '../sky.ts';

const SHADOW = color(0.1, 0.02, 150);
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const BLOOMS: readonly [Color, ...Color[]] = [
  color(0.72, 0.19, 350),
  color(0.66, 0.2, 25),
  color(0.85, 0.15, 85),
  color(0.68, 0.16, 300),
  color(0.95, 0.025, 90),
  color(0.64, 0.15, 270),
  color(0.78, 0.15, 50),
  color(0.82, 0.1, 5),
];

/** Blossoms from above, ring within ring of petals, before leaves out of focus. */
export const flower: Scene = (canvas, random) => {
  const { width, height } = canvas;
  const drawing = createDrawing(canvas);
  paintGarden(drawing, canvas, random);
  const short = Math.min(width, height);
  if (random.chance(0.6)) {
    const x = width * random.between(0.4, 0.6);
    const y = height * random.between(0.42, 0.58);
    paintLeaves(drawing, random, x, y, short * 0.5);
    paintBlossom(drawing, random, x, y, short * random.between(0.34, 0.47));
  } else {
    for (const [fx, fy] of places(random)) {
      const radius = short * random.between(0.17, 0.25);
      paintLeaves(drawing, random, width * fx, height * fy, radius * 1.25);
      paintBlossom(drawing, random, width * fx, height * fy, radius);
    }
  }
  return drawing.toSvg();
};

/** Fractions of the picture, far enough from each other. */
function places(random: Random): readonly (readonly [number, number])[] {
  const jitter = () => random.between(-0.05, 0.05);
  const grids: readonly [readonly (readonly [number, number])[], ...(readonly (readonly [number, number])[])[]] = [
    [
      [0.28, 0.3],
      [0.7, 0.38],
      [0.42, 0.74],
    ],
    [
      [0.25, 0.27],
      [0.73, 0.26],
      [0.24, 0.74],
      [0.74, 0.75],
      [0.5, 0.5],
    ],
    [
      [0.3, 0.65],
      [0.68, 0.35],
    ],
  ];
  return random.pick(grids).map(([x, y]) => [x + jitter(), y + jitter()] as const);
}

/** Soft discs of light on a green, or dusky, ground. */
function paintGarden(drawing: Drawing, canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const hue = random.pick([140, 155, 125, 170, 200, 285, 60]);
  const deep = color(random.between(0.25, 0.6), 0.07, hue);
  paintSky(drawing, canvas, [
    { at: 0, color: lighter(deep, 0.14) },
    { at: 1, color: lighter(deep, -0.1) },
  ]);
  for (let k = 0; k < 26; k++) {
    const tint = mix(lighter(deep, random.between(-0.08, 0.3)), random.pick(BLOOMS), random.between(0, 0.35));
    const radius = Math.max(width, height) * random.between(0.03, 0.13);
    drawing.add(softDisc(drawing, random.between(0, width), random.between(0, height), radius, tint, random.between(0.12, 0.42)));
  }
}

/** A disc out of focus. A gradient takes a tenth of a blur's time. */
function softDisc(drawing: Drawing, x: number, y: number, radius: number, tint: Color, opacity: number): string {
  const fill = drawing.radial([
    { at: 0, color: tint, opacity },
    { at: 0.72, color: tint, opacity },
    { at: 1, color: tint, opacity: 0 },
  ]);
  return circle(x, y, radius, `fill="${fill}"`);
}

function paintLeaves(drawing: Drawing, random: Random, x: number, y: number, reach: number): void {
  const green = color(random.between(0.42, 0.6), 0.11, random.between(130, 155));
  const start = random.between(0, 360);
  const leaves = random.whole(3, 6);
  for (let k = 0; k < leaves; k++) {
    const fill = drawing.linear([
      { at: 0, color: lighter(green, 0.12) },
      { at: 1, color: lighter(green, -0.16) },
    ]);
    const angle = start + (k * 360) / leaves + random.between(-15, 15);
    const long = reach * random.between(0.95, 1.2);
    const leaf = petalPath(long, long * 0.2, 0.45);
    const vein = path(
      ['M', 0, 0, 'L', 0, -long * 0.94],
      `stroke="${hex(lighter(green, 0.16))}" stroke-width="${round(long * 0.008)}" opacity=".5"`,
    );
    drawing.add(
      `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(angle)})">${path(leaf, `fill="${fill}"`)}${vein}</g>`,
    );
  }
}

function paintBlossom(drawing: Drawing, random: Random, x: number, y: number, radius: number): void {
  const bloom = random.pick(BLOOMS);
  const heart = random.pick([color(0.82, 0.16, 80), color(0.4, 0.08, 50), color(0.9, 0.13, 100)]);
  const petals = random.pick([5, 6, 8, 8, 12, 13, 16, 21]);
  const rings = petals <= 6 ? random.whole(1, 2) : random.whole(2, 3);
  const slim = random.between(0.75, 1.25);
  const fullest = random.between(0.5, 0.75);
  drawing.add(softDisc(drawing, x + radius * 0.06, y + radius * 0.1, radius * 1.02, SHADOW, 0.4));
  for (let ring = 0; ring < rings; ring++) {
    const long = radius * (1 - (0.62 * ring) / rings);
    const wide = Math.min(long * 0.62, ((Math.PI * long) / petals) * 1.25 * slim);
    const tone = lighter(bloom, 0.035 * ring);
    const petal = onePetal(drawing, long, wide, fullest, tone, heart);
    const turn = random.between(0, 360 / petals) + (ring % 2) * (180 / petals);
    for (let k = 0; k < petals; k++) {
      const angle = turn + (k * 360) / petals + random.between(-2.5, 2.5);
      drawing.add(
        `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(angle)}) scale(${round(random.between(0.93, 1.03))})">${petal}</g>`,
      );
    }
  }
  paintHeart(drawing, x, y, radius * random.between(0.15, 0.26), heart);
}

function onePetal(drawing: Drawing, long: number, wide: number, fullest: number, tone: Color, heart: Color): string {
  const fill = drawing.linear([
    { at: 0, color: lighter(tone, 0.09) },
    { at: 0.45, color: tone },
    { at: 0.8, color: lighter(tone, -0.11) },
    { at: 1, color: mix(lighter(tone, -0.2), heart, 0.35) },
  ]);
  const shape = petalPath(long, wide, fullest);
  const edge = `fill="${fill}" stroke="${hex(lighter(tone, -0.16))}" stroke-width="${round(long * 0.008)}" stroke-opacity=".45"`;
  const veins = [-0.34, 0, 0.34].flatMap((side) => [
    'M',
    0,
    -long * 0.15,
    'Q',
    side * wide * 0.7,
    -long * 0.5,
    side * wide * 0.5,
    -long * 0.88,
  ]);
  const veined = `fill="none" stroke="${hex(lighter(tone, -0.12))}" stroke-width="${round(long * 0.007)}" opacity=".35"`;
  return path(shape, edge) + path(veins, veined);
}

/** Upwards from (0, 0); widest at `fullest` of its length. */
function petalPath(long: number, wide: number, fullest: number): (string | number)[] {
  const at = -long * fullest;
  const half = wide / 2;
  return [
    'M',
    0,
    0,
    'C',
    half * 0.5,
    at * 0.35,
    half * 1.25,
    at,
    half * 0.95,
    at - long * 0.08,
    'Q',
    half * 0.6,
    -long * 1.0,
    0,
    -long,
    'Q',
    -half * 0.6,
    -long * 1.0,
    -half * 0.95,
    at - long * 0.08,
    'C',
    -half * 1.25,
    at,
    -half * 0.5,
    at * 0.35,
    0,
    0,
    'Z',
  ];
}

/** Seeds in a sunflower's spiral [Vogel 1979]. */
function paintHeart(drawing: Drawing, x: number, y: number, radius: number, heart: Color): void {
  const fill = drawing.radial([
    { at: 0, color: lighter(heart, -0.2) },
    { at: 1, color: lighter(heart, -0.04) },
  ]);
  drawing.add(softDisc(drawing, x, y, radius * 1.25, SHADOW, 0.3), circle(x, y, radius, `fill="${fill}"`));
  const seeds = 110;
  for (let k = 0; k < seeds; k++) {
    const away = radius * 0.97 * Math.sqrt(k / seeds);
    const turn = k * GOLDEN_ANGLE;
    const tint = hex(lighter(heart, -0.12 + 0.24 * (k / seeds)));
    drawing.add(circle(x + Math.cos(turn) * away, y + Math.sin(turn) * away, radius * 0.06, `fill="${tint}"`));
  }
}
