import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openReadable, openWritable, THUMBS_MIGRATIONS } from '../../../src/main/db/connection.ts';
import { putMiniatures, readMiniatures, thumbsWithoutMiniature } from '../../../src/main/index/miniatures.ts';
import { copyThumbs, deleteThumbs, putThumbs, readThumb } from '../../../src/main/index/thumbs.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

const bytes = (text: string): Buffer => Buffer.from(text);

it('a thumbnail is read as it was written last, and null where there is none', () => {
  const file = join(tempFolder(), 'thumbs.db');
  const db = openWritable(file, THUMBS_MIGRATIONS);
  putThumbs(db, [{ id: 7, jpeg: bytes('old') }]);
  putThumbs(db, [{ id: 7, jpeg: bytes('new') }]);
  const reader = openReadable(file);
  expect(readThumb(reader, 7)?.toString()).toBe('new');
  expect(readThumb(reader, 8)).toBeNull();
  reader.close();
  db.close();
});

it('a miniature goes where its thumbnail goes, and one of an older thumbnail is not kept', () => {
  const db = openWritable(join(tempFolder(), 'thumbs.db'), THUMBS_MIGRATIONS);
  const known = (): unknown => Object.fromEntries([...readMiniatures(db, [1, 2, 3])].map(([id, m]) => [id, String(m)]));
  putThumbs(db, [{ id: 1, jpeg: bytes('one'), miniature: bytes('1') }]);
  copyThumbs(db, [{ from: 1, to: 2 }]);
  expect(known()).toEqual({ 1: '1', 2: '1' });
  putThumbs(db, [{ id: 2, jpeg: bytes('another') }]);
  deleteThumbs(db, [1]);
  expect(known()).toEqual({});
  expect(thumbsWithoutMiniature(db, [1, 2, 3])).toEqual([{ id: 2, jpeg: bytes('another') }]);
  // Meanwhile the file was read again, or the sample went.
  putMiniatures(db, [
    { id: 2, miniature: bytes('2'), jpegBytes: 3 },
    { id: 3, miniature: bytes('3'), jpegBytes: 3 },
  ]);
  expect(known()).toEqual({});
  putMiniatures(db, [{ id: 2, miniature: bytes('2'), jpegBytes: 7 }]);
  expect(known()).toEqual({ 2: '2' });
  db.close();
});

it('thumbnails from before there were miniatures stay as they are', () => {
  const file = join(tempFolder(), 'thumbs.db');
  const old = openWritable(file, THUMBS_MIGRATIONS.slice(0, 1));
  old.prepare('INSERT INTO thumb (sample_id, jpeg) VALUES (5, ?)').run(bytes('five'));
  old.close();
  const db = openWritable(file, THUMBS_MIGRATIONS);
  expect(readThumb(db, 5)?.toString()).toBe('five');
  expect(thumbsWithoutMiniature(db, [5])).toHaveLength(1);
  db.close();
});
