import { expect, test } from 'vitest';
import { findingsOf, headlineOf } from '../../../src/main/report/findings.ts';
import type { Report } from '../../../src/shared/report.ts';
import { madeUpReport } from './made-up-report.ts';

const textsOf = (report: Report): string[] => findingsOf(report).map(({ text }) => text);
/** Without any issue or decision. */
const clean: Report = {
  ...madeUpReport('cat'),
  needAttention: 0,
  issues: [],
  classIssues: [],
  classes: { splits: [null], rows: [{ class: 'cat', samples: 4, counts: [4] }], unlabeled: 0 },
  duplicates: { isSearched: true, kinds: [], all: { groups: 0, samples: 0, redundant: 0, redundantBytes: 0 }, leaks: null },
  decided: { decisions: 0, undone: 0, lastMs: null, tags: [], kept: [], relabeled: 0, notDuplicates: 0 },
};

test('the headline counts images, classes and what needs attention', () => {
  expect(headlineOf(madeUpReport('cat'))).toBe('4 images · 1 class · 2 need attention');
  expect(headlineOf({ ...clean, classes: { ...clean.classes, rows: [] } })).toBe('4 images · none needs attention');
  expect(headlineOf({ ...clean, needAttention: 1, samples: 1234 })).toBe('1,234 images · 1 class · 1 needs attention');
});

test('a clean dataset has nothing but good news', () => {
  expect(findingsOf(clean)).toEqual([
    { tone: 'good', text: 'Every file could be read.' },
    { tone: 'good', text: 'No picture is there twice.' },
  ]);
});

test('nothing is said of duplicates that were not looked for', () => {
  expect(textsOf({ ...clean, duplicates: { ...clean.duplicates, isSearched: false } })).toEqual(['Every file could be read.']);
});

test('what matters most comes first', () => {
  const tones = findingsOf(madeUpReport('cat')).map(({ tone }) => tone);
  expect(tones).toEqual(tones.toSorted((a, b) => 'high medium low good'.indexOf(a) - 'high medium low good'.indexOf(b)));
  expect(tones[0]).toBe('high');
  expect(tones.at(-1)).toBe('good');
});

test('a leak names the splits it joins', () => {
  expect(textsOf(madeUpReport('train'))).toContain(
    '1 picture lies in more than one split (train with train2): results on the test set would look better than they are.',
  );
});

test('files that were not read yet are neither good nor bad', () => {
  const statuses = [
    { name: 'ok', samples: 3, bytes: 1 },
    { name: 'pending', samples: 1, bytes: 1 },
  ] as const;
  expect(textsOf({ ...clean, statuses })[0]).toBe('1 file was not read yet: index the folder to the end.');
});
