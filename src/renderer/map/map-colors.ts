import type { Rgb } from '../ui/palette.ts';

/** The page's own colours where a canvas needs them. */
export interface MapColors {
  readonly ground: string;
  readonly text: string;
  readonly accent: string;
  readonly groundRgb: Rgb;
  readonly textRgb: Rgb;
}

/** As the tokens are for this element now. */
export function readMapColors(element: Element): MapColors {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const [ground, text, accent] = [token('--wn-ground'), token('--wn-text'), token('--wn-accent')];
  return { ground, text, accent, groundRgb: rgbOf(ground), textRgb: rgbOf(text) };
}

/** @param hex `#rrggbb` */
function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
