import type { Random } from '../../../shared/random.ts';
import { type Color, color, hex, lighter, mix } from '../color.ts';
import { type Canvas, createDrawing, type Drawing, ellipse, path, rect, round, type Scene } from '../drawing.ts';
import { paintCloud, paintSky, paintSun } from '../sky.ts';
import { areaBelow, fractalLine } from '../terrain.ts';

interface Morning {
  readonly top: Color;
  readonly horizon: Color;
  readonly hills: Color;
}

const MORNINGS: readonly [Morning, ...Morning[]] = [
  { top: color(0.68, 0.12, 240), horizon: color(0.95, 0.03, 200), hills: color(0.55, 0.11, 140) },
  { top: color(0.72, 0.1, 300), horizon: color(0.92, 0.07, 55), hills: color(0.42, 0.08, 310) },
  { top: color(0.78, 0.09, 60), horizon: color(0.95, 0.06, 90), hills: color(0.55, 0.1, 55) },
  { top: color(0.75, 0.08, 195), horizon: color(0.96, 0.03, 110), hills: color(0.5, 0.09, 170) },
  { top: color(0.6, 0.13, 265), horizon: color(0.88, 0.09, 10), hills: color(0.38, 0.09, 275) },
];
const CLOTHS: readonly [readonly [Color, ...Color[]], ...(readonly [Color, ...Color[]])[]] = [
  [color(0.62, 0.21, 27), color(0.95, 0.03, 90), color(0.82, 0.16, 80)],
  [color(0.55, 0.15, 255), color(0.85, 0.1, 200), color(0.97, 0.02, 90)],
  [color(0.85, 0.16, 90), color(0.7, 0.19, 45), color(0.58, 0.21, 20)],
  [color(0.55, 0.17, 310), color(0.78, 0.14, 350), color(0.93, 0.05, 70)],
  [color(0.62, 0.14, 160), color(0.88, 0.14, 110), color(0.96, 0.03, 100)],
  [color(0.68, 0.2, 30), color(0.84, 0.15, 85), color(0.65, 0.14, 190), color(0.52, 0.15, 285)],
];

interface Place {
  readonly x: number;
  /** Of the envelope's centre. */
  readonly y: number;
  /** Of the envelope. */
  readonly radius: number;
}

/** Hot-air balloons over hills in the morning, one near or many far. */
export const balloon: Scene = (canvas, random) => {
  const { width, height } = canvas;
  const morning = random.pick(MORNINGS);
  const drawing = createDrawing(canvas);
  paintSky(drawing, canvas, [
    { at: 0, color: morning.top },
    { at: 0.75, color: morning.horizon },
  ]);
  if (random.chance(0.6))
    paintSun(
      drawing,
      width * random.between(0.1, 0.9),
      height * random.between(0.45, 0.7),
      height * 0.04,
      color(0.97, 0.08, 80),
      8,
    );
  for (let k = random.whole(2, 5); k > 0; k--) {
    const tint = mix(color(0.98, 0.01, 80), morning.horizon, 0.3);
    paintCloud(
      drawing,
      random,
      width * random.between(0, 1),
      height * random.between(0.12, 0.7),
      width * random.between(0.2, 0.5),
      tint,
      random.between(0.5, 0.9),
    );
  }
  paintHills(drawing, canvas, random, morning);
  for (const place of places(canvas, random)) {
    const haze = Math.max(0, 0.55 - (place.radius / height) * 2.6);
    paintBalloon(drawing, random, place, morning.horizon, haze);
  }
  return drawing.toSvg();
};

/** Far ones first. One fills the picture, or a few are spread without touching. */
function places({ width, height }: Canvas, random: Random): readonly Place[] {
  const short = Math.min(width, height);
  const found: Place[] = [];
  if (random.chance(0.55)) {
    found.push({
      x: width * random.between(0.35, 0.65),
      y: height * random.between(0.36, 0.44),
      radius: short * random.between(0.23, 0.29),
    });
  }
  const wanted = found.length + random.whole(found.length === 0 ? 3 : 0, 5);
  for (let tries = 0; tries < 60 && found.length < wanted; tries++) {
    const radius = short * random.between(0.035, found.length === 0 ? 0.18 : 0.12);
    const place = { x: width * random.between(0.08, 0.92), y: height * random.between(0.12, 0.6), radius };
    if (found.every((other) => Math.hypot(other.x - place.x, other.y - place.y) > (other.radius + radius) * 1.65))
      found.push(place);
  }
  return found.sort((a, b) => a.radius - b.radius);
}

