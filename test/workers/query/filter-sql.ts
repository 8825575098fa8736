import { assertNever } from '../../../src/shared/errors.ts';
import {
  CLAIM_MEANING,
  type Filter,
  isSimilaritySort,
  type NumberField,
  type Sort,
  type SortField,
  type TextField,
} from '../../../src/shared/query.ts';
import type { DerivedScore, RunNumber } from '../../../src/shared/score.ts';
import type { StoredText } from '../../../src/workers/query/column-sources.ts';

/** The oracle: the same query as SQL over `sample`, written as plainly as can be. */
export interface Sql {
  readonly text: string;
  readonly parameters: readonly (string | number)[];
}

type StoredField = Exclude<NumberField, `score.${DerivedScore}` | RunNumber>;

const score = (column: string): string =>
  `CASE WHEN status <> 'missing' THEN (SELECT ${column} FROM image_score WHERE sample_id = sample.id) END`;
const group = (kind: string): string =>
  `CASE WHEN status <> 'missing' THEN (SELECT group_id FROM duplicate WHERE kind = '${kind}' AND sample_id = sample.id) END`;

const ACTIVE = 'sample_id = sample.id AND model_id = (SELECT model_id FROM active_model)';
const embeddingScore = (column: string): string =>
  `CASE WHEN status <> 'missing' THEN (SELECT ${column} FROM embedding_score WHERE ${ACTIVE}) END`;
const mapPoint = (column: string): string =>
  `CASE WHEN status <> 'missing' THEN (SELECT ${column} FROM map_point WHERE ${ACTIVE}) END`;

const annotation = (column: string): string =>
  `(SELECT ${column} FROM annotation_consensus JOIN active_annotation_set USING (set_id) WHERE sample_id = sample.id)`;
const annotationScore = (column: string): string => `CASE WHEN status <> 'missing' THEN ${annotation(column)} END`;

const NUMBERS: Readonly<Record<StoredField, string>> = {
  id: 'sample.id',
  sizeBytes: 'size_bytes',
  width: 'width',
  height: 'height',
  aspect: 'CAST(width AS REAL) / height',
  channels: 'channels',
  frames: 'frames',
  modified: 'mtime_ms',
  capturedAt: 'captured_ms',
  orientation: 'orientation',
  boxes: '(SELECT boxes FROM given_annotation WHERE sample_id = sample.id)',
  'score.dark': score('dark'),
  'score.light': score('light'),
  'score.blurry': score('blurry'),
  'score.low-information': score('low_information'),
  'score.grayscale': score('grayscale'),
  'score.single-color': score('single_color'),
  'score.letterbox': score('letterbox'),
  'score.strong-compression': score('strong_compression'),
  'score.outlier': embeddingScore('outlier'),
  'score.uniqueness': embeddingScore('uniqueness'),
  'score.representativeness': embeddingScore('representativeness'),
  'score.class-distance': embeddingScore('class_distance'),
  'score.agreement': annotationScore('agreement'),
  'score.consensus': annotationScore('probability'),
  'map.x': mapPoint('x'),
  'map.y': mapPoint('y'),
  'group.exact': group('exact'),
  'group.pixel': group('pixel'),
  'group.near': group('near'),
};

const TEXTS: Readonly<Record<StoredText, string>> = {
  label: '(SELECT name FROM class WHERE class.id = class_id)',
  consensus: annotation('class'),
  split: '(SELECT name FROM split WHERE split.id = split_id)',
  status: 'status',
  format: 'format',
  note: '(SELECT text FROM note WHERE note.sample_id = sample.id)',
};

const RELABELED = `EXISTS (SELECT 1 FROM given_label AS given
  WHERE given.sample_id = sample.id AND given.class_id IS NOT given.found_class_id)`;

const TAGS = 'SELECT name FROM sample_tag JOIN tag ON tag.id = tag_id WHERE sample_id = sample.id';

