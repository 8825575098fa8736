import type { RowsAnswer } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { api } from '../state/api.ts';
import { useQueryStore } from '../state/query-store.ts';
import { csvCell } from '../ui/csv-cell.ts';
import type { MapData } from './map-data.ts';

const ROWS_AT_ONCE = 10_000;
const FIELDS = ['id', 'path', 'label', 'split', 'tags'];

/**
 * Path, place, class, split and tags of the samples that the query leaves, in its order; those not on the map are left out.
 * @param onProgress told which share of them is there @throws {WinnowError} and the AbortError of the signal
 */
export async function mapCsv(data: MapData, signal: AbortSignal, onProgress: (share: number) => void): Promise<Blob> {
  const { datasetId, answered } = useQueryStore.getState();
  if (datasetId === null || answered === null) throw new WinnowError('not_found', 'No dataset is open.');
  const parts = ['path,x,y,label,split,tags\n'];
  for (let offset = 0; ; offset += ROWS_AT_ONCE) {
    const asked = { query: answered, limit: ROWS_AT_ONCE, offset, fields: FIELDS };
    const { rows, matching } = await api.rows(datasetId, asked, signal);
    parts.push(rows.map((row) => lineOf(row, data)).join(''));
    onProgress(Math.min(1, (offset + ROWS_AT_ONCE) / Math.max(1, matching)));
    if (offset + ROWS_AT_ONCE >= matching) return new Blob(parts, { type: 'text/csv' });
  }
}

function lineOf(row: RowsAnswer['rows'][number], data: MapData): string {
  const place = data.places.of(Number(row.id));
  if (place < 0) return '';
  const [x, y] = data.at(place);
  const tags = Array.isArray(row.tags) ? row.tags.join(';') : '';
  return `${[row.path, x, y, row.label, row.split, tags].map(csvCell).join(',')}\n`;
}
