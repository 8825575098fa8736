import type { Random } from '../../../shared/random.ts';
import { type Color, color, hex, lighter, mix } from '../color.ts';
import { type Canvas, type Drawing, path } from '../drawing.ts';
import { areaBelow, fractalLine } from '../terrain.ts';
import type { Weather } from './sea-weather.ts';

/** Rows of crests, each darker and larger than the one behind, with foam along the top. */
export function paintWaves(drawing: Drawing, canvas: Canvas, random: Random, weather: Weather, horizon: number): void {
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
