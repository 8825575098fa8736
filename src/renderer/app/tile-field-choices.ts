import { carriedField, isCarriedField } from '../../shared/carried-field.ts';
import type { PredictionRun } from '../../shared/prediction.ts';
import {
  ANNOTATION_FIELDS,
  BOX_FIELDS,
  EMBEDDING_FIELDS,
  PREDICTION_FIELDS,
  probabilityFieldOf,
  SCORE_FIELDS,
} from '../../shared/score.ts';
import { canSortBy } from '../state/label-sort.ts';
import { MOST_TILE_FIELDS, type TileField, tileFieldTitle } from '../ui/tile-fields.ts';

/** Fields of one submenu; those of '' stand in the menu itself. */
export interface FieldChoices {
  readonly title: string;
  readonly fields: readonly TileField[];
}

/** What the dataset has, beside its files. */
export interface WhatThereIs {
  readonly run: PredictionRun | null;
  readonly hasEmbeddings: boolean;
  readonly hasAnnotations: boolean;
  readonly hasBoxes: boolean;
  /** Names of fields that annotation files brought along, of samples. */
  readonly carried: readonly string[];
}

/** So many classes of a run are offered; others are sought by `prob.CLASS` in the search box. */
const MOST_CLASSES = 200;

/** The fields that say something in this dataset, and those that are chosen already. */
export function fieldChoices(there: WhatThereIs, chosen: readonly TileField[]): readonly FieldChoices[] {
  const { run, hasEmbeddings, hasAnnotations, hasBoxes, carried } = there;
  const canShow = (field: TileField, isThere: boolean): boolean => isThere || chosen.includes(field);
  const ofRun = PREDICTION_FIELDS.filter((field) => canShow(field, run !== null && canSortBy(run, field)));
  const probabilities = run?.hasProbabilities === true ? run.classes.slice(0, MOST_CLASSES).map(probabilityFieldOf) : [];
  const main = ['label', 'prediction', 'confidence', 'split', 'path', 'dimensions', 'sizeBytes', 'format', 'capturedAt'];
  return [
    { title: '', fields: main.filter((field) => !/^(?:prediction|confidence)$/.test(field) || canShow(field, run !== null)) },
    { title: 'Quality scores', fields: SCORE_FIELDS },
    { title: 'Embedding scores', fields: EMBEDDING_FIELDS.filter((field) => canShow(field, hasEmbeddings)) },
    { title: 'Prediction scores', fields: ofRun.filter((field) => field !== 'confidence') },
    { title: 'Probability of', fields: [...new Set([...probabilities, ...chosen.filter((field) => field.startsWith('prob.'))])] },
    { title: 'Annotators', fields: ['consensus', ...ANNOTATION_FIELDS].filter((field) => canShow(field, hasAnnotations)) },
    { title: 'Boxes', fields: ['boxes', ...BOX_FIELDS].filter((field) => canShow(field, hasBoxes)) },
    {
      title: 'From annotation files',
      fields: [...new Set([...carried.map(carriedField), ...chosen.filter(isCarriedField)])],
    },
  ].filter(({ fields }) => fields.length > 0);
}

/** A field's name in its submenu. */
export function choiceTitle(field: TileField): string {
  return field.startsWith('prob.') ? field.slice('prob.'.length) : tileFieldTitle(field);
}

/** The fields after one was ticked, or no longer. Those chosen first stay first; beyond the most nothing is added. */
export function toggledField(fields: readonly TileField[], field: TileField): readonly TileField[] {
  if (fields.includes(field)) return fields.filter((other) => other !== field);
  return fields.length >= MOST_TILE_FIELDS ? fields : [...fields, field];
}
