import type { Random } from '../../../shared/random.ts';
import { color, hex, lighter, mix } from '../color.ts';
import { type Canvas, type Drawing, ellipse, path } from '../drawing.ts';
import type { Weather } from './sea-weather.ts';

/** A sailing boat somewhere below the horizon. */
export function paintSail(drawing: Drawing, { width, height }: Canvas, random: Random, weather: Weather, horizon: number): void {
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
