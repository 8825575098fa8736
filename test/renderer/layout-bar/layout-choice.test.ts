import { describe, expect, it } from 'vitest';
import { pathParts, roleOf, withRole } from '../../../src/renderer/layout-bar/layout-choice.ts';
import { layoutSentence } from '../../../src/renderer/layout-bar/layout-sentence.ts';

const LAYOUT = { splitLevel: 0, labelLevel: 1 };

it('pathParts counts folders from the dataset’s own children; the file has no level', () => {
  expect(pathParts('train/cat/1.jpg')).toEqual([
    { name: 'train', level: 0 },
    { name: 'cat', level: 1 },
    { name: '1.jpg', level: null },
  ]);
  expect(pathParts('1.jpg')).toEqual([{ name: '1.jpg', level: null }]);
});

describe('withRole', () => {
  it('moves a role, and a level has only one', () => {
    expect(withRole(LAYOUT, 2, 'label')).toEqual({ splitLevel: 0, labelLevel: 2 });
    expect(withRole(LAYOUT, 1, 'split')).toEqual({ splitLevel: 1, labelLevel: null });
    expect(withRole(LAYOUT, 0, 'nothing')).toEqual({ splitLevel: null, labelLevel: 1 });
  });

  it('is what roleOf then says', () => {
    for (const role of ['label', 'split', 'nothing'] as const) expect(roleOf(withRole(LAYOUT, 1, role), 1)).toBe(role);
  });
});

describe('layoutSentence', () => {
  it('names classes and splits with their level, counted from one', () => {
    expect(layoutSentence({ layout: LAYOUT, classes: ['cat', 'dog'], splits: ['holdout', 'test', 'train'] })).toBe(
      'Read from folders: 2 classes from level 2, 3 splits (train, test, holdout) from level 1.',
    );
    expect(layoutSentence({ layout: { splitLevel: null, labelLevel: 0 }, classes: ['cat'], splits: [] })).toBe(
      'Read from folders: 1 class from level 1.',
    );
  });
});
