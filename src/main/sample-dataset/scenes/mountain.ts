import type { Random } from '../../../shared/random.ts';
import { type Color, color, hex, lighter, mix } from '../color.ts';
import { type Canvas, createDrawing, type Drawing, path, rect, type Scene } from '../drawing.ts';
import { paintCloud, paintSky, paintStars, paintSun } from '../sky.ts';
import { areaBelow, fractalLine, heightAt } from '../terrain.ts';

interface Hour {
  readonly top: Color;
  readonly horizon: Color;
  readonly near: Color;
  readonly light: Color;
  readonly hasStars: boolean;
}

const HOURS: readonly [Hour, ...Hour[]] = [
  {
    top: color(0.55, 0.11, 275),
    horizon: color(0.88, 0.09, 45),
    near: color(0.25, 0.06, 300),
    light: color(0.93, 0.1, 60),
    hasStars: false,
  },
  {
    top: color(0.62, 0.12, 245),
    horizon: color(0.93, 0.035, 220),
    near: color(0.33, 0.07, 165),
    light: color(0.98, 0.05, 95),
    hasStars: false,
  },
  {
    top: color(0.5, 0.1, 25),
    horizon: color(0.87, 0.13, 75),
    near: color(0.24, 0.06, 20),
    light: color(0.95, 0.13, 85),
    hasStars: false,
  },
  {
    top: color(0.25, 0.09, 280),
    horizon: color(0.68, 0.13, 350),
    near: color(0.15, 0.045, 285),
    light: color(0.92, 0.07, 20),
    hasStars: true,
  },
  {
    top: color(0.16, 0.06, 265),
    horizon: color(0.48, 0.09, 235),
    near: color(0.1, 0.03, 260),
    light: color(0.95, 0.02, 230),
    hasStars: true,
  },
  {
    top: color(0.7, 0.06, 195),
    horizon: color(0.94, 0.03, 130),
    near: color(0.3, 0.06, 155),
    light: color(0.98, 0.05, 110),
    hasStars: false,
  },
  {
    top: color(0.45, 0.1, 310),
    horizon: color(0.83, 0.12, 30),
    near: color(0.2, 0.06, 265),
    light: color(0.9, 0.13, 40),
    hasStars: false,
  },
];

/** Ridge behind ridge into the haze, at some hour of the day, sometimes over a lake. */
export const mountain: Scene = (canvas, random) => {
  const { width, height } = canvas;
  const hour = random.pick(HOURS);
  const drawing = createDrawing(canvas);
  const horizon = height * random.between(0.42, 0.6);
  paintSky(drawing, canvas, [
    { at: 0, color: hour.top },
    { at: (horizon / height) * 0.6, color: mix(hour.top, hour.horizon, 0.55) },
    { at: horizon / height + 0.1, color: hour.horizon },
  ]);
  if (hour.hasStars) paintStars(drawing, canvas, random, 160, horizon);
  const sunX = width * random.between(0.15, 0.85);
  paintSun(drawing, sunX, horizon - height * random.between(0.02, 0.3), height * random.between(0.025, 0.06), hour.light);
  for (let k = random.whole(0, 3); k > 0; k--) {
    const tint = mix(hour.horizon, color(0.97, 0.02, hour.light.h), 0.5);
    paintCloud(
      drawing,
      random,
      width * random.between(0, 1),
      height * random.between(0.08, 0.3),
      width * random.between(0.2, 0.45),
      tint,
      0.55,
    );
  }
  paintRidges(drawing, canvas, random, hour, horizon);
  if (random.chance(0.35)) paintLake(drawing, canvas, random, hour);
  else paintPines(drawing, canvas, random, hour.near);
  return drawing.toSvg();
};

