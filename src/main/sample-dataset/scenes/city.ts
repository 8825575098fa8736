import type { Random } from '../../../shared/random.ts';
import { type Color, color, hex, lighter, mix } from '../color.ts';
import { type Canvas, circle, createDrawing, type Drawing, path, rect, type Scene } from '../drawing.ts';
import { paintSky, paintStars } from '../sky.ts';

interface Night {
  readonly top: Color;
  readonly horizon: Color;
  readonly walls: Color;
  readonly hasStars: boolean;
}

const NIGHTS: readonly [Night, ...Night[]] = [
  { top: color(0.17, 0.07, 275), horizon: color(0.55, 0.16, 310), walls: color(0.14, 0.04, 285), hasStars: true },
  { top: color(0.2, 0.08, 260), horizon: color(0.66, 0.11, 225), walls: color(0.15, 0.04, 255), hasStars: true },
  { top: color(0.3, 0.11, 285), horizon: color(0.8, 0.15, 45), walls: color(0.17, 0.05, 290), hasStars: false },
  { top: color(0.22, 0.06, 225), horizon: color(0.68, 0.1, 180), walls: color(0.15, 0.035, 220), hasStars: false },
  { top: color(0.24, 0.09, 295), horizon: color(0.68, 0.17, 5), walls: color(0.15, 0.05, 310), hasStars: true },
  { top: color(0.36, 0.14, 270), horizon: color(0.82, 0.13, 30), walls: color(0.18, 0.06, 280), hasStars: false },
];
const LAMPS: readonly [Color, ...Color[]] = [
  color(0.9, 0.12, 85),
  color(0.86, 0.14, 70),
  color(0.93, 0.07, 95),
  color(0.88, 0.07, 220),
  color(0.8, 0.14, 40),
];

/** A skyline after sunset in three rows of towers with lit windows, over water or a street's glow. */
export const city: Scene = (canvas, random) => {
  const { height } = canvas;
  const night = random.pick(NIGHTS);
  const drawing = createDrawing(canvas);
  const hasWater = random.chance(0.55);
  const ground = height * (hasWater ? random.between(0.64, 0.76) : 1.02);
  paintSky(drawing, canvas, [
    { at: 0, color: night.top },
    { at: (ground / height) * 0.55, color: mix(night.top, night.horizon, 0.45) },
    { at: ground / height, color: night.horizon },
  ]);
  if (night.hasStars) paintStars(drawing, canvas, random, 110, ground * 0.7);
  if (random.chance(0.5)) paintMoon(drawing, canvas, random);
  const skyline: string[] = [];
  for (const row of [0, 1, 2]) skyline.push(...towers(drawing, canvas, random, night, ground, row));
  drawing.add(...skyline);
  if (hasWater) paintReflection(drawing, canvas, random, night, ground, skyline);
  else paintStreetGlow(drawing, canvas, ground);
  return drawing.toSvg();
};

function paintMoon(drawing: Drawing, { width, height }: Canvas, random: Random): void {
  const x = width * random.between(0.12, 0.88);
  const y = height * random.between(0.1, 0.26);
  const radius = height * random.between(0.03, 0.06);
  const pale = color(0.96, 0.03, 95);
  const halo = drawing.radial([
    { at: 0, color: pale, opacity: 0.4 },
    { at: 1, color: pale, opacity: 0 },
  ]);
  drawing.add(circle(x, y, radius * 5, `fill="${halo}"`), circle(x, y, radius, `fill="${hex(pale)}"`));
  for (let k = 0; k < 5; k++) {
    const turn = random.between(0, Math.PI * 2);
    const away = radius * random.between(0, 0.6);
    drawing.add(
      circle(
        x + Math.cos(turn) * away,
        y + Math.sin(turn) * away,
        radius * random.between(0.08, 0.22),
        `fill="${hex(color(0.88, 0.03, 95))}"`,
      ),
    );
  }
}

/** @param row 0 is far and pale, 2 near and dark */
function towers(
  drawing: Drawing,
  { width, height }: Canvas,
  random: Random,
  night: Night,
  ground: number,
  row: number,
): string[] {
  const elements: string[] = [];
  const walls = mix(night.horizon, night.walls, [0.45, 0.75, 1][row] ?? 1);
  const tallest = ground * ([0.72, 0.6, 0.4][row] ?? 0.4) * random.between(0.85, 1.1);
  const centre = random.between(0.25, 0.75);
  for (let x = -width * 0.02; x < width; ) {
    const wide = width * random.between(0.045, 0.11) * (0.75 + 0.2 * row);
    const away = Math.abs((x + wide / 2) / width - centre);
    const high = Math.max(height * 0.06, tallest * (1 - 0.75 * away) * random.between(0.45, 1));
    elements.push(...tower(drawing, random, { x, top: ground - high, wide, high, walls, row, unit: height / 600 }));
    x += wide * random.between(0.86, 1.25);
  }
  return elements;
}

