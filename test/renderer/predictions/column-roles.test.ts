import { expect, it } from 'vitest';
import { withRole } from '../../../src/renderer/predictions/column-roles.ts';
import type { ColumnMapping } from '../../../src/shared/prediction-file.ts';

const MAPPING: ColumnMapping = {
  path: 'file',
  prediction: 'guess',
  confidence: null,
  label: null,
  probabilities: { kind: 'columns', columns: [{ column: 'p_cat', className: 'cat' }] },
  values: 'probabilities',
  confidenceValues: 'probabilities',
  classes: null,
  rules: ['exact'],
};

it('a role that one column has goes over to another', () => {
  expect(withRole(MAPPING, 'image', 'path')).toEqual({ ...MAPPING, path: 'image' });
});

it('a column has one role', () => {
  expect(withRole(MAPPING, 'guess', 'label')).toEqual({ ...MAPPING, prediction: null, label: 'guess' });
  expect(withRole(MAPPING, 'p_cat', 'ignored')).toEqual({ ...MAPPING, probabilities: null });
});

it('columns of probabilities come one by one, under the class they were found to be of', () => {
  const dog = { column: 'dog', className: 'dog' };
  const cat = { column: 'p_cat', className: 'cat' };
  const both = withRole(MAPPING, 'dog', 'probability');
  expect(both.probabilities).toEqual({ kind: 'columns', columns: [cat, dog] });
  expect(withRole(both, 'p_cat', 'probability').probabilities).toEqual({ kind: 'columns', columns: [dog, cat] });
});

it('a list takes the place of columns, and they of it', () => {
  const list = withRole(MAPPING, 'all', 'list');
  expect(list.probabilities).toEqual({ kind: 'list', column: 'all' });
  expect(withRole(list, 'dog', 'probability').probabilities).toEqual({
    kind: 'columns',
    columns: [{ column: 'dog', className: 'dog' }],
  });
});