/** Yields 0 or 1, never NULL. Its paths are ASCII: SQLite folds no other case. */
export function filterSql(filter: Filter | null): Sql {
  if (filter === null) return { text: '1', parameters: [] };
  switch (filter.kind) {
    case 'and':
      return join(filter.of, ' AND ', '1');
    case 'or':
      return join(filter.of, ' OR ', '0');
    case 'not': {
      const { text, parameters } = filterSql(filter.of);
      return { text: `NOT ${text}`, parameters };
    }
    case 'equals':
      if (filter.field === 'issue' || filter.field === 'prediction')
        throw new Error(`${filter.field}s have an oracle of their own.`);
      return filter.field === 'tag'
        ? { text: `(? IN (${TAGS}))`, parameters: [filter.value] }
        : { text: `ifnull(${TEXTS[filter.field]} = ?, 0)`, parameters: [filter.value] };
    case 'compare':
      return { text: `ifnull(${numberSql(filter.field)} ${filter.comparison} ?, 0)`, parameters: [filter.value] };
    case 'path':
      return { text: '(lower(path) GLOB ?)', parameters: [filter.pattern.toLowerCase().replaceAll('[', '[[]')] };
    case 'contains':
      return { text: '(instr(lower(path), ?) > 0)', parameters: [filter.text.toLowerCase()] };
    case 'lasso':
      return { text: `is_within(${NUMBERS['map.x']}, ${NUMBERS['map.y']}, ?)`, parameters: [JSON.stringify(filter.polygon)] };
    case 'is': {
      const { field, hasValue } = CLAIM_MEANING[filter.claim];
      if (field === 'correct' || field === 'wrong') throw new Error('Predictions have an oracle of their own.');
      if (field === 'relabeled') return { text: hasValue ? RELABELED : `NOT ${RELABELED}`, parameters: [] };
      if (field === 'disagreed') return { text: `ifnull(${NUMBERS['score.agreement']} < 1, 0)`, parameters: [] };
      const has = field === 'tag' ? `EXISTS (${TAGS})` : `(${textSql(field)} IS NOT NULL)`;
      return { text: hasValue ? has : `NOT ${has}`, parameters: [] };
    }
    case 'field':
      throw new Error('Fields of annotation files are tested where these are read.');
    case 'agrees':
    case 'match':
    case 'run':
      throw new Error('Predictions have an oracle of their own.');
    default:
      return assertNever(filter);
  }
}

function join(filters: readonly Filter[], operator: string, empty: string): Sql {
  const parts = filters.map(filterSql);
  const text = parts.length === 0 ? empty : `(${parts.map((part) => part.text).join(operator)})`;
  return { text, parameters: parts.flatMap((part) => part.parameters) };
}

export function sortSql(sort: Sort): string {
  if (isSimilaritySort(sort)) throw new Error('Orders by similarity have an oracle of their own.');
  const { field, descending } = sort;
  const expression = sortExpression(field);
  return `(${expression}) IS NULL, ${expression} ${descending ? 'DESC' : 'ASC'}, sample.id`;
}

function sortExpression(field: SortField): string {
  if (field === 'path') return 'path';
  if (field === 'prediction') throw new Error('Predictions have an oracle of their own.');
  return field in TEXTS ? TEXTS[field as StoredText] : numberSql(field as NumberField);
}

/** Values of a text field with their counts over the samples of a filter; untagged, unlabelled… as null. */
export function countSql(field: TextField, filter: Filter | null): Sql {
  const { text, parameters } = filterSql(filter);
  if (field !== 'tag') {
    return { text: `SELECT ${textSql(field)} AS value, count(*) AS count FROM sample WHERE ${text} GROUP BY 1`, parameters };
  }
  const tagged = `SELECT name AS value, count(*) AS count FROM sample JOIN sample_tag ON sample_id = sample.id JOIN tag ON tag.id = tag_id
    WHERE ${text} GROUP BY 1`;
  const untagged = `SELECT NULL, count(*) FROM sample WHERE ${text} AND NOT EXISTS (${TAGS}) HAVING count(*) > 0`;
  return { text: `${tagged} UNION ALL ${untagged}`, parameters: [...parameters, ...parameters] };
}

/** Of scores and groups only those that are stored. */
export function numberSql(field: NumberField): string {
  const expression = (NUMBERS as Readonly<Partial<Record<NumberField, string>>>)[field];
  if (expression === undefined) throw new Error(`${field} is worked out from all samples and has an oracle of its own.`);
  return expression;
}

function textSql(field: TextField): string {
  if (field === 'tag' || field === 'issue') throw new Error(`A sample has any number of ${field}s.`);
  if (field === 'prediction') throw new Error('Predictions have an oracle of their own.');
  return TEXTS[field];
}

/** Fields that the oracle knows. */
export const ORACLE_NUMBERS = Object.keys(NUMBERS) as readonly StoredField[];
