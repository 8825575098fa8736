import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openReadable, openWritable, THUMBS_MIGRATIONS } from '../../../src/main/db/connection.ts';
import { putThumbs, readThumb } from '../../../src/main/index/thumbs.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

it('a thumbnail is read as it was written last, and null where there is none', () => {
  const file = join(tempFolder(), 'thumbs.db');
  const db = openWritable(file, THUMBS_MIGRATIONS);
  putThumbs(db, [{ id: 7, jpeg: Buffer.from('old') }]);
  putThumbs(db, [{ id: 7, jpeg: Buffer.from('new') }]);
  const reader = openReadable(file);
  expect(readThumb(reader, 7)?.toString()).toBe('new');
  expect(readThumb(reader, 8)).toBeNull();
  reader.close();
  db.close();
});
