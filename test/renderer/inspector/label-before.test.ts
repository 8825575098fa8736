import { expect, it } from 'vitest';
import { labelBeforeText } from '../../../src/renderer/inspector/label-before.ts';

it('says what a relabelled sample was, and nothing of others', () => {
  expect(labelBeforeText('cat', 'dog')).toBe('was dog');
  expect(labelBeforeText('cat', null)).toBe('was without label');
  expect(labelBeforeText(null, 'dog')).toBe('was dog');
  expect(labelBeforeText('cat', undefined)).toBeNull();
  expect(labelBeforeText('dog', 'dog')).toBeNull();
});
