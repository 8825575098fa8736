import { isWhole } from '../../shared/facets.ts';
import type { AnyNumberField } from '../../shared/query.ts';
import { formatBytes, formatCount, formatTaken } from './format.ts';

/** A number of a field for a person; `parseBound` need not read it. */
export function formatBound(field: AnyNumberField, value: number): string {
  if (field === 'sizeBytes') return formatBytes(value);
  if (field === 'capturedAt') return formatTaken(value, 'minute');
  if (field === 'modified') {
    const time = { hour: '2-digit', minute: '2-digit' } as const;
    return new Date(value).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', ...time });
  }
  if (field === 'width' || field === 'height') return `${formatCount(Math.round(value))} px`;
  if (isWhole(field)) return formatCount(Math.round(value));
  return field.startsWith('field.') && Number.isInteger(value) ? formatCount(value) : value.toFixed(2);
}
