import { type CarriedField, isCarriedField } from './carried-field.ts';
import { ISSUE_KINDS } from './issue.ts';
import { EXPECTED_GAIN, PREDICTION_SCORES } from './prediction.ts';
import {
  type AnyTextField,
  CLAIM_MEANING,
  CLAIMS,
  type Claim,
  type Filter,
  isNumberField,
  isSortField,
  isTextField,
  NUMBER_FIELDS,
  type NumberField,
  SORT_FIELDS,
  type Sort,
  TEXT_FIELDS,
  type TextField,
} from './query.ts';
import { parsePolygon } from './query-lasso.ts';
import { parseMatch } from './query-match.ts';
import { allOf } from './query-normal.ts';
import { expectedNumber, numberFilter } from './query-numbers.ts';
import { didYouMean, QueryProblem } from './query-problem.ts';
import { parseReferences } from './query-similar.ts';
import type { TermToken } from './query-tokens.ts';
import { STATUSES } from './sample.ts';
import { ANNOTATION_SCORES, ANY_SCORE_FIELDS, BOX_FIELDS, EMBEDDING_SCORES, PREDICTION_FIELDS, SCORES } from './score.ts';

const FIELDS: readonly string[] = [
  ...TEXT_FIELDS,
  ...NUMBER_FIELDS,
  'prob.',
  'field.',
  'run',
  'path',
  'is',
  'match',
  'lasso',
  'sort',
];
const SCORE_NAMES: readonly string[] = [...ANY_SCORE_FIELDS, ...PREDICTION_FIELDS, ...BOX_FIELDS];

/** What people type for a field of another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  class: 'label',
  size: 'sizeBytes',
  bytes: 'sizeBytes',
  name: 'path',
  file: 'path',
  folder: 'path',
  date: 'modified',
  mtime: 'modified',
  taken: 'capturedAt',
  captured: 'capturedAt',
  exif: 'capturedAt',
  type: 'format',
  tags: 'tag',
  labels: 'label',
  has: 'is',
  order: 'sort',
  score: 'score.blurry',
  group: 'group.near',
  issues: 'issue',
  map: 'map.x',
  polygon: 'lasso',
  similar: 'sort:-similar',
  predicted: 'prediction',
  predictions: 'prediction',
  probability: 'prob.',
  prob: 'prob.',
  runs: 'run',
  agreement: 'score.agreement',
  annotators: 'consensus',
  majority: 'consensus',
  notes: 'note',
  comment: 'note',
  box: 'boxes',
  tp: 'truePositives',
  fp: 'falsePositives',
  fn: 'falseNegatives',
};

/** `similar:12,@1,!7`, and what lacks the samples, which `parseReferences` says. */
const SIMILAR = /^similar(?::(.*))?$/s;

/** The claim that says a field has, or lacks, a value; null for `status`, which always has one. */
export function claimOn(field: AnyTextField, hasValue: boolean): Claim | null {
  return CLAIMS.find((claim) => CLAIM_MEANING[claim].field === field && CLAIM_MEANING[claim].hasValue === hasValue) ?? null;
}

/** The filter of one term. @throws {QueryProblem} for an unknown field, or a value or comparison it does not take */
export function termFilter(term: TermToken): Filter {
  if (term.field === null) return { kind: 'contains', text: term.value };
  if (isTextField(term.field)) return textFilter(term, term.field);
  if (isNumberField(term.field)) return comparisonFilter(term, term.field);
  if (isCarriedField(term.field)) return carriedFilter(term, term.field);
  if (term.field === 'run') return { kind: 'run', run: termRun(term) };
  if (term.field === 'path') return { kind: 'path', pattern: valueAfterColon(term) };
  if (term.field === 'match') return { kind: 'match', ...parseMatch(term, valueAfterColon(term)) };
  if (term.field === 'lasso') return { kind: 'lasso', polygon: parsePolygon(term, valueAfterColon(term)) };
  if (term.field === 'is') return { kind: 'is', claim: oneOf(term, CLAIMS, valueAfterColon(term), 'claim') };
  throw unknownField(term, term.field);
}

