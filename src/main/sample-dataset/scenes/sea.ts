import type { Random } from '../../../shared/random.ts';
import { color, hex, lighter, mix } from '../color.ts';
import { type Canvas, createDrawing, type Drawing, ellipse, path, rect, type Scene } from '../drawing.ts';
import { paintCloud, paintSky, paintSun } from '../sky.ts';
import { areaBelow, fractalLine } from '../terrain.ts';
import { paintSail } from './sail.ts';
import { paintWaves } from './sea-waves.ts';
import { WEATHERS, type Weather } from './sea-weather.ts';

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
