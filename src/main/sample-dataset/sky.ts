import type { Random } from '../../shared/random.ts';
import { type Color, color, hex } from './color.ts';
import { type Canvas, circle, type Drawing, ellipse, rect, type Stop } from './drawing.ts';

/** Fills the whole picture from top to bottom. */
export function paintSky(drawing: Drawing, { width, height }: Canvas, stops: readonly Stop[]): void {
  drawing.add(rect(0, 0, width, height, `fill="${drawing.linear(stops)}"`));
}

/** A sun or moon with the light around it. */
export function paintSun(drawing: Drawing, x: number, y: number, radius: number, light: Color, glow = 6): void {
  const halo: Stop[] = [
    { at: 0, color: light, opacity: 0.75 },
    { at: 0.18, color: light, opacity: 0.42 },
    { at: 0.5, color: light, opacity: 0.13 },
    { at: 1, color: light, opacity: 0 },
  ];
  drawing.add(circle(x, y, radius * glow, `fill="${drawing.radial(halo)}"`));
  const core: Stop[] = [
    { at: 0, color: color(0.995, 0.015, light.h) },
    { at: 0.8, color: color(0.97, 0.05, light.h) },
    { at: 1, color: light },
  ];
  drawing.add(circle(x, y, radius, `fill="${drawing.radial(core)}"`));
}

/** Stars down to `below`, thinning out towards it. */
export function paintStars(drawing: Drawing, { width }: Canvas, random: Random, count: number, below: number): void {
  for (let k = 0; k < count; k++) {
    const y = random.between(0, 1) ** 1.4 * below;
    const size = random.between(0.35, 1) ** 3 * 1.7 + 0.3;
    const tint = hex(color(random.between(0.88, 1), random.between(0, 0.05), random.pick([60, 90, 240, 260])));
    const brightness = random.between(0.35, 1) * (1 - y / below / 1.3);
    drawing.add(circle(random.between(0, width), y, size, `fill="${tint}" opacity="${brightness.toFixed(2)}"`));
  }
}

/** A heap of soft ellipses: flat below, billowing above. */
export function paintCloud(
  drawing: Drawing,
  random: Random,
  x: number,
  y: number,
  width: number,
  tint: Color,
  opacity: number,
): void {
  const soft = drawing.blur(width * 0.022);
  const puffs: string[] = [];
  for (let k = 0; k < 12; k++) {
    const along = random.between(-1, 1);
    const height = width * 0.15 * (1 - along * along * 0.8) * random.between(0.6, 1.2);
    puffs.push(
      ellipse(x + along * width * 0.42, y - height * random.between(0.2, 0.9), height * random.between(0.9, 1.7), height, ''),
    );
  }
  puffs.push(ellipse(x, y, width * 0.52, width * 0.045, ''));
  const fill = drawing.linear([
    { at: 0, color: { ...tint, l: Math.min(1, tint.l + 0.05) } },
    { at: 1, color: { ...tint, l: tint.l - 0.1 } },
  ]);
  drawing.add(`<g ${soft} fill="${fill}" opacity="${opacity.toFixed(2)}">${puffs.join('')}</g>`);
}
