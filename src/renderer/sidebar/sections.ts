import { isCarriedField } from '../../shared/carried-field.ts';
import type { FacetField } from '../../shared/facets.ts';
import type { AnyNumberField, AnyTextField } from '../../shared/query.ts';
import {
  ANNOTATION_FIELDS,
  BOX_FIELDS,
  EMBEDDING_FIELDS,
  isProbabilityField,
  isRunNumber,
  MAP_FIELDS,
  SCORE_FIELDS,
} from '../../shared/score.ts';
import { fieldTitle } from '../ui/field-title.ts';

/** In the order shown. */
export const GROUPS = ['labels', 'predictions', 'boxes', 'carried', 'file', 'quality', 'embeddings', 'other'] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_TITLES: Readonly<Record<Group, string>> = {
  labels: 'Labels',
  predictions: 'Predictions',
  boxes: 'Boxes',
  carried: 'From annotation files',
  file: 'File',
  quality: 'Quality',
  embeddings: 'Embeddings',
  other: 'Other fields',
};

/** A field, or what is no field but looked through like one. */
export type Section = {
  /** It is remembered by this. */
  readonly name: string;
  readonly title: string;
  readonly group: Group;
  /** Before the user says otherwise. */
  readonly isOpenFirst: boolean;
  readonly isShownFirst: boolean;
} & (
  | { readonly kind: 'text'; readonly field: AnyTextField }
  | { readonly kind: 'number'; readonly field: AnyNumberField }
  | { readonly kind: 'claims' }
  | { readonly kind: 'path' }
);

/** Names of the sections that are no fields. No field is called so. */
export const CLAIMS_SECTION = 'is';
export const PATH_SECTION = 'path';

/** Fields in the order of their group; what is not named here comes behind, in the order it is known in. */
const ORDER: readonly string[] = [
  ...['label', 'tag', 'split', 'consensus', 'score.agreement', 'score.consensus', 'note', CLAIMS_SECTION],
  ...['prediction', 'confidence', 'score.normalized-margin', 'score.self-confidence', 'score.margin', 'score.entropy'],
  ...['score.mistakenness', 'score.hardness', 'score.expected-gain', 'boxes'],
  ...['status', 'format', 'sizeBytes', 'width', 'height', 'aspect', 'capturedAt', 'modified', PATH_SECTION],
];
const OPEN_FIRST: readonly string[] = [
  ...['label', 'prediction', 'consensus', 'split', 'status', 'tag', 'format', 'issue', 'sizeBytes', 'width', 'height'],
  ...['confidence', 'boxes'],
];
const OTHER: readonly string[] = ['channels', 'frames', 'orientation', ...MAP_FIELDS];

const EXTRA: readonly Section[] = [
  { name: CLAIMS_SECTION, title: 'Yes or no', group: 'labels', isOpenFirst: false, isShownFirst: true, kind: 'claims' },
  { name: PATH_SECTION, title: 'Path', group: 'file', isOpenFirst: true, isShownFirst: true, kind: 'path' },
];

/** All sections that a dataset's fields make, group by group. */
export function sectionsOf(fields: readonly FacetField[]): readonly Section[] {
  const sections = [...fields.map(sectionOf), ...EXTRA];
  const placeOf = ({ name }: Section): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  // Sorting keeps the order of those in one place.
  return sections.sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || placeOf(a) - placeOf(b));
}

function sectionOf(found: FacetField): Section {
  const { field, isNoise } = found;
  const same = {
    name: field,
    title: fieldTitle(field),
    group: isNoise ? 'other' : groupOf(field),
    isOpenFirst: OPEN_FIRST.includes(field) || (found.kind === 'text' && isCarriedField(field) && !isNoise),
    isShownFirst: !isProbabilityField(field),
  } as const;
  return found.kind === 'text' ? { ...same, kind: 'text', field: found.field } : { ...same, kind: 'number', field: found.field };
}

function groupOf(field: AnyTextField | AnyNumberField): Group {
  const isOneOf = (fields: readonly string[]): boolean => fields.includes(field);
  if (isCarriedField(field)) return 'carried';
  if (isOneOf(['label', 'tag', 'note', 'split', 'consensus', ...ANNOTATION_FIELDS])) return 'labels';
  if (isOneOf(['boxes', ...BOX_FIELDS])) return 'boxes';
  if (field === 'prediction' || isRunNumber(field)) return 'predictions';
  if (isOneOf(['issue', ...SCORE_FIELDS])) return 'quality';
  if (isOneOf(EMBEDDING_FIELDS)) return 'embeddings';
  return isOneOf(OTHER) ? 'other' : 'file';
}

const NONE: Readonly<Record<string, string>> = {
  label: 'No class',
  prediction: 'No prediction',
  consensus: 'Not annotated',
  split: 'No split',
  tag: 'Untagged',
  format: 'Not known',
  issue: 'No issue',
  note: 'No note',
};

/** What samples without a value of a text field are called. */
export function noneOf(field: AnyTextField): string {
  return NONE[field] ?? 'Nothing said';
}
