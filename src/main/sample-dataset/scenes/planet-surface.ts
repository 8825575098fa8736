import type { Random } from '../../../shared/random.ts';
import { type Color, hex, lighter, mix } from '../color.ts';
import { circle, ellipse, path } from '../drawing.ts';
import { fractalLine } from '../terrain.ts';

/** Shapes that cover a globe of this radius around (0, 0). */
export type Surface = (random: Random, radius: number, world: Color) => string[];

/** Of a gas giant. */
export const bands: Surface = (random, radius, world) => {
  const elements: string[] = [];
  for (let y = -radius; y < radius; ) {
    const high = radius * random.between(0.05, 0.2);
    const tint = hex({ ...lighter(world, random.between(-0.16, 0.16)), h: world.h + random.between(-25, 25) });
    const wave = fractalLine(random, 6, 0.5).map((noise) => y + noise * radius * 0.025);
    const top = wave.flatMap((at, k) => [k === 0 ? 'M' : 'L', -radius + (k / (wave.length - 1)) * 2 * radius, at]);
    elements.push(path([...top, 'L', radius, y + high * 1.5, 'L', -radius, y + high * 1.5, 'Z'], `fill="${tint}"`));
    y += high;
  }
  if (random.chance(0.5)) {
    const spot = hex({ ...lighter(world, -0.12), h: world.h - 30 });
    elements.push(
      ellipse(
        radius * random.between(-0.4, 0.3),
        radius * random.between(0.1, 0.4),
        radius * 0.2,
        radius * 0.1,
        `fill="${spot}" opacity=".85"`,
      ),
    );
  }
  return elements;
};

/** Of a moon. */
export const craters: Surface = (random, radius, world) => {
  return Array.from({ length: 46 }, () => {
    const size = radius * random.between(0.2, 1) ** 3 * 0.22 + radius * 0.012;
    const turn = random.between(0, Math.PI * 2);
    const away = radius * Math.sqrt(random.between(0, 0.95));
    const [x, y] = [Math.cos(turn) * away, Math.sin(turn) * away];
    const rim = circle(x - size * 0.1, y - size * 0.1, size, `fill="${hex(lighter(world, 0.12))}" opacity=".7"`);
    return rim + circle(x, y, size * 0.92, `fill="${hex(lighter(world, -random.between(0.06, 0.16)))}" opacity=".9"`);
  });
};

/** Seas under land and weather. */
export const clouds: Surface = (random, radius, world) => {
  const land = { ...lighter(world, 0.04), h: world.h + 110 };
  const shapes: string[] = [];
  for (let k = 0; k < 9; k++) {
    const blob = fractalLine(random, 6, 0.62);
    const size = radius * random.between(0.15, 0.4);
    const [x, y] = [radius * random.between(-0.9, 0.9), radius * random.between(-0.8, 0.8)];
    const outline = blob.slice(0, -1).flatMap((noise, at, all) => {
      const turn = (at / all.length) * Math.PI * 2;
      const away = size * (0.8 + 0.45 * noise * Math.sin(turn / 2));
      return [at === 0 ? 'M' : 'L', x + Math.cos(turn) * away * 1.4, y + Math.sin(turn) * away];
    });
    shapes.push(path([...outline, 'Z'], `fill="${hex(mix(land, world, random.between(0, 0.3)))}"`));
  }
  for (let k = 0; k < 22; k++) {
    const y = radius * random.between(-0.95, 0.95);
    shapes.push(
      ellipse(
        radius * random.between(-0.8, 0.8),
        y,
        radius * random.between(0.1, 0.5),
        radius * random.between(0.01, 0.045),
        `fill="#fff" opacity="${random.between(0.2, 0.7).toFixed(2)}"`,
      ),
    );
  }
  return shapes;
};
