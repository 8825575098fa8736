import { expect, it } from 'vitest';
import { groupBoxFields, groupTitle } from '../../../src/renderer/inspector/box-fields.ts';

const field = (name: string, value: string) => ({ name, value });

it('tells once what is said of all boxes alike, and of some', () => {
  const boxes = [
    { class: 'cat', fields: [field('pose', 'left'), field('difficult', '0')] },
    { class: 'dog', fields: [field('difficult', '0'), field('pose', 'right')] },
    { class: 'dog', fields: [field('difficult', '0')] },
    { class: 'dog', fields: [field('difficult', '0'), field('pose', 'left')] },
  ];
  const { common, groups } = groupBoxFields(boxes);
  expect(common).toEqual([field('difficult', '0')]);
  expect(groups).toEqual([
    { places: [0, 3], class: null, fields: [field('pose', 'left')] },
    { places: [1], class: 'dog', fields: [field('pose', 'right')] },
  ]);
  expect(groups.map(groupTitle)).toEqual(['2 boxes', 'dog, box 2']);
  expect(groupTitle({ places: [1, 2], class: 'dog', fields: [] })).toBe('2 dog boxes');
});

it('has nothing in common of one box, or of none', () => {
  const one = { class: 'cat', fields: [field('pose', 'left')] };
  expect(groupBoxFields([one])).toEqual({ common: [], groups: [{ places: [0], ...one }] });
  expect(groupBoxFields([])).toEqual({ common: [], groups: [] });
});