function paintHills(drawing: Drawing, { width, height }: Canvas, random: Random, { horizon, hills }: Morning): void {
  const layers = 3;
  for (let layer = 0; layer < layers; layer++) {
    const near = layer / (layers - 1);
    const line = fractalLine(random, 7, 0.4).map((noise) => height * (0.8 + 0.08 * layer - 0.06 * noise));
    const body = mix(horizon, hills, 0.3 + 0.65 * near);
    const fill = drawing.linear([
      { at: 0, color: lighter(body, 0.03) },
      { at: 1, color: mix(body, horizon, 0.25 * (1 - near)) },
    ]);
    drawing.add(path(areaBelow(line, width, height), `fill="${fill}"`));
  }
}

function paintBalloon(drawing: Drawing, random: Random, { x, y, radius }: Place, air: Color, haze: number): void {
  const cloth = random.pick(CLOTHS);
  const gores = random.pick([6, 8, 8, 10, 12]);
  const hasBand = random.chance(0.45);
  const mouth = y + radius * 1.32;
  const shapes: string[] = [];
  // Gores narrow towards the sides as on a globe; each is drawn over the one outside of it.
  for (let k = 0; k < gores; k++) {
    const reach = Math.cos((k / gores) * Math.PI) * radius;
    const tint = mix(cloth[k % cloth.length] ?? cloth[0], air, haze);
    shapes.push(path(gorePath(x, y, radius, reach, mouth), `fill="${hex(tint)}"`));
  }
  if (hasBand) {
    const band = mix(cloth[1] ?? cloth[0], air, haze);
    shapes.push(
      `<g ${drawing.clip(path(gorePath(x, y, radius, radius, mouth), ''))}>${rect(x - radius, y + radius * 0.1, radius * 2, radius * 0.28, `fill="${hex(band)}" opacity=".9"`)}</g>`,
    );
  }
  const light = drawing.radial(
    [
      { at: 0, color: color(1, 0, 0), opacity: 0.42 },
      { at: 0.45, color: color(1, 0, 0), opacity: 0.02 },
      { at: 1, color: color(0.15, 0.04, 285), opacity: 0.5 * (1 - haze) },
    ],
    0.36,
    0.32,
  );
  shapes.push(path(gorePath(x, y, radius, radius, mouth), `fill="${light}"`));
  drawing.add(...shapes, basket(x, mouth, radius, mix(color(0.42, 0.08, 55), air, haze)));
}

/** Half the outline of an envelope, its widest `reach` to the right (or left, where negative), back along the left edge. */
function gorePath(x: number, y: number, radius: number, reach: number, mouth: number): (string | number)[] {
  const side = (to: number): (string | number)[] => [
    'C',
    x + to * 0.56,
    y - radius,
    x + to,
    y - radius * 0.56,
    x + to,
    y,
    'C',
    x + to,
    y + radius * 0.55,
    x + to * 0.38,
    y + radius * 0.95,
    x + to * 0.17,
    mouth,
  ];
  return [
    'M',
    x,
    y - radius,
    ...side(reach),
    'L',
    x - radius * 0.17,
    mouth,
    'C',
    x - radius * 0.38,
    y + radius * 0.95,
    x - radius,
    y + radius * 0.55,
    x - radius,
    y,
    'C',
    x - radius,
    y - radius * 0.56,
    x - radius * 0.56,
    y - radius,
    x,
    y - radius,
    'Z',
  ];
}

function basket(x: number, mouth: number, radius: number, wicker: Color): string {
  const top = mouth + radius * 0.26;
  const half = radius * 0.12;
  const rope = `stroke="${hex(lighter(wicker, -0.1))}" stroke-width="${round(Math.max(0.6, radius * 0.012))}"`;
  return [
    path(['M', x - radius * 0.16, mouth, 'L', x - half, top, 'M', x + radius * 0.16, mouth, 'L', x + half, top], rope),
    ellipse(x, mouth, radius * 0.17, radius * 0.035, `fill="${hex(lighter(wicker, -0.2))}"`),
    rect(x - half, top, half * 2, radius * 0.19, `rx="${round(radius * 0.03)}" fill="${hex(wicker)}"`),
    rect(x - half, top, half * 2, radius * 0.045, `rx="${round(radius * 0.02)}" fill="${hex(lighter(wicker, -0.12))}"`),
  ].join('');
}
