import type { Random } from '../../shared/random.ts';
import { type Color, hex } from './color.ts';

/** Size of a picture, px. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
}

/** Draws a picture of one class as SVG. */
export type Scene = (canvas: Canvas, random: Random) => string;

export interface Stop {
  /** 0-1 along the gradient. */
  readonly at: number;
  readonly color: Color;
  readonly opacity?: number;
}

/** An SVG being written: shapes in order, and what they refer to. */
export interface Drawing {
  add(...elements: readonly string[]): void;
  /** @param angle degrees; 0 runs down, 90 to the left, over the shape's own box @returns a value for `fill` */
  linear(stops: readonly Stop[], angle?: number): string;
  /** Around (cx, cy) of the shape's box, as fractions of it like the radius. @returns a value for `fill` */
  radial(stops: readonly Stop[], cx?: number, cy?: number, radius?: number): string;
  /** @returns an attribute */
  blur(px: number): string;
  /** @returns an attribute */
  clip(shape: string): string;
  toSvg(): string;
}

export function createDrawing({ width, height }: Canvas): Drawing {
  const defs: string[] = [];
  const body: string[] = [];
  function define(make: (id: string) => string): string {
    const id = `d${defs.length}`;
    defs.push(make(id));
    return `url(#${id})`;
  }
  return {
    add: (...elements) => void body.push(...elements),
    linear: (stops, angle = 0) =>
      define(
        (id) =>
          `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1" gradientTransform="rotate(${round(angle)} .5 .5)">${stopList(stops)}</linearGradient>`,
      ),
    radial: (stops, cx = 0.5, cy = 0.5, radius = 0.5) =>
      define(
        (id) =>
          `<radialGradient id="${id}" cx="${round(cx)}" cy="${round(cy)}" r="${round(radius)}">${stopList(stops)}</radialGradient>`,
      ),
    blur: (px) =>
      `filter="${define((id) => `<filter id="${id}" x="-15%" y="-15%" width="130%" height="130%"><feGaussianBlur stdDeviation="${round(px)}"/></filter>`)}"`,
    clip: (shape) => `clip-path="${define((id) => `<clipPath id="${id}">${shape}</clipPath>`)}"`,
    toSvg: () =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${defs.join('')}</defs>${body.join('')}</svg>`,
  };
}

function stopList(stops: readonly Stop[]): string {
  return stops
    .map(({ at, color, opacity }) => {
      const see = opacity === undefined ? '' : ` stop-opacity="${round(opacity)}"`;
      return `<stop offset="${round(at)}" stop-color="${hex(color)}"${see}/>`;
    })
    .join('');
}

/** Numbers short enough for SVG. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function rect(x: number, y: number, width: number, height: number, attributes: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${attributes}/>`;
}

export function circle(x: number, y: number, radius: number, attributes: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${attributes}/>`;
}

export function ellipse(x: number, y: number, rx: number, ry: number, attributes: string): string {
  return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}" ${attributes}/>`;
}

/** @param commands path data: letters and numbers */
export function path(commands: readonly (string | number)[], attributes: string): string {
  const data = commands.map((command) => (typeof command === 'number' ? round(command) : command)).join(' ');
  return `<path d="${data}" ${attributes}/>`;
}
