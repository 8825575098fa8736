import { type Color, color, hex, lighter, mix } from '../color.ts';
import { type Canvas, createDrawing, type Drawing, ellipse, path, rect, type Scene } from '../drawing.ts';
import type { Random } from '../random.ts';
import { paintCloud, paintSky, paintSun } from '../sky.ts';
import { areaBelow, fractalLine } from '../terrain.ts';

interface Weather {
  readonly top: Color;
  readonly horizon: Color;
  readonly far: Color;
  readonly near: Color;
  readonly light: Color;
}

const WEATHERS: readonly [Weather, ...Weather[]] = [
  {
    top: color(0.6, 0.13, 250),
    horizon: color(0.93, 0.04, 215),
    far: color(0.72, 0.1, 215),
    near: color(0.42, 0.1, 235),
    light: color(0.98, 0.05, 95),
  },
  {
    top: color(0.42, 0.13, 300),
    horizon: color(0.82, 0.15, 50),
    far: color(0.62, 0.12, 20),
    near: color(0.26, 0.09, 285),
    light: color(0.93, 0.13, 75),
  },
  {
    top: color(0.75, 0.07, 190),
    horizon: color(0.95, 0.04, 100),
    far: color(0.8, 0.09, 180),
    near: color(0.5, 0.1, 195),
    light: color(0.99, 0.04, 100),
  },
  {
    top: color(0.32, 0.06, 250),
    horizon: color(0.7, 0.04, 230),
    far: color(0.5, 0.05, 220),
    near: color(0.25, 0.05, 235),
    light: color(0.92, 0.03, 210),
  },
  {
    top: color(0.55, 0.15, 15),
    horizon: color(0.9, 0.13, 80),
    far: color(0.68, 0.13, 40),
    near: color(0.33, 0.1, 350),
    light: color(0.96, 0.12, 90),
  },
  {
    top: color(0.2, 0.07, 265),
    horizon: color(0.5, 0.09, 215),
    far: color(0.4, 0.08, 220),
    near: color(0.15, 0.05, 250),
    light: color(0.96, 0.03, 200),
  },
];

/** Open water: a low sun and its glitter, or long rows of waves. */
export const sea: Scene = (canvas, random) => {
  const { width, height } = canvas;
  const weather = random.pick(WEATHERS);
  const drawing = createDrawing(canvas);
  const horizon = height * random.between(0.36, 0.58);
  paintSky(drawing, canvas, [
    { at: 0, color: weather.top },
    { at: horizon / height, color: weather.horizon },
  ]);
  const sunX = width * random.between(0.2, 0.8);
  const sunY = horizon - height * random.between(0.02, 0.22);
  paintSun(drawing, sunX, sunY, height * random.between(0.035, 0.075), weather.light);
  for (let k = random.whole(1, 4); k > 0; k--) {
    const tint = mix(weather.horizon, color(0.98, 0.015, weather.light.h), 0.45);
    paintCloud(
      drawing,
      random,
      width * random.between(0, 1),
      horizon * random.between(0.2, 0.8),
      width * random.between(0.18, 0.5),
      tint,
      random.between(0.45, 0.85),
    );
  }
  if (random.chance(0.45)) paintIsland(drawing, canvas, random, weather, horizon);
  paintWater(drawing, canvas, weather, horizon);
  if (random.chance(0.55)) {
    paintGlitter(drawing, canvas, random, weather, horizon, sunX);
    if (random.chance(0.65)) paintSail(drawing, canvas, random, weather, horizon);
  } else {
    paintWaves(drawing, canvas, random, weather, horizon);
  }
  return drawing.toSvg();
};

function paintWater(drawing: Drawing, { width, height }: Canvas, { horizon: sky, far, near }: Weather, horizon: number): void {
  const fill = drawing.linear([
    { at: 0, color: mix(far, sky, 0.35) },
    { at: 0.15, color: far },
    { at: 1, color: near },
  ]);
  drawing.add(rect(0, horizon, width, height - horizon, `fill="${fill}"`));
}

/** Short strokes that grow and part towards the viewer, brightest under the sun. */
function paintGlitter(
  drawing: Drawing,
  { width, height }: Canvas,
  random: Random,
  weather: Weather,
  horizon: number,
  sunX: number,
): void {
  for (let k = 0; k < 420; k++) {
    const near = random.between(0, 1) ** 1.6;
    const y = horizon + 2 + (height - horizon) * near;
    const isUnderSun = random.chance(0.55);
    const spread = isUnderSun ? width * (0.03 + 0.16 * near) : width;
    const x = sunX + random.between(-1, 1) * spread * random.between(0.3, 1);
    const length = width * (0.006 + 0.05 * near) * random.between(0.5, 1.5);
    const tint = isUnderSun
      ? weather.light
      : random.chance(0.5)
        ? mix(weather.far, weather.horizon, 0.5)
        : lighter(weather.near, -0.04);
    const opacity = random.between(0.15, isUnderSun ? 0.85 : 0.4);
    drawing.add(ellipse(x, y, length, 0.5 + 2.4 * near, `fill="${hex(tint)}" opacity="${opacity.toFixed(2)}"`));
  }
}

