import { describe, expect, it } from 'vitest';
import { CLASS_COLORS, classColor, greyColor, type Rgb, type Scheme, scaleColor } from '../../../src/renderer/ui/palette.ts';

const GROUND: Readonly<Record<Scheme, Rgb>> = { dark: [0x12, 0x12, 0x12], light: [0xec, 0xec, 0xec] };

const linear = (channel: number): number =>
  channel <= 10.31475 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
const luminance = ([red, green, blue]: Rgb): number => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** WCAG contrast of two colours. */
function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** OKLab [Ottosson 2020]. */
function oklab(color: Rgb): readonly number[] {
  const [red, green, blue] = color.map(linear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
const difference = (one: Rgb, other: Rgb): number =>
  Math.hypot(...oklab(one).map((value, axis) => value - (oklab(other)[axis] ?? 0)));

describe.each(['dark', 'light'] as const)('colours in the %s scheme', (scheme) => {
  const classes = [...Array(CLASS_COLORS).keys()].map((place) => classColor(place, scheme));

  it('are at least twenty for classes, and all tell apart from each other and from grey', () => {
    expect(classes.length).toBeGreaterThanOrEqual(20);
    const all = [...classes, greyColor(scheme)];
    for (const [place, one] of all.entries()) {
      for (const other of all.slice(0, place)) expect(difference(one, other), `${one} and ${other}`).toBeGreaterThan(0.06);
    }
  });

  it('stand out from the ground', () => {
    for (const color of [...classes, greyColor(scheme)]) {
      expect(contrast(color, GROUND[scheme]), String(color)).toBeGreaterThan(1.9);
    }
  });

  it('grow evenly lighter along a scale, so that it is read without hue', () => {
    const lightness = Array.from({ length: 21 }, (_, step) => oklab(scaleColor(step / 20, scheme))[0] ?? 0);
    for (const [step, value] of lightness.entries()) if (step > 0) expect(value).toBeGreaterThan(lightness[step - 1] ?? 0);
    expect(contrast(scaleColor(scheme === 'dark' ? 0 : 1, scheme), GROUND[scheme])).toBeGreaterThan(1.4);
  });
});
