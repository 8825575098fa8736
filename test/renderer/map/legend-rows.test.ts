import { describe, expect, it } from 'vitest';
import { COLOR_FIELDS, formatEnds, formatValue, nameOf, noteOf, titleOf } from '../../../src/renderer/map/color-fields.ts';
import { choicesOf, layoutRequest, STANDARD_CHOICES } from '../../../src/renderer/map/layout-choices.ts';
import { countsIn, legendRows } from '../../../src/renderer/map/legend-rows.ts';
import { mapFacts } from '../../../src/renderer/map/map-facts.ts';
import { IdPlaces } from '../../../src/renderer/state/map-points.ts';
import type { DatasetModel, MapInfo } from '../../../src/shared/embedding.ts';
import { mapRequestSchema } from '../../../src/shared/embedding-api.ts';

describe('legendRows', () => {
  const coloring = { names: [null, 'cat', 'dog', 'bird'], counts: [4, 2, 5, 0] };

  it('lists classes with points, most first, those without a class last', () => {
    expect(legendRows(coloring).map(({ name }) => name)).toEqual(['dog', 'cat', null]);
  });

  it('keeps its order while a query narrows the counts', () => {
    const rows = legendRows(coloring, [0, 2, 1, 0]);
    expect(rows.map(({ name, count }) => [name, count])).toEqual([
      ['dog', 1],
      ['cat', 2],
      [null, 0],
    ]);
  });

  it('counts samples of the query that are on the map', () => {
    const places = new IdPlaces(Uint32Array.of(5, 6, 7));
    expect(countsIn(Uint16Array.of(1, 2, 1), 3, Uint32Array.of(7, 5, 99), places)).toEqual([0, 2, 0]);
  });
});

describe('fields to colour by', () => {
  it('are classes, splits, tags, issues and every score, and no names of samples', () => {
    const fields = COLOR_FIELDS.map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['label', 'split', 'tag', 'issue', 'status', 'score.blurry', 'score.outlier']));
    expect(fields.filter((field) => /^(?:id|group\.|map\.)/.test(field))).toEqual([]);
  });

  it('say which end of a score is which: it is least where things are worst', () => {
    expect(titleOf('score.outlier')).toBe('Nearness to others');
    expect(formatEnds('score.outlier', 0.1, 0.9)).toEqual(['0.10 · far', '0.90 · near']);
    expect(formatEnds('score.blurry', 0, 1)).toEqual(['0.00 · worst', '1.00 · best']);
    expect(formatEnds('width', 10, 4000)).toEqual(['10', '4,000']);
  });

  it('say where a sample has several values and a point but one colour', () => {
    expect([noteOf('tag'), noteOf('issue'), noteOf('label')].map((note) => note !== null)).toEqual([true, true, false]);
  });

  it('are named for people', () => {
    expect(nameOf('issue', 'odd-size')).toBe('Odd size');
    expect(nameOf('label', null)).toBe('No class');
    expect(nameOf('label', 'odd-size')).toBe('odd-size');
    expect(formatValue('sizeBytes', 1234)).toBe('1.2 kB');
    expect(formatValue('score.dark', 0.25)).toBe('0.25');
    expect(formatValue('width', 4000)).toBe('4,000');
  });
});

describe('the map’s settings', () => {
  it('are what the door takes, with and without a number of epochs', () => {
    expect(mapRequestSchema.parse(layoutRequest(STANDARD_CHOICES))).not.toHaveProperty('epochs');
    expect(mapRequestSchema.parse(layoutRequest({ ...STANDARD_CHOICES, epochs: 50 })).epochs).toBe(50);
  });

  it('start from those of the map that is shown', () => {
    const map = { neighbours: 30, minDistance: 0.4, seed: 9, askedEpochs: 77, epochs: 77, engine: 'umap-js' } as MapInfo;
    expect(choicesOf(map)).toEqual({ neighbours: 30, minDistance: 0.4, seed: 9, epochs: 77, engine: 'umap-js' });
    expect(choicesOf(null)).toBe(STANDARD_CHOICES);
  });

  it('say how the map came about', () => {
    const model = {
      title: 'Gradient histogram',
      waiting: 2,
      neighbours: { k: 15, isExact: false, recall: 0.987 },
      map: { points: 713, placed: 3, madeMs: 0, engine: 'umap-js', seed: 4, epochs: 120, isPartial: true, bounds: [0, 0, 1, 1] },
    } as unknown as DatasetModel;
    expect(mapFacts(model, 60_000)).toEqual([
      ['Model', 'Gradient histogram'],
      ['Points', '713, 3 placed later'],
      ['Laid out', 'a minute ago by umap-js'],
      ['Seed', '4'],
      ['Epochs', '120, stopped before its end'],
      ['Neighbours', '15, 98.7% of the true ones found'],
      ['Not seen yet', '2'],
    ]);
  });
});
