import { WinnowError } from '../../shared/errors.ts';
import { PLAIN_LAYOUT, type SavedView, type ViewLayout, viewLayoutSchema } from '../../shared/saved-view.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

interface ViewRow {
  readonly id: number;
  readonly name: string;
  readonly query: string;
  readonly layout: string;
}

export interface NewView extends Omit<SavedView, 'id'> {
  /** Of the others, how many come before it; absent: all. */
  readonly position?: number;
}

/** In the order that the user gave them. */
export function readViews(db: ReadableDb): readonly SavedView[] {
  const rows = db.prepare<[], ViewRow>('SELECT id, name, query, layout FROM view ORDER BY position, id').all();
  return rows.map(({ layout, ...row }) => ({ ...row, layout: layoutOf(layout) }));
}

/** @throws {WinnowError} bad_request where the name is taken */
export function addView(db: WritableDb, { name, query, layout, position }: NewView): SavedView {
  return db.transaction(() => {
    expectFree(db, name, null);
    const others = orderOf(db);
    const text = JSON.stringify(layout);
    const { lastInsertRowid } = db
      .prepare('INSERT INTO view (name, position, query, layout) VALUES (?, ?, ?, ?)')
      .run(name, others.length, query, text);
    const id = Number(lastInsertRowid);
    placeAt(db, others, id, position ?? others.length);
    return { id, name, query, layout };
  })();
}

/** @throws {WinnowError} not_found; bad_request where the name is another's */
export function changeView(db: WritableDb, id: number, change: Partial<NewView>): void {
  db.transaction(() => {
    const { name, query, layout, position } = change;
    expectThere(db, id);
    if (name !== undefined) expectFree(db, name, id);
    const text = layout === undefined ? null : JSON.stringify(layout);
    db.prepare(
      'UPDATE view SET name = coalesce(?, name), query = coalesce(?, query), layout = coalesce(?, layout) WHERE id = ?',
    ).run(name ?? null, query ?? null, text, id);
    const others = orderOf(db).filter((other) => other !== id);
    if (position !== undefined) placeAt(db, others, id, position);
  })();
}

/** @throws {WinnowError} not_found */
export function deleteView(db: WritableDb, id: number): void {
  db.transaction(() => {
    expectThere(db, id);
    db.prepare('DELETE FROM view WHERE id = ?').run(id);
    writeOrder(db, orderOf(db));
  })();
}

function orderOf(db: ReadableDb): readonly number[] {
  return db.prepare<[], number>('SELECT id FROM view ORDER BY position, id').pluck().all();
}

function placeAt(db: WritableDb, others: readonly number[], id: number, position: number): void {
  writeOrder(db, [...others.slice(0, position), id, ...others.slice(position)]);
}

function writeOrder(db: WritableDb, ids: readonly number[]): void {
  const place = db.prepare('UPDATE view SET position = ? WHERE id = ?');
  for (const [position, id] of ids.entries()) place.run(position, id);
}

function expectThere(db: ReadableDb, id: number): void {
  if (db.prepare('SELECT 1 FROM view WHERE id = ?').get(id) !== undefined) return;
  throw new WinnowError('not_found', `There is no view ${id} any more; it was deleted.`);
}

/** @param own the view that may have the name; null: none may */
function expectFree(db: ReadableDb, name: string, own: number | null): void {
  const taken = db.prepare<[string], number>('SELECT id FROM view WHERE name = ?').pluck().get(name);
  if (taken === undefined || taken === own) return;
  throw new WinnowError('bad_request', `There is a view "${name}" already. Choose another name, or replace that one.`, {
    details: { view: taken },
  });
}

/** Of a newer Winnow, what this one cannot read is the plain one. */
function layoutOf(text: string): ViewLayout {
  const parsed = viewLayoutSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : PLAIN_LAYOUT;
}