/** Rows of crests, each darker and larger than the one behind, with foam along the top. */
function paintWaves(drawing: Drawing, canvas: Canvas, random: Random, weather: Weather, horizon: number): void {
  const { width, height } = canvas;
  const rows = random.whole(9, 13);
  for (let row = 0; row < rows; row++) {
    const near = (row + 0.5) / rows;
    const base = horizon + (height - horizon) * near ** 1.5;
    const swell = height * (0.004 + 0.03 * near);
    const length = width * (0.08 + 0.4 * near) * random.between(0.8, 1.3);
    const phase = random.between(0, Math.PI * 2);
    const ripple = fractalLine(random, 7, 0.5);
    const line = ripple.map((noise, at) => {
      const turn = ((at / (ripple.length - 1)) * width * Math.PI * 2) / length + phase;
      const slow = 0.55 + 0.45 * Math.sin(turn * 0.37 + phase * 2);
      return base - swell * slow * (1 - 1.6 * Math.abs(Math.sin(turn / 2))) - swell * 0.35 * noise;
    });
    paintWave(drawing, canvas, line, mix(weather.far, weather.near, near), weather.light, near);
  }
}

/** @param line heights of the crest @param near 0 at the horizon, 1 at the viewer */
function paintWave(
  drawing: Drawing,
  { width, height }: Canvas,
  line: readonly number[],
  body: Color,
  light: Color,
  near: number,
): void {
  const fill = drawing.linear([
    { at: 0, color: lighter(mix(body, light, 0.12), 0.07) },
    { at: 0.12 + 0.2 * near, color: body },
    { at: 1, color: lighter(body, -0.08) },
  ]);
  const area = areaBelow(line, width, height);
  drawing.add(path(area, `fill="${fill}"`));
  const crest: (string | number)[] = ['M', ...area.slice(4, -4)];
  const foam = hex(mix(light, color(0.99, 0.005, 220), 0.5));
  for (const [wide, opacity] of [
    [3.2, 0.16],
    [1, 0.5],
  ] as const) {
    const attributes = `fill="none" stroke="${foam}" stroke-linejoin="round" stroke-width="${(wide * (0.4 + 1.4 * near)).toFixed(1)}" opacity="${(opacity * (0.5 + 0.5 * near)).toFixed(2)}"`;
    drawing.add(path(crest, attributes));
  }
}

function paintIsland(drawing: Drawing, { width, height }: Canvas, random: Random, weather: Weather, horizon: number): void {
  const centre = random.between(0.1, 0.9);
  const reach = random.between(0.12, 0.3);
  const relief = height * random.between(0.05, 0.13);
  const line = fractalLine(random, 8, 0.5).map((noise, at, all) => {
    const away = (at / (all.length - 1) - centre) / reach;
    return horizon + 1 - relief * Math.max(0, 1 - away * away) * (0.75 + 0.35 * noise);
  });
  drawing.add(
    path(areaBelow(line, width, horizon + 2), `fill="${hex(mix(weather.near, weather.horizon, random.between(0.25, 0.5)))}"`),
  );
}

function paintSail(drawing: Drawing, { width, height }: Canvas, random: Random, weather: Weather, horizon: number): void {
  const x = width * random.between(0.15, 0.85);
  const y = horizon + (height - horizon) * random.between(0.08, 0.35);
  const size = height * random.between(0.09, 0.2);
  const dark = hex(lighter(weather.near, -0.12));
  const cloth = hex(mix(color(0.97, 0.02, 80), weather.light, 0.35));
  const shade = hex(mix(color(0.8, 0.03, 80), weather.near, 0.25));
  drawing.add(
    path(
      ['M', x, y - size, 'Q', x + size * 0.36, y - size * 0.5, x + size * 0.4, y - size * 0.1, 'L', x, y - size * 0.1, 'Z'],
      `fill="${cloth}"`,
    ),
    path(
      [
        'M',
        x - size * 0.03,
        y - size * 0.85,
        'Q',
        x - size * 0.22,
        y - size * 0.4,
        x - size * 0.3,
        y - size * 0.1,
        'L',
        x - size * 0.03,
        y - size * 0.1,
        'Z',
      ],
      `fill="${shade}"`,
    ),
    path(
      [
        'M',
        x - size * 0.36,
        y - size * 0.06,
        'L',
        x + size * 0.46,
        y - size * 0.06,
        'Q',
        x + size * 0.36,
        y + size * 0.06,
        x + size * 0.24,
        y + size * 0.07,
        'L',
        x - size * 0.22,
        y + size * 0.07,
        'Z',
      ],
      `fill="${dark}"`,
    ),
    ellipse(x, y + size * 0.14, size * 0.42, size * 0.03, `fill="${dark}" opacity=".35"`),
  );
}
