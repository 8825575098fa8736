import type Database from 'better-sqlite3';
import { WinnowError } from '../../shared/errors.ts';

/** Numbered from 1; append only, never edit one that was released. */
export type Migrations = readonly { readonly name: string; readonly sql: string }[];

/**
 * Brings a database to the newest version, each step in a transaction of its own; `user_version` counts them.
 * @throws {WinnowError} database_newer when the file was written by a newer Winnow
 */
export function migrate(db: Database.Database, migrations: Migrations): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found > migrations.length) {
    throw new WinnowError(
      'database_newer',
      `${db.name} has version ${found}; this Winnow knows versions up to ${migrations.length}. Open it with the newer Winnow that wrote it.`,
    );
  }
  for (let version = found + 1; version <= migrations.length; version++) {
    const migration = migrations[version - 1];
    if (migration === undefined) throw new WinnowError('internal', `There is no migration ${version}.`);
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${version}`);
    })();
  }
}
