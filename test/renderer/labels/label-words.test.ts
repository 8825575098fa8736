import { describe, expect, it } from 'vitest';
import { isSameChoice, withFile, withUse } from '../../../src/renderer/labels/label-choices.ts';
import { countsText, labelsSentence, originText } from '../../../src/renderer/labels/label-words.ts';
import type { AppliedLabelSet } from '../../../src/shared/applied-labels.ts';
import type { LabelChoice } from '../../../src/shared/label-files.ts';

const VOC: AppliedLabelSet = {
  format: 'voc',
  origin: '/data/cells/Annotations',
  files: 364,
  boxes: 4888,
  samples: 364,
  labelled: 0,
  fields: [],
};
const TABLE: AppliedLabelSet = { ...VOC, format: 'csv', origin: '/data/labels.csv', files: 1, boxes: 0, labelled: 300 };
const CHOICE: LabelChoice = { files: [], format: null, leftOut: [] };

describe('what was read', () => {
  it('is told in a sentence', () => {
    expect(labelsSentence({ sets: [VOC], classes: 3 }, '/data/cells')).toBe(
      'Read from 364 Pascal VOC files in Annotations: 4,888 boxes of 3 classes.',
    );
    expect(labelsSentence({ sets: [TABLE], classes: 2 }, '/data/cells')).toBe(
      'Read from a table, /data/labels.csv: the class of 300 samples, 2 classes.',
    );
    expect(labelsSentence({ sets: [VOC, TABLE], classes: 3 }, '/data/cells')).toBe(
      'Read from 364 Pascal VOC files in Annotations and a table, /data/labels.csv: 4,888 boxes and the class of 300 samples, 3 classes.',
    );
    expect(labelsSentence({ sets: [{ ...VOC, boxes: 0 }], classes: 0 }, '/data/cells')).toContain(
      'splits or fields of 364 samples',
    );
  });

  it('is named from the folder where it lies in it', () => {
    expect(originText('/data/cells', '/data/cells')).toBe('the dataset’s folder');
    expect(originText('/data/cells-2/a.xml', '/data/cells')).toBe('/data/cells-2/a.xml');
  });

  it('is counted', () => {
    expect(countsText({ ...VOC, classes: [], problems: [] }, 3)).toBe('364 samples · 4,888 boxes · 3 classes');
  });
});

it('a set is left out and used again; a file is named once', () => {
  const without = withUse(CHOICE, 'voc a', false);
  expect(without.leftOut).toEqual(['voc a']);
  expect(isSameChoice(without, CHOICE)).toBe(false);
  expect(isSameChoice(withUse(without, 'voc a', true), CHOICE)).toBe(true);
  expect(withFile(withFile(CHOICE, '/a'), '/a').files).toEqual(['/a']);
});