interface Tower {
  readonly x: number;
  readonly top: number;
  readonly wide: number;
  readonly high: number;
  readonly walls: Color;
  readonly row: number;
  /** A 600th of the picture's height, px. */
  readonly unit: number;
}

function tower(drawing: Drawing, random: Random, { x, top, wide, high, walls, row, unit }: Tower): string[] {
  const fill = drawing.linear(
    [
      { at: 0, color: lighter(walls, 0.05) },
      { at: 1, color: lighter(walls, -0.02) },
    ],
    random.pick([60, 90, 120]),
  );
  const elements = [rect(x, top, wide, high + 1, `fill="${fill}"`)];
  const roof = random.whole(0, 4);
  if (roof === 0) elements.push(rect(x + wide * 0.2, top - high * 0.08, wide * 0.6, high * 0.09, `fill="${fill}"`));
  if (roof === 1 && row < 2) {
    elements.push(rect(x + wide * 0.48, top - high * 0.2, wide * 0.05, high * 0.2, `fill="${hex(walls)}"`));
    elements.push(circle(x + wide * 0.505, top - high * 0.2, 1.8 * unit, `fill="${hex(color(0.68, 0.21, 25))}"`));
  }
  return [...elements, ...windows(random, { x, top, wide, high, walls, row, unit })];
}

/** Lit windows, one path for all of the same light: thousands of shapes would take seconds. */
function windows(random: Random, { x, top, wide, high, row, unit }: Tower): string[] {
  const size = (2.4 + 1.5 * row) * unit;
  const pitchX = size * random.between(1.9, 2.6);
  const pitchY = size * random.between(2, 2.9);
  const lit = random.between(0.25, 0.6);
  const lamp = random.pick(LAMPS);
  const lights = [lamp, lamp, random.pick(LAMPS)].map((tint, k) => ({
    tint,
    opacity: [0.95, 0.5, 0.8][k] ?? 1,
    panes: [] as (string | number)[],
  }));
  const columns = Math.floor((wide - size * 1.6) / pitchX);
  for (let y = top + size * 1.6; y < top + high - size * 2; y += pitchY) {
    const share = random.chance(0.06) ? 1 : lit;
    for (let column = 0; column < columns; column++) {
      if (!random.chance(share)) continue;
      const left = x + (wide - columns * pitchX) / 2 + column * pitchX + (pitchX - size) / 2;
      lights[random.whole(0, lights.length - 1)]?.panes.push('M', left, y, 'h', size, 'v', size * 1.25, 'h', -size, 'z');
    }
  }
  return lights.map(({ tint, opacity, panes }) =>
    path(panes, `fill="${hex(tint)}" opacity="${(opacity * (0.55 + 0.22 * row)).toFixed(2)}"`),
  );
}

/** The skyline upside down in the water, blurred and broken by ripples. */
function paintReflection(
  drawing: Drawing,
  { width, height }: Canvas,
  random: Random,
  night: Night,
  ground: number,
  skyline: readonly string[],
): void {
  const water = drawing.linear([
    { at: 0, color: mix(night.horizon, night.walls, 0.35) },
    { at: 1, color: lighter(night.walls, -0.03) },
  ]);
  const below = drawing.clip(rect(0, ground, width, height - ground, ''));
  drawing.add(
    rect(0, ground, width, height - ground, `fill="${water}"`),
    `<g ${below}><g transform="translate(0 ${2 * ground}) scale(1 -1)" opacity=".55" ${drawing.blur(height * 0.005)}>${skyline.join('')}</g></g>`,
  );
  for (let k = 0; k < 70; k++) {
    const near = random.between(0, 1);
    const tint = random.chance(0.5) ? night.horizon : night.walls;
    const y = ground + (height - ground) * near;
    drawing.add(
      rect(
        random.between(-0.1, 1) * width,
        y,
        width * random.between(0.04, 0.22),
        0.6 + 2 * near,
        `rx="1" fill="${hex(tint)}" opacity="${random.between(0.1, 0.4).toFixed(2)}"`,
      ),
    );
  }
}

function paintStreetGlow(drawing: Drawing, { width, height }: Canvas, ground: number): void {
  const warm = color(0.82, 0.13, 70);
  const glow = drawing.linear([
    { at: 0, color: warm, opacity: 0 },
    { at: 1, color: warm, opacity: 0.4 },
  ]);
  drawing.add(rect(0, ground - height * 0.25, width, height, `fill="${glow}"`));
}
