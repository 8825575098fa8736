import Database from 'better-sqlite3';
import { type Migrations, migrate } from './migrate.ts';
import { samplesTagsHistory } from './migrations/0001-samples-tags-history.ts';
import { issues } from './migrations/0002-issues.ts';
import { embeddings } from './migrations/0003-embeddings.ts';
import { partPairs } from './migrations/0004-part-pairs.ts';
import { relabels } from './migrations/0005-relabels.ts';
import { predictions } from './migrations/0006-predictions.ts';
import { annotations } from './migrations/0007-annotations.ts';
import { boxes } from './migrations/0008-boxes.ts';
import { annotatedClasses } from './migrations/0009-annotated-classes.ts';
import { decisionAuthors } from './migrations/0010-decision-authors.ts';
import { captured } from './migrations/0011-captured.ts';
import { decisionRules } from './migrations/0012-decision-rules.ts';
import { shards } from './migrations/0013-shards.ts';
import { picturesNotLookedAt } from './migrations/0014-pictures-not-looked-at.ts';
import { notes } from './migrations/0016-notes.ts';
import { thumbnails } from './migrations/thumbs-0001-thumbnails.ts';
import { miniatures } from './migrations/thumbs-0002-miniatures.ts';

declare const writable: unique symbol;

/** A connection for reading. Functions that only read take this, so they cannot write by accident. */
export type ReadableDb = Pick<Database.Database, 'prepare' | 'name' | 'close'>;
/** The one connection that writes. */
export type WritableDb = Database.Database & { readonly [writable]?: true };

export const INDEX_MIGRATIONS: Migrations = [
  { name: 'samples, tags, history', sql: samplesTagsHistory },
  { name: 'issues', sql: issues },
  { name: 'embeddings', sql: embeddings },
  { name: 'pairs of parts', sql: partPairs },
  { name: 'relabels', sql: relabels },
  { name: 'predictions', sql: predictions },
  { name: 'annotations', sql: annotations },
  { name: 'boxes', sql: boxes },
  { name: 'annotated classes', sql: annotatedClasses },
  { name: 'authors of decisions', sql: decisionAuthors },
  { name: 'captured', sql: captured },
  { name: 'rules of decisions', sql: decisionRules },
  { name: 'shards', sql: shards },
  { name: 'pictures not looked at', sql: picturesNotLookedAt },
  { name: 'notes', sql: notes },
];
export const THUMBS_MIGRATIONS: Migrations = [
  { name: 'thumbnails', sql: thumbnails },
  { name: 'miniatures', sql: miniatures },
];

/** Opens (and makes or migrates) a database for its single writer. */
export function openWritable(file: string, migrations: Migrations): WritableDb {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    migrate(db, migrations);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens an existing database for reading. */
export function openReadable(file: string): ReadableDb {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  db.pragma('busy_timeout = 5000');
  return db;
}
