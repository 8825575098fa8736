import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  colorAt,
  inkOn,
  matrixRamps,
  positionOf,
  type Ramp,
  type Rgb,
  valueRanges,
} from '../../../src/renderer/confusion/color-scale.ts';
import { colorOf, matrixColors, paintLevel } from '../../../src/renderer/confusion/matrix-colors.ts';
import { levelFor, valueLevels } from '../../../src/renderer/confusion/value-levels.ts';

/** WCAG 2. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

describe('colours of a matrix', () => {
  it.each(['dark', 'light'] as const)(
    'rise or fall in lightness all along, in the %s scheme, so that more is always told from less',
    (scheme) => {
      for (const ramp of Object.values<Ramp>({ ...matrixRamps(scheme) })) {
        const steps = Array.from({ length: 9 }, (_, k) => luminance(colorAt(ramp, k / 8)));
        for (let k = 1; k < 9; k++) {
          const [less, more] = [steps[k - 1]!, steps[k]!];
          if (scheme === 'dark') expect(more).toBeGreaterThan(less);
          else expect(more).toBeLessThan(less);
          expect(contrast(more, less)).toBeGreaterThan(1.08);
        }
      }
    },
  );

  it.each(['dark', 'light'] as const)('carry numbers at 4.5 : 1 in the %s scheme', (scheme) => {
    for (const ramp of Object.values<Ramp>({ ...matrixRamps(scheme) })) {
      for (const color of ramp)
        expect(contrast(luminance(color), inkOn(color) === '#ffffff' ? 1 : 0)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('put values on a scale in their order, nothing apart, whatever there is plainly seen', () => {
    const value = fc.double({ min: 1, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.constantFrom('log', 'linear'), (a, b, kind) => {
        const range = { least: 1, most: 1e6 };
        const [less, more] = [positionOf(Math.min(a, b), range, kind), positionOf(Math.max(a, b), range, kind)];
        expect(less).toBeLessThanOrEqual(more);
        expect(less).toBeGreaterThanOrEqual(0.18);
        expect(more).toBeLessThanOrEqual(1);
      }),
    );
    expect(positionOf(0, { least: 1, most: 9 }, 'log')).toBe(0);
    expect(positionOf(9, { least: 9, most: 9 }, 'log')).toBe(1);
  });

  it('scale mistakes by mistakes, so that a full diagonal does not drown them', () => {
    const values = Float32Array.of(900, 3, 0, 800);
    expect(valueRanges(values, 2)).toEqual({ mistakes: { least: 3, most: 3 }, right: { least: 800, most: 900 } });
    const ramps = matrixRamps('dark');
    const colors = matrixColors(values, 2, { ramps, kind: 'log', isChange: false });
    expect(colorOf(3, false, colors)).toEqual(ramps.mistakes.at(-1));
    expect(colorOf(900, true, colors)).toEqual(ramps.right.at(-1));
    expect([...paintLevel({ side: 2, values }, colors).subarray(4, 8)]).toEqual([...ramps.mistakes.at(-1)!, 255]);
  });

  it('tell better from worse where two runs are compared, on one scale', () => {
    const values = Float32Array.of(4, -2, 2, -1);
    const ramps = matrixRamps('light');
    const colors = matrixColors(values, 2, { ramps, kind: 'linear', isChange: true });
    expect(colorOf(4, true, colors)).toEqual(ramps.better.at(-1));
    expect(colorOf(-2, false, colors)).toEqual(colorAt(ramps.worse, 0.5));
  });
});

describe('levels of a matrix', () => {
  it('keep a single mistake however coarse they are', () => {
    const values = new Float32Array(1000 * 1000);
    values[7 * 1000 + 801] = 5;
    for (const [level, { side, values: blocks }] of valueLevels(values, 1000, false).slice(0, 9).entries()) {
      expect(blocks[(7 >> level) * side + (801 >> level)], `level ${level}`).toBe(5);
    }
  });

  it('tell of the diagonal alone where it is shown, of the others where it is hidden', () => {
    const values = Float32Array.of(9, 50, 0, 8);
    expect(valueLevels(values, 2, false).at(-1)?.values).toEqual(Float32Array.of(9));
    expect(valueLevels(values, 2, true).at(-1)?.values).toEqual(Float32Array.of(50));
    expect(valueLevels(values, 2, true)[0]?.values).toEqual(Float32Array.of(0, 50, 0, 0));
  });

  it('are chosen so that no block is smaller than a pixel', () => {
    expect(levelFor(4, 11)).toBe(0);
    expect(levelFor(1, 11)).toBe(0);
    expect(levelFor(0.6, 11)).toBe(1);
    expect(levelFor(0.25, 11)).toBe(2);
    expect(levelFor(1e-9, 11)).toBe(10);
  });
});
