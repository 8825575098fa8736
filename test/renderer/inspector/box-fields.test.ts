import { expect, it } from 'vitest';
import { groupBoxFields } from '../../../src/renderer/inspector/box-fields.ts';

const field = (name: string, value: string) => ({ name, value });

it('tells once what is said of all boxes alike, and of each the rest', () => {
  const boxes = [
    { class: 'cat', fields: [field('pose', 'left'), field('difficult', '0')] },
    { class: 'dog', fields: [field('difficult', '0'), field('pose', 'right')] },
    { class: 'dog', fields: [field('difficult', '0')] },
  ];
  expect(groupBoxFields(boxes)).toEqual({
    common: [field('difficult', '0')],
    boxes: [
      { place: 0, class: 'cat', fields: [field('pose', 'left')] },
      { place: 1, class: 'dog', fields: [field('pose', 'right')] },
    ],
  });
});

it('has nothing in common of one box, or of none', () => {
  const one = { class: 'cat', fields: [field('pose', 'left')] };
  expect(groupBoxFields([one])).toEqual({ common: [], boxes: [{ place: 0, ...one }] });
  expect(groupBoxFields([])).toEqual({ common: [], boxes: [] });
});
