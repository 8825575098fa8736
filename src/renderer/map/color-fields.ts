import { ISSUES } from '../../shared/issue-meanings.ts';
import { NUMBER_FIELDS, TEXT_FIELDS } from '../../shared/query.ts';
import {
  ANNOTATION_SCORE_TITLES,
  ANNOTATION_SCORES,
  EMBEDDING_SCORE_TITLES,
  EMBEDDING_SCORES,
  SCORES,
} from '../../shared/score.ts';
import type { ColumnField } from '../state/map-column.ts';
import { formatBytes, formatCount, formatScore, formatTaken } from '../ui/format.ts';

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
  capturedAt: 'Taken',
  orientation: 'Orientation flag',
  ...Object.fromEntries(EMBEDDING_SCORES.map((name) => [`score.${name}`, EMBEDDING_SCORE_TITLES[name]])),
  ...Object.fromEntries(SCORES.map((name) => [`score.${name}`, ISSUES[name].title])),
  ...Object.fromEntries(ANNOTATION_SCORES.map((name) => [`score.${name}`, ANNOTATION_SCORE_TITLES[name]])),
};

/** What the least and the greatest value of a score mean: a score named for what is wrong is least where that is worst. */
const ENDS: Readonly<Partial<Record<ColumnField, readonly [least: string, most: string]>>> = {
  ...Object.fromEntries(SCORES.map((name) => [`score.${name}`, ['worst', 'best']])),
  'score.outlier': ['far', 'near'],
  'score.uniqueness': ['like others', 'unique'],
  'score.representativeness': ['untypical', 'typical'],
  'score.class-distance': ['far', 'near'],
};

/** Fields a sample has several values of, where a point has but one colour. */
const NOTES: Readonly<Partial<Record<ColumnField, string>>> = {
  tag: 'A sample with several tags counts once, for the first by name.',
  issue: 'A sample with several issues counts once, for one of them.',
};

/** What samples without a value are called. */
const NONE: Readonly<Partial<Record<ColumnField, string>>> = {
  label: 'No class',
  split: 'No split',
  tag: 'Untagged',
  issue: 'No issue',
  format: 'Not known',
  consensus: 'Not annotated',
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

/** What there is to say of a field's colours; null: nothing. */
export function noteOf(field: ColumnField): string | null {
  return NOTES[field] ?? null;
}

/** The ends of a continuous scale for a person, the least first: `0.02 · worst`. */
export function formatEnds(field: ColumnField, min: number, max: number): readonly [string, string] {
  const [least, most] = ENDS[field] ?? [];
  const said = (value: number, meaning: string | undefined): string =>
    [formatValue(field, value), meaning].filter((part) => part !== undefined).join(' · ');
  return [said(min, least), said(max, most)];
}

/** A value of a field for a person. */
export function formatValue(field: ColumnField, value: number): string {
  if (field === 'sizeBytes') return formatBytes(value);
  if (field === 'modified')
    return new Date(value).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  if (field === 'capturedAt') return formatTaken(value, 'day');
  if (field.startsWith('score.')) return formatScore(value);
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(2);
}

function groupOf(field: ColumnField): ColorField['group'] {
  if (TEXT_FIELDS.some((text) => text === field)) return 'Sample';
  if (ANNOTATION_SCORES.some((name) => field === `score.${name}`)) return 'Sample';
  if (QUALITY.includes(field)) return 'Quality';
  return field.startsWith('score.') ? 'What the model sees' : 'File';
}
