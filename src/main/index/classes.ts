import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Tables of names that samples refer to. */
type NameTable = 'class' | 'split' | 'field';

/** @returns the names in use, in alphabetical order */
export function namesOf(db: ReadableDb, table: NameTable): readonly string[] {
  return db.prepare<[], string>(`SELECT name FROM ${table} ORDER BY name`).pluck().all();
}

/** @returns names of classes by id */
export function classNames(db: ReadableDb): ReadonlyMap<number, string> {
  return new Map(db.prepare<[], [number, string]>('SELECT id, name FROM class').raw().all());
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

/** Drops the names of splits but those whose ids are given. */
export function dropSplitsExcept(db: WritableDb, used: ReadonlySet<number>): void {
  // Those of labels that are being read are not in use yet.
  db.prepare(`
    DELETE FROM split WHERE id NOT IN (SELECT value FROM json_each(?)) AND id NOT IN (
      SELECT split_id FROM annotated WHERE split_id IS NOT NULL AND source_id IN (SELECT id FROM box_source WHERE is_applied = 0))`).run(
    JSON.stringify([...used]),
  );
}

/** Neither a sample's label, nor one that stands behind a label the user gave, nor a box's, nor one that annotations give. */
const IS_UNUSED = `NOT EXISTS (SELECT 1 FROM sample WHERE class_id = class.id)
  AND NOT EXISTS (SELECT 1 FROM given_label WHERE found_class_id = class.id)
  AND NOT EXISTS (SELECT 1 FROM box WHERE class_id = class.id)
  AND NOT EXISTS (SELECT 1 FROM annotated WHERE class_id = class.id)`;

/** Drops the classes that nothing uses. @param names only of these; absent: of all */
export function dropUnusedClasses(db: WritableDb, names?: readonly string[]): void {
  if (names === undefined) db.prepare(`DELETE FROM class WHERE ${IS_UNUSED}`).run();
  else db.prepare(`DELETE FROM class WHERE name IN (SELECT value FROM json_each(?)) AND ${IS_UNUSED}`).run(JSON.stringify(names));
}
