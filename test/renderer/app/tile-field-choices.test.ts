import { expect, it } from 'vitest';
import { choiceTitle, fieldChoices } from '../../../src/renderer/app/tile-field-choices.ts';

const NOTHING = { run: null, hasEmbeddings: false, hasAnnotations: false, hasBoxes: false, carried: [] };

it('offers what annotation files brought along of samples, and what is chosen of another dataset', () => {
  const carriedOf = (carried: readonly string[], chosen: readonly string[]): readonly string[] =>
    fieldChoices({ ...NOTHING, carried }, chosen).find(({ title }) => title === 'From annotation files')?.fields ?? [];
  expect(carriedOf(['camera', 'weather'], ['field.camera', 'field.gone'])).toEqual([
    'field.camera',
    'field.weather',
    'field.gone',
  ]);
  expect(carriedOf([], ['label'])).toEqual([]);
  expect(choiceTitle('field.weather')).toBe('weather');
});
