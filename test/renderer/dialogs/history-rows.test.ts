import { describe, expect, it } from 'vitest';
import { historyRows } from '../../../src/renderer/dialogs/history-rows.ts';
import type { Decision } from '../../../src/shared/decision.ts';

const tag = (id: number): Decision => ({
  id,
  kind: 'tag',
  value: 'remove',
  sampleCount: 1234,
  atMs: id * 1000,
  target: null,
  author: null,
  query: null,
});
const step = (id: number, kind: 'undo' | 'redo', target: number): Decision => ({
  id,
  kind,
  value: null,
  sampleCount: 1234,
  atMs: id * 1000,
  target,
  author: null,
  query: null,
});

describe('historyRows', () => {
  it('says what was decided, with thousands separated', () => {
    expect(historyRows([tag(1)])).toEqual([
      { id: 1, atMs: 1000, text: 'Tagged 1,234 samples “remove”', by: '', undoneAtMs: null },
    ]);
  });

  it('says who decided, and by which query', () => {
    const rows = historyRows([
      { ...tag(2), author: 'ada', query: 'score.blurry<0.2' },
      { ...tag(1), author: 'ada', query: '' },
    ]);
    expect(rows.map(({ by }) => by)).toEqual(['ada · found by score.blurry<0.2', 'ada']);
  });

  it('marks what was undone, and lists no undo of its own', () => {
    const rows = historyRows([step(3, 'undo', 2), tag(2), tag(1)]);
    expect(rows.map(({ id, undoneAtMs }) => [id, undoneAtMs])).toEqual([
      [2, 3000],
      [1, null],
    ]);
  });

  it('goes by the newest undo or redo of a decision', () => {
    expect(historyRows([step(3, 'redo', 1), step(2, 'undo', 1), tag(1)])[0]?.undoneAtMs).toBeNull();
    expect(historyRows([step(4, 'undo', 1), step(3, 'redo', 1), step(2, 'undo', 1), tag(1)])[0]?.undoneAtMs).toBe(4000);
  });
});
