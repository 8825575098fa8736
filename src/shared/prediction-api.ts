import { z } from 'zod';
import type { SampleAnnotations } from './annotation.ts';
import type { SampleBoxes } from './box.ts';
import type { DetectionCounts, DetectionMetrics, DetectionSettings } from './detection.ts';
import type { ModelManifest } from './embedding.ts';
import { addModelRequestSchema } from './embedding-api.ts';
import { LABEL_FILTERS, LABEL_RANKINGS, type LabelSettings } from './prediction.ts';
import type { PredictionPreview, ReadCounts } from './prediction-file.ts';
import { querySchema, runNameSchema, sampleIdSchema } from './query-schema.ts';
import type { ReliabilityBin } from './reliability.ts';

/** Bodies of the door's routes about predictions; the routes stand in `api.ts`. */

const runId = z.number().int().positive();
const absolutePath = z.string().min(1);
const runName = z.string().trim().min(1).max(100);

/** What a column mapping is, `ColumnMapping` of prediction-file.ts, is checked where the file is read. */
export const predictionFileSchema = z.object({
  file: absolutePath,
  pathsFile: absolutePath.nullish(),
  classesFile: absolutePath.nullish(),
  annotationsFile: absolutePath.nullish(),
  array: z.string().nullish(),
  /** Absent: as the columns suggest. */
  mapping: z.unknown().optional(),
});
export type PredictionFileRequest = z.infer<typeof predictionFileSchema>;
export type PreviewAnswer = PredictionPreview;

export const importPredictionsSchema = predictionFileSchema.extend({ name: z.string().trim().min(1).max(100).optional() });
export type ImportPredictionsRequest = z.infer<typeof importPredictionsSchema>;

/** Result of a `predictions` job. */
export interface ImportSummary extends ReadCounts {
  readonly runId: number;
  readonly run: string;
  readonly classes: readonly string[];
  readonly hasProbabilities: boolean;
  /** Of a detector; null: one class of each sample. */
  readonly boxes: number | null;
  /** Samples of the dataset that the file says nothing of. */
  readonly unpredicted: number;
  readonly seconds: number;
}

export const activeRunSchema = z.object({ runId });

const share = z.number().min(0).max(1);
export const detectionSettingsSchema: z.ZodType<DetectionSettings> = z.object({ leastOverlap: share, leastScore: share });

export const confusionRequestSchema = z.object({
  run: runId.optional(),
  query: querySchema.optional(),
  /** Of a run of boxes; absent: those of the dataset. */
  detection: detectionSettingsSchema.optional(),
});
export type ConfusionRequest = z.infer<typeof confusionRequestSchema>;
/** Header of a frame whose column `counts` is a `ConfusionMatrix`'s: (k + 1)², rows = label, "none" last. Metrics fold from it. */
export interface ConfusionAnswer {
  readonly revision: number;
  readonly runId: number;
  readonly run: string;
  /** Joint list of labels and predictions, sorted by name. */
  readonly classes: readonly string[];
  /** Boxes are counted, not samples; null: samples. */
  readonly detection: DetectionCounts | null;
}

/** `POST boxes`: those of a few hundred samples, in the order asked. */
export const boxesRequestSchema = z.object({
  ids: z.array(sampleIdSchema).max(1000),
  /** By name; absent: the active one, where it has boxes. */
  run: runNameSchema.optional(),
});
export type BoxesRequest = z.infer<typeof boxesRequestSchema>;
export type BoxesAnswer = readonly SampleBoxes[];

/** `POST detection`: COCO's metrics of a run of boxes, over the samples of a query that are annotated. */
export const detectionRequestSchema = z.object({ run: runId.optional(), query: querySchema.optional() });
export type DetectionRequest = z.infer<typeof detectionRequestSchema>;
export interface DetectionAnswer {
  readonly revision: number;
  readonly runId: number;
  readonly run: string;
  readonly classes: readonly string[];
  /** Annotated samples that were looked at. */
  readonly samples: number;
  readonly labels: number;
  readonly predictions: number;
  readonly metrics: DetectionMetrics;
}

export const evaluationRequestSchema = z.object({
  run: runId.optional(),
  query: querySchema.optional(),
  /** Precision and recall of this class against the rest; absent: none. */
  class: z.string().optional(),
});
export type EvaluationRequest = z.infer<typeof evaluationRequestSchema>;
export interface EvaluationAnswer {
  readonly revision: number;
  readonly calibration: {
    readonly bins: readonly ReliabilityBin[];
    /** ECE and MCE. */
    readonly expected: number;
    readonly maximum: number;
  } | null;
  /** Accuracy where the label is among the k most probable classes, k = 1 … 10; null without probabilities. */
  readonly topK: readonly number[] | null;
  readonly curve: {
    readonly averagePrecision: number;
    readonly rocArea: number;
    /** At most 200, by falling threshold. */
    readonly points: readonly { readonly threshold: number; readonly precision: number; readonly recall: number }[];
  } | null;
}

