import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Tables of names that samples refer to. */
type NameTable = 'class' | 'split';

/** @returns the names in use, in alphabetical order */
export function namesOf(db: ReadableDb, table: NameTable): readonly string[] {
  return db.prepare<[], string>(`SELECT name FROM ${table} ORDER BY name`).pluck().all();
}

/** @returns tags that some sample carries, in alphabetical order */
export function tagsInUse(db: ReadableDb): readonly string[] {
  return db
    .prepare<[], string>('SELECT name FROM tag WHERE EXISTS (SELECT 1 FROM sample_tag WHERE tag_id = tag.id) ORDER BY name')
    .pluck()
    .all();
}

/** Ids of names, made where they are new. */
export function createNameIds(db: WritableDb, table: NameTable): (name: string) => number {
  const known = new Map<string, number>();
  const find = db.prepare<[string], number>(`SELECT id FROM ${table} WHERE name = ?`).pluck();
  const add = db.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
  return (name) => {
    const id = known.get(name) ?? find.get(name) ?? Number(add.run(name).lastInsertRowid);
    known.set(name, id);
    return id;
  };
}

/** Drops the names but those whose ids are given. */
export function dropNamesExcept(db: WritableDb, table: NameTable, used: ReadonlySet<number>): void {
  db.prepare(`DELETE FROM ${table} WHERE id NOT IN (SELECT value FROM json_each(?))`).run(JSON.stringify([...used]));
}
