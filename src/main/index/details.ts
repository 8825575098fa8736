import type { PrivateTag } from '../../shared/private-metadata.ts';
import type { SampleDetails } from '../../shared/sample.ts';
import type { ReadableDb } from '../db/connection.ts';
import { beforeRelabel } from './given-labels.ts';
import { selectSamples } from './sample-columns.ts';
import { TILE_COLUMNS, type TileTexts, withTileFacts } from './tiles.ts';

const DETAIL_COLUMNS = [
  ...TILE_COLUMNS,
  'reason',
  'sizeBytes',
  'modified',
  'capturedAt',
  'format',
  'extensionFormat',
  'channels',
  'bitDepth',
  'orientation',
  'frames',
  'contentHash',
  'perceptualHash',
  'intact',
  'privateMetadata',
  'labelBefore',
  'note',
] as const;

type DetailsRow = Omit<SampleDetails, keyof TileTexts | 'modifiedMs' | 'capturedMs' | 'privateMetadata' | 'labelBefore'> &
  TileTexts & {
    readonly modified: number;
    readonly capturedAt: number | null;
    readonly privateMetadata: string;
    readonly labelBefore: string | null;
  };

/** Everything known about one sample; null where there is none with this id. */
export function readDetails(db: ReadableDb, id: number): SampleDetails | null {
  const row = db.prepare(selectSamples(DETAIL_COLUMNS)).get(JSON.stringify([id])) as DetailsRow | undefined;
  if (row === undefined) return null;
  const { modified, capturedAt, privateMetadata, labelBefore, ...rest } = withTileFacts(row);
  return {
    ...rest,
    modifiedMs: modified,
    capturedMs: capturedAt,
    privateMetadata: JSON.parse(privateMetadata) as PrivateTag[],
    ...beforeRelabel(labelBefore),
  };
}
