import { describe, expect, it } from 'vitest';
import {
  classColoring,
  classColors,
  colorOfCode,
  isolated,
  paletteBytes,
  SCALE_CODES,
  SCALE_STEPS,
  scaleColoring,
  toggled,
} from '../../../src/renderer/map/coloring.ts';
import { CLASS_COLORS, classColor, greyColor, scaleColor } from '../../../src/renderer/ui/palette.ts';

const manyNames = (count: number): readonly (string | null)[] => [null, ...Array.from({ length: count }, (_, n) => `class ${n}`)];
/** Classes with as many points as others, those without a class included. */
const even = (names: readonly (string | null)[]) => ({ names, counts: names.map(() => 1) });
const NONE: ReadonlySet<number> = new Set();

describe('classColoring', () => {
  it('counts the points of each class on the map', () => {
    const { codes, counts } = classColoring(Uint32Array.of(1, 2, 1, 0), [null, 'cat', 'dog', 'bird']);
    expect([...codes]).toEqual([1, 2, 1, 0]);
    expect(counts).toEqual([1, 2, 1, 0]);
  });
});

describe('classColors', () => {
  it('gives the first classes a colour each, and grey to all others and to no class', () => {
    const colors = classColors(even(manyNames(30)), NONE);
    expect(colors[0]).toBeNull();
    expect(colors.slice(1, 1 + CLASS_COLORS)).toEqual([...Array(CLASS_COLORS).keys()]);
    expect(colors.slice(1 + CLASS_COLORS)).toEqual(Array(30 - CLASS_COLORS).fill(null));
  });

  it('goes by the number of points', () => {
    const { names } = even(manyNames(30));
    const colors = classColors({ names, counts: names.map((_, code) => code) }, NONE);
    expect(colors[30]).toBe(0);
    expect(colors[1]).toBeNull();
  });

  it('gives points a colour where none has a class: grey would say that others have one', () => {
    expect(classColors({ names: [null, 'cat'], counts: [9, 0] }, NONE)).toEqual([0, 0]);
  });

  it('hands the colours of hidden classes on to those further down, so that a few looked at alone are told apart', () => {
    const names = manyNames(200);
    const codes = names.map((_, code) => code);
    const shown = [40, 99, 150];
    const colors = classColors(even(names), new Set(codes.filter((code) => !shown.includes(code))));
    const theirs = shown.map((code) => colors[code]);
    expect(theirs).not.toContain(null);
    expect(new Set(theirs).size).toBe(3);
  });

  it('leaves every class that has a colour of its own that colour, whatever is hidden', () => {
    const all = classColors(even(manyNames(40)), NONE);
    const some = classColors(even(manyNames(40)), new Set([2, 5]));
    expect(some.slice(1, 1 + CLASS_COLORS)).toEqual(all.slice(1, 1 + CLASS_COLORS));
  });
});

describe('paletteBytes', () => {
  it('hides by alpha and colours as the legend does', () => {
    const coloring = classColoring(Uint32Array.of(0, 1, 2), [null, 'cat', 'dog']);
    const bytes = paletteBytes(coloring, new Set([2]), 'dark');
    expect([...bytes.slice(0, 4)]).toEqual([...greyColor('dark'), 255]);
    expect([...bytes.slice(4, 8)]).toEqual([...classColor(0, 'dark'), 255]);
    expect(bytes[11]).toBe(0);
    expect(colorOfCode(coloring, 1, NONE, 'dark')).toEqual(classColor(0, 'dark'));
  });
});

describe('scaleColoring', () => {
  it('spreads codes from the least value to the greatest; missing ones are grey', () => {
    const coloring = scaleColoring(Float32Array.of(0.2, 0.6, Number.NaN, 0.4));
    expect([...coloring.codes]).toEqual([0, SCALE_STEPS - 1, SCALE_STEPS, 127]);
    expect(coloring.missing).toBe(1);
    expect(coloring.bins.reduce((sum, count) => sum + count)).toBe(3);
    expect(colorOfCode(coloring, SCALE_STEPS, NONE, 'light')).toEqual(greyColor('light'));
    expect(colorOfCode(coloring, 0, NONE, 'light')).toEqual(scaleColor(0, 'light'));
  });

  it('is logarithmic where the values span orders of magnitude', () => {
    const coloring = scaleColoring(Float32Array.of(10, 1000, 100_000));
    expect(coloring.isLog).toBe(true);
    expect(Math.abs((coloring.codes[1] ?? 0) - SCALE_STEPS / 2)).toBeLessThanOrEqual(1);
    expect(scaleColoring(Float32Array.of(0, 1000)).isLog).toBe(false);
  });

  it('has a colour where all values are the same, and none where there are none', () => {
    expect([...scaleColoring(Float32Array.of(3, 3)).codes]).toEqual([128, 128]);
    expect(scaleColoring(Float32Array.of(Number.NaN)).bins.every((count) => count === 0)).toBe(true);
  });
});

describe('the legend', () => {
  const codes = [0, 1, 2, 3];

  it('hides one at a click and shows it at the next', () => {
    expect([...toggled(toggled(NONE, [3]), [3])]).toEqual([]);
  });

  it('leaves one alone, and shows all where it is alone already', () => {
    const alone = isolated(new Set([1]), [2], codes);
    expect([...alone]).toEqual([0, 1, 3]);
    expect([...isolated(alone, [2], codes)]).toEqual([]);
    expect([...isolated(alone, [1], codes)]).toEqual([0, 2, 3]);
  });

  it('hides what has no value on a scale, and leaves it alone', () => {
    const { valued, missing } = SCALE_CODES;
    expect([...toggled(NONE, missing)]).toEqual([SCALE_STEPS]);
    expect([...isolated(NONE, missing, [...valued, ...missing])]).toEqual(valued);
    const coloring = scaleColoring(Float32Array.of(1, Number.NaN, 2));
    const bytes = paletteBytes(coloring, toggled(NONE, valued), 'dark');
    expect([...coloring.codes].map((code) => bytes[4 * code + 3])).toEqual([0, 255, 0]);
  });
});
