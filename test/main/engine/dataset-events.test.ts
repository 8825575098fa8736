import { expect, test } from 'vitest';
import { mergeChanges } from '../../../src/main/engine/dataset-events.ts';

test('merged changes name every sample once, and the newest revision', () => {
  expect(mergeChanges({ revision: 4, ids: [1, 2] }, { revision: 5, ids: [2, 3] })).toEqual({ revision: 5, ids: [1, 2, 3] });
});

test('many or unknown samples are not named', () => {
  expect(mergeChanges({ revision: 4, ids: null }, { revision: 5, ids: [2] })).toEqual({ revision: 5, ids: null });
  const many = Array.from({ length: 900 }, (_, i) => i + 1);
  expect(mergeChanges({ revision: 4, ids: many }, { revision: 5, ids: many.map((id) => id + 900) }).ids).toBeNull();
});
