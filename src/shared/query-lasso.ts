import { QueryProblem } from './query-problem.ts';
import type { TermToken } from './query-tokens.ts';

/** Corners that a lasso can have: more than anybody draws, few enough to be tested a million times. */
const MAX_CORNERS = 1000;
const CORNER = /^([^,]+),([^,]+)$/;
const COORDINATE = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The corners of `lasso:"x,y x,y x,y"`, as `[x, y, x, y, …]`. @throws {QueryProblem} that points at the corner that is none */
export function parsePolygon(term: TermToken, text: string): readonly number[] {
  const polygon: number[] = [];
  for (const { 0: corner, index } of text.matchAll(/\S+/g)) {
    const parts = CORNER.exec(corner)?.slice(1) ?? [];
    const coordinates = parts.filter((part) => COORDINATE.test(part)).map(Number);
    if (coordinates.length !== 2 || !coordinates.every(Number.isFinite)) {
      const start = firstCharacter(term) + index;
      throw new QueryProblem(`"${corner}" is no corner; expected two numbers as in 1.5,-2.`, start, start + corner.length);
    }
    // -0 would print as 0.
    polygon.push(...coordinates.map((coordinate) => coordinate + 0));
  }
  const corners = polygon.length / 2;
  if (corners >= 3 && corners <= MAX_CORNERS) return polygon;
  const found = `A lasso has 3 to ${MAX_CORNERS} corners, found ${corners}`;
  throw new QueryProblem(`${found}; expected something like lasso:"0,0 4,0 2,3".`, term.valueStart, term.end);
}

/** The text that `parsePolygon` reads back as exactly this polygon. */
export function printPolygon(polygon: readonly number[]): string {
  const corners = Array.from({ length: polygon.length / 2 }, (_, k) => `${polygon[2 * k]},${polygon[2 * k + 1]}`);
  return corners.join(' ');
}

const firstCharacter = (term: TermToken): number => term.valueStart + (term.isQuoted ? 1 : 0);
