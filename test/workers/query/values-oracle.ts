import { ISSUE_KINDS } from '../../../src/shared/issue.ts';
import type { TextField } from '../../../src/shared/query.ts';
import { issuesOf, readRows } from './issue-oracle.ts';
import type { SmallIndex } from './small-index.ts';

/** A value of each sample by id. */
export type Named = ReadonlyMap<number, string | null>;

const TEXTS: Readonly<Record<Exclude<TextField, 'issue' | 'prediction'>, string>> = {
  label: '(SELECT name FROM class WHERE class.id = class_id)',
  consensus: '(SELECT class FROM annotation_consensus JOIN active_annotation_set USING (set_id) WHERE sample_id = sample.id)',
  split: '(SELECT name FROM split WHERE split.id = split_id)',
  status: 'status',
  format: 'format',
  note: '(SELECT text FROM note WHERE note.sample_id = sample.id)',
  tag: '(SELECT min(name) FROM sample_tag JOIN tag ON tag.id = tag_id WHERE sample_id = sample.id)',
};

/** The value of each sample, read plainly; of several tags the first by name, of several issues the first by kind. */
export function valuesOf(index: SmallIndex, field: Exclude<TextField, 'prediction'>): Named {
  if (field !== 'issue') {
    const rows = index.db.prepare(`SELECT id, ${TEXTS[field]} AS value FROM sample ORDER BY id`).all() as {
      readonly id: number;
      readonly value: string | null;
    }[];
    return new Map(rows.map(({ id, value }) => [id, value]));
  }
  const issues = issuesOf(readRows(index), {});
  const ids = index.db.prepare('SELECT id FROM sample ORDER BY id').pluck().all() as number[];
  return new Map(ids.map((id) => [id, ISSUE_KINDS.find((kind) => issues[kind].has(id)) ?? null]));
}
