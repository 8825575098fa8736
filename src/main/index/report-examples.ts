import type { Example } from '../../shared/report.ts';
import type { ReadableDb } from '../db/connection.ts';

/** A sample to be shown, without what it is shown for. */
export type ShownSample = Omit<Example, 'score' | 'reason'>;

/** Samples to be shown, in the order asked; those no longer there are left out. */
export function readExamples(db: ReadableDb, ids: readonly number[]): readonly ShownSample[] {
  const rows = db
    .prepare<[string], Omit<ShownSample, 'hasThumb'> & { readonly hasThumb: number }>(`
      SELECT sample.id AS id, sample.path AS path, class.name AS label, has_thumb AS hasThumb
      FROM json_each(?) AS asked CROSS JOIN sample ON sample.id = asked.value LEFT JOIN class ON class.id = class_id
      ORDER BY asked.key`)
    .all(JSON.stringify(ids));
  return rows.map((row) => ({ ...row, hasThumb: row.hasThumb === 1 }));
}
