import type { ReasonFacts } from '../../shared/issue-reason.ts';
import type { PrivateTag } from '../../shared/private-metadata.ts';
import type { ReadableDb } from '../db/connection.ts';
import { selectSamples } from './sample-columns.ts';

/** What one row of the index says that reasons are made from. */
export interface SampleFacts extends Omit<ReasonFacts, 'score' | 'related'> {
  readonly id: number;
  readonly path: string;
}

const FACT_COLUMNS = [
  'id',
  'path',
  'status',
  'reason',
  'format',
  'extensionFormat',
  'width',
  'height',
  'sizeBytes',
  'frames',
  'orientation',
  'intact',
  'label',
  'split',
  'privateMetadata',
] as const;

type FactsRow = Omit<SampleFacts, 'privateMetadata'> & { readonly privateMetadata: string };

/** Facts by id; ids without a sample are left out. About 10 ms for 1,000. */
export function readFacts(db: ReadableDb, ids: readonly number[]): ReadonlyMap<number, SampleFacts> {
  const rows = db.prepare(selectSamples(FACT_COLUMNS)).all(JSON.stringify(ids)) as FactsRow[];
  return new Map(
    rows.map((row) => [row.id, { ...row, privateMetadata: JSON.parse(row.privateMetadata) as PrivateTag[] }] as const),
  );
}
