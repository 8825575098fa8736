import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarEdges } from '../../../src/workers/query/calendar-edges.ts';

const at = (text: string): number => Date.parse(text.includes('T') ? `${text}Z` : text);
const shown = (edges: readonly number[]): readonly string[] => edges.map((edge) => new Date(edge).toISOString().slice(0, 16));

describe('calendarEdges', () => {
  it.each([
    ['2024-05-01T10:07', '2024-05-01T10:20', 'minute', '2024-05-01T10:07', '2024-05-01T10:21'],
    ['2024-05-01T10:07', '2024-05-03T00:00', 'hour', '2024-05-01T10:00', '2024-05-03T01:00'],
    ['2024-01-30T10:07', '2024-03-01T12:00', 'day', '2024-01-30T00:00', '2024-03-02T00:00'],
    ['2021-11-30T10:07', '2024-02-29T12:00', 'month', '2021-11-01T00:00', '2024-03-01T00:00'],
    ['2010-11-30T10:07', '2024-02-29T12:00', 'month', '2010-10-01T00:00', '2024-04-01T00:00'],
    ['1980-01-01T00:00', '2024-02-29T12:00', 'year', '1980-01-01T00:00', '2025-01-01T00:00'],
    ['1703-01-01T00:00', '2024-02-29T12:00', 'year', '1700-01-01T00:00', '2030-01-01T00:00'],
  ])('from %s to %s by %s', (min, max, unit, first, last) => {
    const found = calendarEdges(at(min), at(max), false);
    expect(found.unit).toBe(unit);
    expect([shown(found.edges)[0], shown(found.edges).at(-1)]).toEqual([first, last]);
  });

  it('goes up, holds both ends, and has few bins, whatever the times and the clock', () => {
    const time = fc.oneof(
      fc.integer({ min: -1e13, max: 1e13 }),
      fc.integer({ min: 1.6e12, max: 1.61e12 }),
      fc.constantFrom(-0.25, -5e-324, -60_000.5, 59_999.75),
    );
    fc.assert(
      fc.property(time, time, fc.boolean(), (a, b, isLocal) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const { edges } = calendarEdges(min, max, isLocal);
        expect(edges[0]).toBeLessThanOrEqual(min);
        expect(edges.at(-1)).toBeGreaterThan(max);
        expect(edges.length).toBeLessThan(66);
        for (let k = 1; k < edges.length; k++) expect(edges[k]).toBeGreaterThan(edges[k - 1] ?? 0);
      }),
    );
    expect(calendarEdges(-9e15, 9e15, false).edges).toEqual([-9e15, 9e15]);
  });
});
