import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexFile } from '../src/main/dataset/index-files.ts';
import { INDEX_MIGRATIONS, openWritable, THUMBS_MIGRATIONS } from '../src/main/db/connection.ts';
import { testData } from '../test/fixtures/test-data.ts';
import { indexBy, type MillionDataset, makeMillionDataset } from './million-dataset.ts';

/** Different pictures; a million samples show them in turn, each at an address of its own. */
const PICTURES = 300;

export interface PicturedMillion extends MillionDataset {
  /** WINNOW_HOME. */
  readonly home: string;
  /** The folder that is gone. */
  readonly folder: string;
  /** Files of the pictures; sample `id` shows that at `id % files.length`. */
  readonly files: readonly string[];
}

/**
 * A million samples with real thumbnails: those that Winnow makes of photos of ImageNet. Where a thumbnail is kept once per sample,
 * a view gives each sample one of the few, so that the engine reads, the page fetches and the browser decodes a million of them.
 * @param work an empty folder
 */
function makePicturedMillion(work: string, rows: number): PicturedMillion {
  const [home, photos] = [join(work, 'home'), join(work, 'photos')];
  mkdirSync(photos);
  const source = testData('classify/imagenet-sample-images');
  const names = readdirSync(source)
    .filter((name) => name.endsWith('.JPEG'))
    .sort()
    .slice(0, PICTURES);
  for (const name of names) copyFileSync(join(source, name), join(photos, name));
  const directory = indexBy(home, photos);
  const million = makeMillionDataset(home, join(work, 'million'), rows);
  shareThumbnails(join(million.directory, 'thumbs.db'), join(directory, 'thumbs.db'), rows);
  const files = takeOverFacts(indexFile(million.directory), indexFile(directory));
  return { ...million, home, folder: join(work, 'million'), files: files.map((path) => join(photos, path)) };
}

/** `makePicturedMillion`, once per folder: what it made before is used again. */
export function keptMillion(work: string, rows: number): PicturedMillion {
  const file = join(work, `million-${rows}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as PicturedMillion;
  mkdirSync(work, { recursive: true });
  const made = makePicturedMillion(work, rows);
  writeFileSync(file, JSON.stringify(made));
  return made;
}

function shareThumbnails(file: string, from: string, rows: number): void {
  const db = openWritable(file, THUMBS_MIGRATIONS);
  db.prepare('ATTACH ? AS photos').run(from);
  db.exec(`
    DROP TABLE thumb;
    DROP TABLE miniature;
    CREATE TABLE picture (place INTEGER PRIMARY KEY, jpeg BLOB NOT NULL, small BLOB NOT NULL) STRICT;
    INSERT INTO picture SELECT row_number() OVER (ORDER BY sample_id) - 1, jpeg, miniature.picture
      FROM photos.thumb JOIN photos.miniature USING (sample_id);
    CREATE TABLE shown (sample_id INTEGER PRIMARY KEY, place INTEGER NOT NULL) STRICT;
    CREATE VIEW thumb AS SELECT sample_id, jpeg FROM shown JOIN picture USING (place);
    CREATE VIEW miniature AS SELECT sample_id, small AS picture FROM shown JOIN picture USING (place);`);
  db.prepare(
    `INSERT INTO shown WITH RECURSIVE number(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM number WHERE id < ?)
      SELECT id, id % (SELECT count(*) FROM picture) FROM number`,
  ).run(rows);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Dimensions and colours of the pictures shown. @returns their paths */
function takeOverFacts(file: string, from: string): readonly string[] {
  const db = openWritable(file, INDEX_MIGRATIONS);
  db.prepare('ATTACH ? AS photos').run(from);
  db.exec(`
    CREATE TEMP TABLE photo AS SELECT row_number() OVER (ORDER BY id) - 1 AS place, path, width, height, mean_color, format
      FROM photos.sample WHERE has_thumb;
    CREATE UNIQUE INDEX temp.photo_place ON photo (place);
    UPDATE sample SET has_thumb = 1, width = photo.width, height = photo.height, mean_color = photo.mean_color, format = photo.format
      FROM photo WHERE status = 'ok' AND photo.place = sample.id % (SELECT count(*) FROM photo);`);
  const paths = db.prepare('SELECT path FROM photo ORDER BY place').pluck().all() as string[];
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return paths;
}
