import { describe, expect, it } from 'vitest';
import type { PaletteItem } from '../../../src/renderer/commands/palette-item.ts';
import { MOST_ITEMS, rankItems } from '../../../src/renderer/commands/rank-items.ts';

const item = (id: string, title: string, more: Partial<PaletteItem> = {}): PaletteItem => ({
  id,
  kind: 'Look',
  title,
  whyNot: null,
  run: () => undefined,
  ...more,
});

const ITEMS = [
  item('look.map', 'Map, or back from it', { words: 'umap scatter' }),
  item('look.boxes', 'Boxes over pictures'),
  item('decide.remove', 'Tag “remove”, or take it off', { kind: 'Decide', whyNot: 'Select samples first' }),
  item('decide.undo', 'Undo', { kind: 'Decide' }),
  item('label:map turtle', 'map turtle', { kind: 'Class' }),
];
const idsOf = (typed: string, recent: readonly string[] = [], items = ITEMS): readonly string[] =>
  rankItems(items, typed, recent).map((ranked) => ranked.item.id);

describe('rankItems', () => {
  it('shows what was used lately first, and what cannot be done last', () => {
    expect(idsOf('', ['decide.undo', 'decide.remove', 'gone.away'])).toEqual([
      'decide.undo',
      'look.map',
      'look.boxes',
      'label:map turtle',
      'decide.remove',
    ]);
  });

  it('finds by title, kind and other words; every word must be in one of them', () => {
    expect(idsOf('scatter')).toEqual(['look.map']);
    expect(idsOf('decide un')).toEqual(['decide.undo']);
    expect(idsOf('class map')).toEqual(['label:map turtle']);
    expect(idsOf('map nothing')).toEqual([]);
  });

  it('finds what cannot be done now, to say why', () => {
    const [first] = rankItems(ITEMS, 'remove', []);
    expect(first?.item.whyNot).toBe('Select samples first');
  });

  it('prefers what was used lately where two fit alike', () => {
    const alike = [item('a.one', 'Zoom in'), item('b.two', 'Zoom in')];
    expect(idsOf('zoom', [], alike)).toEqual(['a.one', 'b.two']);
    expect(idsOf('zoom', ['b.two'], alike)).toEqual(['b.two', 'a.one']);
  });

  it('names the letters of the title that were typed', () => {
    expect(rankItems(ITEMS, 'bo', [])[0]?.at).toEqual([0, 1]);
    expect(rankItems(ITEMS, 'scatter', [])[0]?.at).toEqual([]);
  });

  it('shows no more than can be looked at, of 20,000', () => {
    const many = Array.from({ length: 20_000 }, (_, number) => item(`label:${number}`, `class number ${number}`));
    expect(rankItems(many, 'number 19', [])).toHaveLength(MOST_ITEMS);
  });
});
