import { expect, it } from 'vitest';
import { type ComparedSample, factLines } from '../../../src/renderer/groups/compared-facts.ts';
import type { SampleId } from '../../../src/shared/sample.ts';

const SAMPLE: ComparedSample = {
  id: 1 as SampleId,
  path: 'cats/a.jpg',
  status: 'ok',
  width: 640,
  height: 480,
  meanColor: null,
  thumb: null,
  label: 'cat',
  split: null,
  tags: [],
  sizeBytes: 1000,
  modifiedMs: 0,
  format: 'jpeg',
};

it('marks the facts in which any of three samples differs, and keeps their order', () => {
  const lines = factLines([SAMPLE, SAMPLE, { ...SAMPLE, path: 'cats/b.png', format: 'png', tags: ['keep'] }]);
  expect(lines.filter(({ isDifferent }) => isDifferent).map(({ name }) => name)).toEqual(['Name', 'Format', 'Tags']);
  expect(lines.find(({ name }) => name === 'Format')?.texts).toEqual(['JPEG', 'JPEG', 'PNG']);
});
