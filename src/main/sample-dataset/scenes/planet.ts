import type { Random } from '../../../shared/random.ts';
import { type Color, color, hex, lighter, mix } from '../color.ts';
import { type Canvas, circle, createDrawing, type Drawing, ellipse, rect, round, type Scene } from '../drawing.ts';
import { bands, clouds, craters } from './planet-surface.ts';

const WORLDS: readonly [Color, ...Color[]] = [
  color(0.72, 0.12, 65),
  color(0.62, 0.13, 245),
  color(0.6, 0.15, 35),
  color(0.72, 0.1, 190),
  color(0.64, 0.15, 320),
  color(0.76, 0.1, 140),
  color(0.8, 0.07, 90),
  color(0.55, 0.14, 285),
];

/** A planet in deep space: banded, cratered or clouded, some with rings or moons, before a nebula. */
export const planet: Scene = (canvas, random) => {
  const { width, height } = canvas;
  const drawing = createDrawing(canvas);
  const world = random.pick(WORLDS);
  paintSpace(drawing, canvas, random, world);
  const radius = Math.min(width, height) * random.between(0.2, 0.36);
  const x = width * random.between(0.36, 0.64);
  const y = height * random.between(0.4, 0.6);
  const tilt = random.between(-28, 28);
  const hasRings = random.chance(0.42);
  const rings = hasRings ? ringBands(random, radius, world) : [];
  const squash = random.between(0.16, 0.36);
  paintRings(drawing, canvas, rings, { x, y, tilt, squash }, 'behind');
  paintGlobe(drawing, random, x, y, radius, world, tilt);
  paintRings(drawing, canvas, rings, { x, y, tilt, squash }, 'before');
  for (let k = random.whole(0, 2); k > 0; k--) {
    const turn = random.between(0, Math.PI * 2);
    const away = radius * random.between(1.35, 1.75);
    const grey = color(random.between(0.6, 0.8), 0.03, random.between(0, 360));
    paintGlobe(
      drawing,
      random,
      x + Math.cos(turn) * away,
      y + Math.sin(turn) * away * 0.7,
      radius * random.between(0.06, 0.17),
      grey,
      tilt,
    );
  }
  return drawing.toSvg();
};

function paintSpace(drawing: Drawing, { width, height }: Canvas, random: Random, world: Color): void {
  const depth = color(0.11, 0.035, random.between(240, 320));
  drawing.add(rect(0, 0, width, height, `fill="${hex(depth)}"`));
  const size = Math.max(width, height);
  const hue = world.h + random.pick([150, 180, 210, 60]);
  for (let k = 0; k < 11; k++) {
    const tint = color(random.between(0.4, 0.62), random.between(0.11, 0.17), hue + random.between(-45, 45));
    const fill = drawing.radial([
      { at: 0, color: tint, opacity: random.between(0.4, 0.7) },
      { at: 0.5, color: tint, opacity: 0.2 },
      { at: 1, color: tint, opacity: 0 },
    ]);
    const along = random.between(-0.1, 1.1);
    const shape = ellipse(0, 0, size * random.between(0.15, 0.42), size * random.between(0.08, 0.2), `fill="${fill}"`);
    drawing.add(
      `<g transform="translate(${round(width * along)} ${round(height * (along * 0.6 + random.between(0, 0.4)))}) rotate(${round(random.between(10, 50))})">${shape}</g>`,
    );
  }
  for (let k = 0; k < 330; k++) {
    const bright = random.between(0, 1) ** 4;
    const tint = hex(color(0.97, random.between(0, 0.06), random.pick([60, 90, 250, 265])));
    drawing.add(
      circle(
        random.between(0, width),
        random.between(0, height),
        0.35 + bright * 1.7,
        `fill="${tint}" opacity="${(0.25 + 0.75 * bright).toFixed(2)}"`,
      ),
    );
  }
}

/** Lit from the upper left, with an atmosphere on that side. */
function paintGlobe(drawing: Drawing, random: Random, x: number, y: number, radius: number, world: Color, tilt: number): void {
  const air = lighter(world, 0.2);
  const glow = drawing.radial([
    { at: 0.72, color: air, opacity: 0.42 },
    { at: 0.85, color: air, opacity: 0.12 },
    { at: 1, color: air, opacity: 0 },
  ]);
  drawing.add(circle(x - radius * 0.05, y - radius * 0.05, radius * 1.32, `fill="${glow}"`));
  const disc = drawing.clip(circle(x, y, radius, ''));
  const surface = random.pick([bands, craters, clouds])(random, radius, world);
  drawing.add(
    `<g ${disc}>${circle(x, y, radius, `fill="${hex(world)}"`)}<g transform="translate(${round(x)} ${round(y)}) rotate(${round(tilt)})">${surface.join('')}</g></g>`,
  );
  const night = color(0.04, 0.02, 280);
  const shade = drawing.radial(
    [
      { at: 0, color: color(1, 0, 0), opacity: 0.3 },
      { at: 0.35, color: night, opacity: 0 },
      { at: 0.75, color: night, opacity: 0.62 },
      { at: 1, color: night, opacity: 0.94 },
    ],
    0.3,
    0.28,
    0.78,
  );
  drawing.add(circle(x, y, radius * 1.004, `fill="${shade}"`));
}

interface RingBand {
  readonly radius: number;
  readonly width: number;
  readonly attributes: string;
}

function ringBands(random: Random, radius: number, world: Color): readonly RingBand[] {
  const bandsOut: RingBand[] = [];
  for (let at = radius * 1.3; at < radius * random.between(1.9, 2.25); ) {
    const width = radius * random.between(0.03, 0.12);
    const tint = hex(mix(lighter(world, random.between(0, 0.22)), color(0.85, 0.03, 80), 0.5));
    bandsOut.push({
      radius: at + width / 2,
      width,
      attributes: `stroke="${tint}" stroke-opacity="${random.between(0.3, 0.9).toFixed(2)}"`,
    });
    at += width * random.between(1, 1.3);
  }
  return bandsOut;
}

interface RingPlace {
  readonly x: number;
  readonly y: number;
  readonly tilt: number;
  readonly squash: number;
}

function paintRings(
  drawing: Drawing,
  { width, height }: Canvas,
  bandsIn: readonly RingBand[],
  place: RingPlace,
  half: 'behind' | 'before',
): void {
  if (bandsIn.length === 0) return;
  const reach = width + height;
  const visible = drawing.clip(rect(-reach, half === 'behind' ? -reach : 0, reach * 2, reach, ''));
  const shapes = bandsIn.map(({ radius, width: wide, attributes }) =>
    ellipse(0, 0, radius, radius * place.squash, `fill="none" stroke-width="${round(wide * 0.8)}" ${attributes}`),
  );
  drawing.add(
    `<g transform="translate(${round(place.x)} ${round(place.y)}) rotate(${round(place.tilt)})"><g ${visible}>${shapes.join('')}</g></g>`,
  );
}
