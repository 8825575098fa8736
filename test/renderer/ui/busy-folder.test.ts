import { expect, it } from 'vitest';
import { busyFolder } from '../../../src/renderer/ui/busy-folder.ts';
import { WinnowError } from '../../../src/shared/errors.ts';

it('is the folder another Winnow has open, and null for every other failure', () => {
  expect(busyFolder(new WinnowError('dataset_busy', 'busy', { details: { folder: '/cats', pid: 7 } }))).toBe('/cats');
  expect(busyFolder(new WinnowError('dataset_busy', 'busy'))).toBeNull();
  expect(busyFolder(new WinnowError('not_a_folder', 'no', { details: { folder: '/cats' } }))).toBeNull();
});