/** The name in a `run:` term. @throws {QueryProblem} */
export function termRun(term: TermToken): string {
  return valueAfterColon(term);
}

/** The order that a `sort:` term asks for. @throws {QueryProblem} */
export function termSort(term: TermToken): Sort {
  const value = valueAfterColon(term);
  const descending = value.startsWith('-');
  const name = descending ? value.slice(1) : value;
  const similar = SIMILAR.exec(name);
  if (similar !== null) return { field: 'similar', descending, ...parseReferences(term, similar[1] ?? '') };
  return { field: isSortField(name) ? name : oneOf(term, SORT_FIELDS, name, 'field to sort by'), descending };
}

function textFilter(term: TermToken, field: TextField): Filter {
  if (term.operator !== ':' && term.operator !== '=' && term.operator !== '!=') {
    throw new QueryProblem(`"${field}" has no order; expected "${field}:${term.value}".`, term.start, term.end);
  }
  if (field === 'label' && term.operator !== ':' && term.value === 'prediction' && !term.isQuoted) {
    return { kind: 'is', claim: term.operator === '=' ? 'correct' : 'wrong' };
  }
  if (field === 'status') oneOf(term, STATUSES, term.value, 'status');
  if (field === 'issue') oneOf(term, ISSUE_KINDS, term.value, 'issue');
  const equals: Filter = { kind: 'equals', field, value: term.value };
  if (term.operator !== '!=') return equals;
  const claim = claimOn(field, true);
  const differs: Filter = { kind: 'not', of: equals };
  return claim === null ? differs : (allOf([differs, { kind: 'is', claim }]) ?? differs);
}

function comparisonFilter(term: TermToken, field: NumberField): Filter {
  const comparison = term.operator === ':' || term.operator === null ? '=' : term.operator;
  const filter = numberFilter(field, comparison, term.value);
  if (filter !== null) return filter;
  throw new QueryProblem(
    `"${term.value}" is no value of "${field}"; expected ${expectedNumber(field)}.`,
    term.valueStart,
    term.end,
  );
}

/** What a dataset carries is not known here: whether the field is there is said by who answers the query. */
function carriedFilter(term: TermToken, field: CarriedField): Filter {
  const test = term.operator ?? ':';
  const isOrder = test !== ':' && test !== '=' && test !== '!=';
  if (!isOrder || (term.value.trim() !== '' && !Number.isNaN(Number(term.value))))
    return { kind: 'field', field, test, value: term.value };
  throw new QueryProblem(`"${term.value}" is no number, by which alone "${field}" can be compared.`, term.valueStart, term.end);
}

function valueAfterColon(term: TermToken): string {
  if (term.operator === ':') return term.value;
  throw new QueryProblem(`"${term.field}" cannot be compared; expected "${term.field}:…".`, term.start, term.valueStart);
}

function oneOf<T extends string>(term: TermToken, known: readonly T[], value: string, what: string): T {
  const found = known.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  const message = `"${value}" is no ${what}.${didYouMean(value, known)} Expected one of ${known.join(', ')}.`;
  throw new QueryProblem(message, term.valueStart, term.end);
}

function unknownField(term: TermToken, field: string): QueryProblem {
  if (field.startsWith('score.')) return unknownScore(term, field);
  const other = OTHER_NAMES[field.toLowerCase()] ?? SCORE_NAMES.find((score) => score === `score.${field}`);
  const hint = other === undefined ? didYouMean(field, FIELDS) : ` Did you mean "${other}"?`;
  const quoting = ` To look for it in paths, put it in quotes.`;
  return new QueryProblem(`There is no field "${field}".${hint}${quoting}`, term.start, term.start + field.length);
}

function unknownScore(term: TermToken, field: string): QueryProblem {
  const known = [...SCORES, ...EMBEDDING_SCORES, ...PREDICTION_SCORES, EXPECTED_GAIN, ...ANNOTATION_SCORES, 'iou'].join(', ');
  const hint = `${didYouMean(field, SCORE_NAMES)} Expected one of ${known}.`;
  return new QueryProblem(`There is no score "${field.slice('score.'.length)}".${hint}`, term.start, term.start + field.length);
}
