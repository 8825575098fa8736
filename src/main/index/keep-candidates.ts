import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeepCandidate } from '../../shared/keep-best.ts';
import type { ReadableDb } from '../db/connection.ts';

/** A member of a duplicate group, with what was said of it. */
export interface Candidate extends KeepCandidate {
  /** Tagged "remove". */
  readonly isRemoved: boolean;
  /** Tagged "keep". */
  readonly isKept: boolean;
}

/** Rows read without a pause: about 10 ms. */
const CHUNK = 2000;

const isTagged = (tag: 'remove' | 'keep'): string =>
  `EXISTS (SELECT 1 FROM sample_tag WHERE sample_id = sample.id AND tag_id = (SELECT id FROM tag WHERE name = '${tag}'))`;

const CANDIDATES = `
  SELECT sample.id, sample.path, width, height, size_bytes AS sizeBytes, mtime_ms AS modifiedMs, class.name AS label,
    ${isTagged('remove')} AS isRemoved, ${isTagged('keep')} AS isKept
  FROM json_each(?) AS asked CROSS JOIN sample ON sample.id = asked.value LEFT JOIN class ON class.id = class_id`;

type CandidateRow = Omit<Candidate, 'isRemoved' | 'isKept'> & { readonly isRemoved: 0 | 1; readonly isKept: 0 | 1 };

/** Candidates by id; ids without a sample are left out. Lets others run between chunks. */
export async function readCandidates(db: ReadableDb, ids: Uint32Array): Promise<ReadonlyMap<number, Candidate>> {
  const statement = db.prepare<[string], CandidateRow>(CANDIDATES);
  const found = new Map<number, Candidate>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    const rows = statement.all(JSON.stringify(Array.from(ids.subarray(start, start + CHUNK))));
    for (const row of rows) found.set(row.id, { ...row, isRemoved: row.isRemoved === 1, isKept: row.isKept === 1 });
  }
  return found;
}
