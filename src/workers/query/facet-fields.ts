import { WinnowError } from '../../shared/errors.ts';
import type { FacetField } from '../../shared/facets.ts';
import { type AnyNumberField, type AnyTextField, NUMBER_FIELDS, TEXT_FIELDS } from '../../shared/query.ts';
import {
  ANNOTATION_FIELDS,
  BOX_FIELDS,
  EMBEDDING_FIELDS,
  EXPECTED_GAIN_FIELD,
  GROUP_FIELDS,
  isRunNumber,
  MAP_FIELDS,
  PREDICTION_FIELDS,
  probabilityFieldOf,
  type RunNumber,
} from '../../shared/score.ts';
import { carriedFields } from './carried-facets.ts';
import type { Columns } from './columns.ts';
import type { QueryRun } from './run-cache.ts';
import type { Checkpoint } from './turns.ts';

/** Classes of a run whose probabilities are fields of their own. */
const MOST_PROBABILITIES = 2000;
/** Names rather than numbers, however they are written. */
const NAMES: readonly AnyNumberField[] = ['id', ...GROUP_FIELDS];

/** The fields that a dataset has, by the run that is named or else the active one. */
export async function facetFields(columns: Columns, run: string | null, checkpoint: Checkpoint): Promise<readonly FacetField[]> {
  const found = (await hasPredictions(columns, run, checkpoint)) ? columns.predictions.find(run) : null;
  const isThere = await presence(columns, found, checkpoint);
  const texts = TEXT_FIELDS.filter(isThere).map((field): FacetField => ({ field, kind: 'text', isNoise: false }));
  const numbers = [...NUMBER_FIELDS, ...probabilitiesOf(found)]
    .filter((field) => !NAMES.includes(field) && isThere(field))
    .map((field): FacetField => ({ field, kind: 'number', isNoise: false }));
  return [...texts, ...numbers, ...(await carriedFields(columns, checkpoint))];
}

/** False where nobody asked for predictions and there are none to show. @param run null: the active one */
export async function hasPredictions({ predictions }: Columns, run: string | null, checkpoint: Checkpoint): Promise<boolean> {
  if (run === null && predictions.active() === null) return false;
  try {
    await predictions.placed(run, checkpoint);
    return true;
  } catch (error) {
    // Of a run whose files are gone; the list of runs says so.
    if (error instanceof WinnowError && error.code === 'no_predictions') return false;
    throw error;
  }
}

/** Whether several annotators labelled the samples. */
export function hasConsensus({ store }: Columns): boolean {
  return store.reader.hasAnnotations();
}

async function presence(
  columns: Columns,
  run: QueryRun | null,
  checkpoint: Checkpoint,
): Promise<(field: AnyTextField | AnyNumberField) => boolean> {
  const { store } = columns;
  const isEmbedded = store.reader.outlierCut() !== null;
  await store.ready(['boxes'], checkpoint);
  const hasBoxes = store.numbers('boxes').some((count) => !Number.isNaN(count));
  const isOneOf = (fields: readonly string[], field: string): boolean => fields.includes(field);
  return (field) => {
    if (field === 'prediction') return run !== null;
    if (field === 'boxes') return hasBoxes;
    if (field === 'consensus' || isOneOf(ANNOTATION_FIELDS, field)) return hasConsensus(columns);
    if (isOneOf(EMBEDDING_FIELDS, field) || isOneOf(MAP_FIELDS, field)) return isEmbedded;
    return isRunNumber(field) ? run !== null && canSay(run, field) : true;
  };
}

/** Whether a run tells a number of samples. */
function canSay({ boxes, hasConfidence, hasProbabilities, hasInfluence }: QueryRun, field: RunNumber): boolean {
  if (BOX_FIELDS.some((name) => name === field)) return boxes !== null;
  if (field === 'confidence') return hasConfidence || hasProbabilities;
  if (field === EXPECTED_GAIN_FIELD) return hasInfluence;
  if (boxes !== null) return false;
  if (field === 'score.mistakenness' && hasConfidence) return true;
  return hasProbabilities || !PREDICTION_FIELDS.some((name) => name === field);
}

function probabilitiesOf(run: QueryRun | null): readonly AnyNumberField[] {
  return run?.hasProbabilities === true ? run.classes.slice(0, MOST_PROBABILITIES).map(probabilityFieldOf) : [];
}
