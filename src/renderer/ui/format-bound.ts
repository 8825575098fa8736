import type { NumberField } from '../../shared/query.ts';
import { formatBytes, formatCount, formatTaken } from './format.ts';

/** A number of a field for a person; `parseBound` need not read it. */
export function formatBound(field: NumberField, value: number): string {
  if (field === 'sizeBytes') return formatBytes(value);
  if (field === 'capturedAt') return formatTaken(value, 'minute');
  if (field === 'aspect' || field.startsWith('score.')) return value.toFixed(2);
  return field === 'width' || field === 'height' ? `${formatCount(Math.round(value))} px` : formatCount(Math.round(value));
}
