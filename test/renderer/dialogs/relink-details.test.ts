import { expect, it } from 'vitest';
import { relinkDetails } from '../../../src/renderer/dialogs/relink-details.ts';

it('reads the details of relink_needed, and is null for anything else', () => {
  const details = { datasetId: 'cats-1', name: 'cats', oldFolder: '/old/cats', matched: 19, checked: 20 };
  expect(relinkDetails(details)).toEqual(details);
  expect(relinkDetails({ ...details, matched: 'most' })).toBeNull();
  expect(relinkDetails({})).toBeNull();
});