export const compareRunsRequestSchema = z.object({ before: runId, after: runId, query: querySchema.optional() });
export type CompareRunsRequest = z.infer<typeof compareRunsRequestSchema>;
/** Header of a frame with columns `before` and `after`: counts of confusion matrices over the same classes. */
export interface CompareRunsAnswer {
  readonly revision: number;
  readonly classes: readonly string[];
  readonly counts: Readonly<Record<'not-compared' | 'both-right' | 'better' | 'worse' | 'both-wrong' | 'changed', number>>;
  /** McNemar's, exact. */
  readonly pValue: number;
}

export const labelSettingsSchema: z.ZodType<LabelSettings> = z.object({
  filter: z.enum(LABEL_FILTERS),
  ranking: z.enum(LABEL_RANKINGS),
});

/** What runs say of one sample: `GET samples/:id/predictions`. */
export interface SamplePrediction {
  readonly runId: number;
  readonly run: string;
  readonly isActive: boolean;
  readonly predicted: string | null;
  readonly confidence: number | null;
  /** At most ten, most probable first; empty without probabilities. */
  readonly top: readonly { readonly class: string; readonly probability: number }[];
  /** Of the given label; null where it has none. */
  readonly selfConfidence: number | null;
}

/** What speaks for and against a label: `GET samples/:id/label-evidence`. Of the active run and the active embedding model. */
export interface LabelEvidence {
  readonly given: string | null;
  readonly suggested: string | null;
  readonly probability: number | null;
  readonly givenProbability: number | null;
  /** Labels of the nearest samples, nearest first; empty without embeddings. */
  readonly neighbours: readonly { readonly id: number; readonly label: string | null; readonly distance: number }[];
  /** Labels of its copies. */
  readonly duplicates: readonly { readonly id: number; readonly label: string | null }[];
  /** What several people called it; null: nobody was asked. */
  readonly annotators: SampleAnnotations | null;
  /** Most typical samples of both classes, three each. */
  readonly typicalGiven: readonly number[];
  readonly typicalSuggested: readonly number[];
}

export const outOfFoldRequestSchema = z.object({
  folds: z.number().int().min(2).max(20).optional(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional(),
  /** Of the run; absent: after the embedding model. Predictions of before that have this name go. */
  name: runName.optional(),
  /** Folds and seed that are not named are those of the predictions of before that have this name. */
  isAgain: z.boolean().optional(),
});
export type OutOfFoldRequest = z.infer<typeof outOfFoldRequestSchema>;

/** Result of an `out-of-fold` job. */
export interface OutOfFoldSummary {
  readonly run: string;
  readonly runId: number;
  /** With a prediction; the labelled ones among them. */
  readonly samples: number;
  readonly labelled: number;
  /** Labelled samples left out, since no sample but their copies has their class: nothing can be said of them. */
  readonly unjudged: number;
  readonly classes: number;
  readonly folds: number;
  /** Cross-validated: share of labelled samples whose label is the most probable class, by a model that has not seen them. */
  readonly accuracy: number;
  readonly seconds: number;
}

/** How the model wants its pictures, where that is not what is known of it or suggested. */
export const predictRequestSchema = addModelRequestSchema.omit({ file: true, name: true }).extend({
  /** Name of a model that is here, or absolute path of an ONNX file. */
  model: z.string().min(1),
  /** Absolute path of a file of class names, one a line; absent: those the catalogue knows, else the dataset's in order, else numbers. */
  classesFile: absolutePath.optional(),
  name: runName.optional(),
});
export type PredictRequest = z.infer<typeof predictRequestSchema>;

/** Where names of a classifier's classes come from. */
export type ClassNamesFrom = 'file' | 'model' | 'dataset' | 'numbers';

/** Result of a `predict` job. */
export interface PredictSummary {
  readonly run: string;
  readonly runId: number;
  /** What was made of the model: its input, preprocessing and output. */
  readonly model: ModelManifest;
  /** Nothing had to be guessed: the file is known by its sha256. */
  readonly isKnown: boolean;
  readonly classes: number;
  readonly classNamesFrom: ClassNamesFrom;
  /** With a prediction. */
  readonly samples: number;
  /** Of these: kept from a run that was stopped. */
  readonly resumed: number;
  readonly failed: number;
  /** Samples whose file cannot be reached now. */
  readonly unreachable: number;
  /** The first of both. */
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
  readonly seconds: number;
  /** While pictures were looked at. */
  readonly imagesPerSecond: number;
}
