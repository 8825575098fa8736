import { ISSUES } from '../../shared/issue.ts';
import { NUMBER_FIELDS, TEXT_FIELDS } from '../../shared/query.ts';
import { SCORES } from '../../shared/score.ts';
import type { ColumnField } from '../state/map-column.ts';
import { formatBytes, formatCount, formatScore } from '../ui/format.ts';

/** In the order of the menu. */
const GROUPS = ['Sample', 'What the model sees', 'Quality', 'File'] as const;

export interface ColorField {
  readonly field: ColumnField;
  readonly title: string;
  readonly group: (typeof GROUPS)[number];
}

const TITLES: Readonly<Partial<Record<ColumnField, string>>> = {
  label: 'Class',
  sizeBytes: 'File size',
  aspect: 'Width / height',
  modified: 'Modified',
  orientation: 'Orientation flag',
  'score.outlier': 'Outlier',
  'score.uniqueness': 'Uniqueness',
  'score.representativeness': 'Typicality',
  'score.class-distance': 'Distance to its class',
  ...Object.fromEntries(SCORES.map((name) => [`score.${name}`, ISSUES[name].title])),
};

/** What samples without a value are called. */
const NONE: Readonly<Partial<Record<ColumnField, string>>> = {
  label: 'No class',
  split: 'No split',
  tag: 'Untagged',
  issue: 'No issue',
  format: 'Not known',
};

/** A name says nothing as a colour: of a sample, of a group, of the place itself. */
const isNamed = (field: ColumnField): boolean => field === 'id' || /^(?:group|map)\./.test(field);
const QUALITY: readonly string[] = SCORES.map((name) => `score.${name}`);

/** Every field that points can be coloured by, in the order of the menu. */
export const COLOR_FIELDS: readonly ColorField[] = [...TEXT_FIELDS, ...NUMBER_FIELDS]
  .filter((field) => !isNamed(field))
  .map((field) => ({ field, title: titleOf(field), group: groupOf(field) }))
  .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));

export function titleOf(field: ColumnField): string {
  return TITLES[field] ?? `${field[0]?.toUpperCase()}${field.slice(1)}`;
}

/** A class, or whatever the field holds, for a person. @param name null: no value */
export function nameOf(field: ColumnField, name: string | null): string {
  if (name === null) return NONE[field] ?? 'No value';
  return field === 'issue' && Object.hasOwn(ISSUES, name) ? ISSUES[name as keyof typeof ISSUES].title : name;
}

/** An end of a continuous scale for a person. */
export function formatValue(field: ColumnField, value: number): string {
  if (field === 'sizeBytes') return formatBytes(value);
  if (field === 'modified')
    return new Date(value).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  if (field.startsWith('score.')) return formatScore(value);
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(2);
}

function groupOf(field: ColumnField): ColorField['group'] {
  if (TEXT_FIELDS.some((text) => text === field)) return 'Sample';
  if (QUALITY.includes(field)) return 'Quality';
  return field.startsWith('score.') ? 'What the model sees' : 'File';
}
