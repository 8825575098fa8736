import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/renderer/actions/action.ts';
import { bound, conflictsOf, keysNow, swapped } from '../../../src/renderer/actions/key-conflicts.ts';

const action = (id: string, keys: readonly string[], place: Action['place'] = 'grid'): Action => ({
  id,
  group: 'Look',
  title: id,
  keys,
  place,
  run: () => undefined,
});

const remove = action('decide.remove', ['R', 'X']);
const keep = action('decide.keep', ['K']);
const best = action('groups.keep-best', ['K'], 'groups');
const ALL = [remove, keep, best];

describe('conflictsOf', () => {
  it('finds who has the key in the same place, by what is bound now', () => {
    expect(conflictsOf(remove, 'k', ALL, {}).map(({ id }) => id)).toEqual(['decide.keep']);
    expect(conflictsOf(remove, 'K', ALL, { 'decide.keep': ['Y'] })).toEqual([]);
    expect(conflictsOf(remove, 'Y', ALL, { 'decide.keep': ['Y'] })).toEqual([keep]);
    expect(conflictsOf(remove, 'R', ALL, {})).toEqual([]);
  });

  it('takes actions of every view to be in all of them, but not in the comparison', () => {
    const { place: _, ...everywhere } = action('look.map', ['M']);
    expect(conflictsOf(everywhere, 'K', ALL, {}).map(({ id }) => id)).toEqual(['decide.keep', 'groups.keep-best']);
    expect(conflictsOf(everywhere, 'S', [action('compare.side', ['S'], 'compare')], {})).toEqual([]);
  });
});

describe('bound', () => {
  it('puts the new key where the old one was, or after the others', () => {
    expect(bound(remove, 'D', 'R', {})).toEqual({ 'decide.remove': ['D', 'X'] });
    expect(bound(remove, 'D', null, {})).toEqual({ 'decide.remove': ['R', 'X', 'D'] });
  });

  it('has no key twice', () => {
    expect(bound(remove, 'x', 'R', {})).toEqual({ 'decide.remove': ['x'] });
    expect(bound(remove, 'R', null, {})).toEqual({ 'decide.remove': ['X', 'R'] });
  });
});

describe('swapped', () => {
  it('gives the other action the key that is let go', () => {
    const chosen = swapped(remove, 'K', 'R', [keep], {});
    expect(chosen).toEqual({ 'decide.remove': ['K', 'X'], 'decide.keep': ['R'] });
    expect(conflictsOf(remove, 'K', ALL, chosen)).toEqual([]);
    expect(conflictsOf(keep, 'R', ALL, chosen)).toEqual([]);
  });

  it('takes it from the other where none is let go', () => {
    const chosen = swapped(remove, 'K', null, [keep], {});
    expect(keysNow(keep, chosen)).toEqual([]);
    expect(keysNow(remove, chosen)).toEqual(['R', 'X', 'K']);
  });
});
