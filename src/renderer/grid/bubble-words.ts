import type { Sort } from '../../shared/query.ts';
import type { PlaceValue } from '../state/place-value.ts';
import { formatBytes, formatScore, formatTaken } from '../ui/format.ts';

/** What a sample is ordered by, for a person; null: nothing to say. */
export function placeWords(field: Sort['field'], value: PlaceValue): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return value;
  if (field === 'sizeBytes') return formatBytes(value);
  if (field === 'modified' || field === 'capturedAt') return formatTaken(value, 'day');
  if (field.startsWith('score.') || field.startsWith('prob.') || field === 'confidence') return formatScore(value);
  if (field === 'width' || field === 'height') return `${value} px`;
  return String(value);
}
