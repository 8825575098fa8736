import { type CarriedField, isCarriedField } from './carried-field.ts';
import type { SimilarTo } from './embedding.ts';
import type { MatchedClasses } from './query-match.ts';
import {
  ANNOTATION_FIELDS,
  BOX_FIELDS,
  EMBEDDING_FIELDS,
  GROUP_FIELDS,
  isProbabilityField,
  MAP_FIELDS,
  PREDICTION_FIELDS,
  type ProbabilityField,
  SCORE_FIELDS,
} from './score.ts';

/** A query is data. The sidebar, the search language and later lassos all write this; one evaluator reads it. */

/**
 * Fields whose values are strings of few kinds; `label:cat`. A sample has any number of tags and issues, one of the others.
 * `note`: what somebody wrote on it. `prediction`: class that the chosen run says. `consensus`: class that the labels of several annotators come to.
 */
export const TEXT_FIELDS = ['label', 'prediction', 'consensus', 'split', 'status', 'format', 'tag', 'issue', 'note'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];
/** Those, and what annotation files say under names of their own. */
export type AnyTextField = TextField | CarriedField;

/** Fields of numbers that have a name of their own; `sizeBytes<5000`. `modified` in milliseconds since the epoch; `capturedAt` in those of the camera's clock, as if it showed UTC; `aspect` is width / height;
 * scores lie in [0, 1], lower = worse; `boxes` is how many are given, those of truePositives etc. are the chosen run's; a group is named by the least id in it; `map.x` and `map.y` are places on the map. */
export const NUMBER_FIELDS = [
  'id',
  'sizeBytes',
  'width',
  'height',
  'aspect',
  'channels',
  'frames',
  'modified',
  'capturedAt',
  'orientation',
  'boxes',
  ...SCORE_FIELDS,
  ...GROUP_FIELDS,
  ...EMBEDDING_FIELDS,
  ...MAP_FIELDS,
  ...PREDICTION_FIELDS,
  ...ANNOTATION_FIELDS,
  ...BOX_FIELDS,
] as const;
/** Those, and one for each class of a run: `prob.cat<0.2`. */
export type NumberField = (typeof NUMBER_FIELDS)[number] | ProbabilityField;
/** Those, and what annotation files say in numbers. */
export type AnyNumberField = NumberField | CarriedField;
export const isNumberField = (name: string): name is NumberField =>
  isProbabilityField(name) || (NUMBER_FIELDS as readonly string[]).includes(name);
export const isTextField = (name: string): name is TextField => (TEXT_FIELDS as readonly string[]).includes(name);

/** Texts are ordered by code point, paths by the bytes of their UTF-8, which is the same: capitals before small letters. */
export const SORT_FIELDS = ['path', ...NUMBER_FIELDS, 'label', 'prediction', 'consensus', 'split', 'status', 'format'] as const;
export type SortField = (typeof SORT_FIELDS)[number] | ProbabilityField | CarriedField;
export const isSortField = (name: string): name is SortField =>
  isProbabilityField(name) || isCarriedField(name) || (SORT_FIELDS as readonly string[]).includes(name);

export const COMPARISONS = ['<', '<=', '>', '>=', '=', '!='] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Presence of a value: of a label, a tag, a split (`is:unsplit`: in none), a format (`is:unrecognized`: none found), an
 * issue, a prediction; `is:relabeled`: of another label than the one found in folders or imports; `is:correct`, `is:wrong`: label and
 * prediction are there, and the same or not; `is:disagreed`: annotators gave it different labels. */
export const CLAIMS = [
  'tagged',
  'untagged',
  'labeled',
  'unlabeled',
  'relabeled',
  'predicted',
  'unpredicted',
  'correct',
  'wrong',
  'annotated',
  'unannotated',
  'disagreed',
  'split',
  'unsplit',
  'recognized',
  'unrecognized',
  'flagged',
  'unflagged',
  'noted',
  'unnoted',
] as const;
export type Claim = (typeof CLAIMS)[number];
export type ClaimedField = TextField | 'relabeled' | 'correct' | 'wrong' | 'disagreed';

