import { describe, expect, test } from 'vitest';
import { countAt, levelText, selectedText, standsForText } from '../../../src/renderer/arranged/shown-block.ts';
import { stageText } from '../../../src/renderer/arranged/stage-text.ts';
import { IdSet } from '../../../src/renderer/state/id-set.ts';
import { numberedGrid } from './grids.ts';

describe('words of the arranged grid', () => {
  test('say what a picture stands for', () => {
    const grid = numberedGrid(5, 13);
    expect(countAt(grid, 1, 13)).toBe(1);
    expect(countAt(grid, 1, 1)).toBe(4);
    expect(countAt(grid, 1, 99)).toBe(0);
    expect([standsForText(1), standsForText(64)]).toEqual([null, 'stands for 64 samples']);
    expect([levelText(0), levelText(5)]).toEqual(['Single pictures', 'Each picture stands for up to 1,024']);
    expect(selectedText(IdSet.EMPTY, 13)).toBeNull();
    expect(selectedText(IdSet.of([1, 2]), 13)).toBe('2 of 13 samples selected');
  });

  test('say how far the job is', () => {
    const job = { state: 'running', stage: 'Arranging', done: 0, total: null } as const;
    expect(stageText(null)).toBe('One moment.');
    expect(stageText({ ...job, state: 'queued' })).toBe('Waiting for other work on this dataset.');
    expect(stageText(job)).toBe('Arranging');
    expect(stageText({ ...job, done: 429, total: 1000 })).toBe('Arranging · 42%');
  });
});
