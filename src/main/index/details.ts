import type { SampleDetails } from '../../shared/sample.ts';
import type { ReadableDb } from '../db/connection.ts';
import { selectSamples } from './sample-columns.ts';
import { TILE_COLUMNS } from './tiles.ts';

const DETAIL_COLUMNS = [
  ...TILE_COLUMNS,
  'reason',
  'sizeBytes',
  'modified',
  'format',
  'extensionFormat',
  'channels',
  'bitDepth',
  'orientation',
  'frames',
  'contentHash',
  'perceptualHash',
] as const;

type DetailsRow = Omit<SampleDetails, 'tags' | 'modifiedMs'> & { readonly tags: string; readonly modified: number };

/** Everything known about one sample; null where there is none with this id. */
export function readDetails(db: ReadableDb, id: number): SampleDetails | null {
  const row = db.prepare(selectSamples(DETAIL_COLUMNS)).get(JSON.stringify([id])) as DetailsRow | undefined;
  if (row === undefined) return null;
  const { modified, tags, ...rest } = row;
  return { ...rest, modifiedMs: modified, tags: JSON.parse(tags) as string[] };
}