/** What each claim says: whether the field has a value. Some are no fields that can be asked for otherwise. */
export const CLAIM_MEANING: Readonly<Record<Claim, { readonly field: ClaimedField; readonly hasValue: boolean }>> = {
  tagged: { field: 'tag', hasValue: true },
  untagged: { field: 'tag', hasValue: false },
  labeled: { field: 'label', hasValue: true },
  unlabeled: { field: 'label', hasValue: false },
  relabeled: { field: 'relabeled', hasValue: true },
  predicted: { field: 'prediction', hasValue: true },
  unpredicted: { field: 'prediction', hasValue: false },
  correct: { field: 'correct', hasValue: true },
  wrong: { field: 'wrong', hasValue: true },
  annotated: { field: 'consensus', hasValue: true },
  unannotated: { field: 'consensus', hasValue: false },
  disagreed: { field: 'disagreed', hasValue: true },
  split: { field: 'split', hasValue: true },
  unsplit: { field: 'split', hasValue: false },
  recognized: { field: 'format', hasValue: true },
  unrecognized: { field: 'format', hasValue: false },
  flagged: { field: 'issue', hasValue: true },
  unflagged: { field: 'issue', hasValue: false },
  noted: { field: 'note', hasValue: true },
  unnoted: { field: 'note', hasValue: false },
};

/** Terms about predictions speak of the run that `run` names, else of the active one. */
export type Filter =
  | { readonly kind: 'and'; readonly of: readonly Filter[] }
  | { readonly kind: 'or'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  /** Exact, case-sensitive value of a text field; on `tag` and `issue`, has it. Missing values never match. */
  | { readonly kind: 'equals'; readonly field: TextField; readonly value: string; readonly run?: string }
  /** Comparison with a missing value is false, `!=` too. */
  | {
      readonly kind: 'compare';
      readonly field: NumberField;
      readonly comparison: Comparison;
      readonly value: number;
      readonly run?: string;
    }
  /** A carried field: `field.camera:canon`, `field.iso>=400`; see `carriedTest`. One that is missing never matches, `!=` too. */
  | { readonly kind: 'field'; readonly field: CarriedField; readonly test: ':' | Comparison; readonly value: string }
  /** `*` any run of characters (also `/`), `?` one; the whole path must match, case-insensitively. */
  | { readonly kind: 'path'; readonly pattern: string }
  /** A bare word: the path contains it, case-insensitively. */
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'is'; readonly claim: Claim; readonly run?: string }
  /** Has a prediction in this run. `run:NAME`, whose other terms in the same parentheses then speak of that run. */
  | { readonly kind: 'run'; readonly run: string }
  /** Has boxes of these classes that a run of boxes matched with each other. `match:"cat|dog"`, `match:"cat|"`: not found */
  | ({ readonly kind: 'match'; readonly run?: string } & MatchedClasses)
  /** Lies on the map within a polygon, `[x, y, x, y, …]` of at least 3 corners; even-odd rule. `lasso:"1.5,2 3,4 0,7"` */
  | { readonly kind: 'lasso'; readonly polygon: readonly number[] };

export interface FieldSort {
  readonly field: SortField;
  readonly descending: boolean;
  /** Of a field of predictions: the run, where it is not the active one. Written as a `run:` term outside of parentheses. */
  readonly run?: string;
}

/**
 * By similarity in the active model's space: mean cosine to all of `to` less that to all of `away`; most similar first, or last
 * where `descending` is false. Samples without a vector come last. `sort:-similar:12,@1,!7`
 */
export interface SimilaritySort {
  readonly field: 'similar';
  readonly descending: boolean;
  readonly to: readonly SimilarTo[];
  readonly away: readonly SimilarTo[];
}
export type Sort = FieldSort | SimilaritySort;
export const isSimilaritySort = (sort: Sort): sort is SimilaritySort => sort.field === 'similar';

export interface Query {
  /** Null: every sample. */
  readonly filter: Filter | null;
  /** Ties are broken by id, ascending. Samples without a value come last in both directions. */
  readonly sort: Sort;
}

export const DEFAULT_QUERY: Query = { filter: null, sort: { field: 'path', descending: false } };
