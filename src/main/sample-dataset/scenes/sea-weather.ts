import { type Color, color } from '../color.ts';

/** Colours of sky and water at some hour. */
export interface Weather {
  readonly top: Color;
  readonly horizon: Color;
  readonly far: Color;
  readonly near: Color;
  readonly light: Color;
}

export const WEATHERS: readonly [Weather, ...Weather[]] = [
  {
    top: color(0.6, 0.13, 250),
    horizon: color(0.93, 0.04, 215),
    far: color(0.72, 0.1, 215),
    near: color(0.42, 0.1, 235),
    light: color(0.98, 0.05, 95),
  },
  {
    top: color(0.42, 0.13, 300),
    horizon: color(0.82, 0.15, 50),
    far: color(0.62, 0.12, 20),
    near: color(0.26, 0.09, 285),
    light: color(0.93, 0.13, 75),
  },
  {
    top: color(0.75, 0.07, 190),
    horizon: color(0.95, 0.04, 100),
    far: color(0.8, 0.09, 180),
    near: color(0.5, 0.1, 195),
    light: color(0.99, 0.04, 100),
  },
  {
    top: color(0.32, 0.06, 250),
    horizon: color(0.7, 0.04, 230),
    far: color(0.5, 0.05, 220),
    near: color(0.25, 0.05, 235),
    light: color(0.92, 0.03, 210),
  },
  {
    top: color(0.55, 0.15, 15),
    horizon: color(0.9, 0.13, 80),
    far: color(0.68, 0.13, 40),
    near: color(0.33, 0.1, 350),
    light: color(0.96, 0.12, 90),
  },
  {
    top: color(0.2, 0.07, 265),
    horizon: color(0.5, 0.09, 215),
    far: color(0.4, 0.08, 220),
    near: color(0.15, 0.05, 250),
    light: color(0.96, 0.03, 200),
  },
];