function paintRidges(drawing: Drawing, { width, height }: Canvas, random: Random, hour: Hour, horizon: number): void {
  const layers = random.whole(4, 6);
  const jagged = random.between(0.5, 0.58);
  for (let layer = 0; layer < layers; layer++) {
    const depth = layer / (layers - 1);
    const base = horizon + (height * 0.9 - horizon) * depth ** 1.3;
    const relief = height * (0.2 - 0.1 * depth) * random.between(0.8, 1.25);
    const line = fractalLine(random, 9, jagged - 0.06 * depth).map((y) => base - relief * (0.35 + y));
    const body = mix(hour.horizon, hour.near, 0.18 + 0.82 * depth ** 0.8);
    const fill = drawing.linear([
      { at: 0, color: body },
      { at: 0.35 + 0.4 * depth, color: mix(body, hour.horizon, 0.2) },
      { at: 1, color: mix(body, hour.horizon, 0.55 * (1 - depth) + 0.08) },
    ]);
    drawing.add(path(areaBelow(line, width, height), `fill="${fill}"`));
    if (layer < 2) paintSnow(drawing, width, random, line, hour);
  }
}

/** Light on the upper part of a far ridge, with a ragged lower edge. */
function paintSnow(drawing: Drawing, width: number, random: Random, line: readonly number[], hour: Hour): void {
  const top = Math.min(...line);
  const snowline = top + (Math.max(...line) - top) * random.between(0.25, 0.5);
  const ragged = fractalLine(random, 9, 0.72);
  const commands: (string | number)[] = [];
  line.forEach((y, at) => {
    commands.push(at === 0 ? 'M' : 'L', (at / (line.length - 1)) * width, y);
  });
  for (let at = line.length - 1; at >= 0; at--) {
    const y = line[at] ?? 0;
    commands.push('L', (at / (line.length - 1)) * width, Math.max(y, snowline + (ragged[at] ?? 0) * 16));
  }
  drawing.add(path([...commands, 'Z'], `fill="${hex(mix(hour.light, color(0.98, 0.01, 250), 0.5))}" opacity=".55"`));
}

function paintPines(drawing: Drawing, { width, height }: Canvas, random: Random, near: Color): void {
  const ground = fractalLine(random, 7, 0.42).map((y) => height * (0.95 - 0.05 * y));
  const dark = hex(lighter(near, -0.07));
  drawing.add(path(areaBelow(ground, width, height), `fill="${dark}"`));
  const size = height * random.between(0.08, 0.17);
  for (let k = random.whole(14, 40); k > 0; k--) {
    const fraction = random.between(0, 1);
    drawing.add(pine(fraction * width, heightAt(ground, fraction) + 4, size * random.between(0.5, 1.15), `fill="${dark}"`));
  }
}

function pine(x: number, foot: number, size: number, attributes: string): string {
  const commands: (string | number)[] = ['M', x, foot - size];
  const tiers = 5;
  for (const side of [1, -1]) {
    const steps = Array.from({ length: tiers }, (_, tier) => (side === 1 ? tier + 1 : tiers - tier));
    for (const tier of steps) {
      const y = foot - size + (size * 0.92 * tier) / tiers;
      const reach = size * 0.24 * (tier / tiers) * side;
      if (side === 1) commands.push('L', x + reach, y, 'L', x + reach * 0.5, y - size * 0.03);
      else commands.push('L', x + reach * 0.5, y - size * 0.03, 'L', x + reach, y);
    }
  }
  return path([...commands, 'Z'], attributes);
}

function paintLake(drawing: Drawing, { width, height }: Canvas, random: Random, hour: Hour): void {
  const shore = height * random.between(0.78, 0.86);
  const water = drawing.linear([
    { at: 0, color: mix(hour.horizon, hour.near, 0.25) },
    { at: 1, color: mix(hour.top, hour.near, 0.45) },
  ]);
  drawing.add(rect(0, shore, width, height - shore, `fill="${water}"`));
  for (let k = 0; k < 60; k++) {
    const y = shore + (height - shore) * random.between(0, 1) ** 1.5;
    const length = width * random.between(0.03, 0.2);
    const tint = random.chance(0.6) ? hour.light : hour.near;
    drawing.add(
      rect(
        random.between(-0.1, 1) * width,
        y,
        length,
        random.between(0.6, 2),
        `rx="1" fill="${hex(tint)}" opacity="${random.between(0.08, 0.35).toFixed(2)}"`,
      ),
    );
  }
}
