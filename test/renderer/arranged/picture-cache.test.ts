import { expect, test } from 'vitest';
import { sideFor } from '../../../src/renderer/arranged/picture-cache.ts';

test('pictures are kept in a few sizes', () => {
  expect([10, 64, 65, 200, 999].map(sideFor)).toEqual([64, 64, 128, 256, 256]);
});
