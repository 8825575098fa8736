import { expect, it } from 'vitest';
import { changedText, type MoreChoices, NO_MORE, optionsOfMore } from '../../../src/renderer/export/more-choices.ts';

const BESIDE = { format: 'csv', files: 'copy', scope: 'query' } as const;
const ALL: MoreChoices = {
  classes: ' cat, dog,',
  dropsOthers: true,
  dropsUnlabeled: true,
  dropsRemoved: true,
  convert: 'png',
  resize: 640,
  balance: 'number',
  balanceTo: 50,
  balanceSeed: 7,
  paths: 'absolute',
  hasWeights: true,
  by: ' ada ',
};

it('asks for nothing at first, and for all that the command line knows', () => {
  expect(optionsOfMore(NO_MORE, BESIDE)).toEqual({});
  expect(changedText(NO_MORE, BESIDE)).toBe('');
  expect(optionsOfMore(ALL, BESIDE)).toEqual({
    classes: ['cat', 'dog'],
    otherClasses: 'drop',
    unlabeled: 'drop',
    removed: 'drop',
    convert: 'png',
    resize: 640,
    weights: true,
    balance: { target: 50, seed: 7 },
    paths: 'absolute',
    by: 'ada',
  });
  expect(changedText(ALL, BESIDE)).toBe('9 set');
});

it('asks for nothing that does not go with the files, the format or the samples', () => {
  const links = optionsOfMore(ALL, { format: 'coco', files: 'hardlink', scope: 'all' });
  expect(Object.keys(links)).toEqual(['classes', 'otherClasses', 'unlabeled', 'paths', 'by']);
  expect(optionsOfMore({ ...ALL, balanceTo: null }, BESIDE)).not.toHaveProperty('balance');
});
