import type { SampleBoxes } from '../../shared/box.ts';
import type { DetectionSettings } from '../../shared/detection.ts';
import type { ObjectColumns, ObjectsAnswer } from '../../shared/object.ts';
import type { CompareRunsAnswer, ConfusionAnswer, DetectionAnswer, EvaluationAnswer } from '../../shared/prediction-api.ts';
import type { Query } from '../../shared/query.ts';
import type { LabelBoxes, PredictedBoxes } from '../detection/boxes.ts';

/** What runs say of samples and boxes, and how well. */
export type PredictionCalls = {
  /** What a run, absent: the active one, says of some samples: places in its classes in the order asked, -1: nothing. */
  readonly predicted: {
    readonly input: { readonly ids: Uint32Array; readonly run?: string };
    readonly progress: never;
    readonly output: { readonly classes: readonly string[]; readonly places: Int32Array<ArrayBuffer> };
  };
  /** Samples, or boxes of a run of boxes, counted by label and prediction. @param run id; null: the active one @param detection null: as set */
  readonly confusion: {
    readonly input: { readonly run: number | null; readonly query: Query | null; readonly detection?: DetectionSettings | null };
    readonly progress: never;
    readonly output: ConfusionAnswer & { readonly counts: Uint32Array<ArrayBuffer> };
  };
  /** Given boxes and those of a run over one list of classes, of a query's samples that are annotated; to be measured elsewhere. */
  readonly comparedBoxes: {
    readonly input: { readonly run: number | null; readonly query: Query | null };
    readonly progress: never;
    readonly output: Omit<DetectionAnswer, 'metrics' | 'labels' | 'predictions'> & {
      readonly labels: LabelBoxes;
      readonly predictions: PredictedBoxes;
    };
  };
  /** Boxes of some samples, given and of a run, with what became of them. @param run absent: the active one, where it has boxes */
  readonly sampleBoxes: {
    readonly input: { readonly ids: Uint32Array; readonly run?: string };
    readonly progress: never;
    readonly output: readonly SampleBoxes[];
  };
  /** Every box of some samples, given and of the active run, in the order of the samples. */
  readonly objects: {
    readonly input: { readonly ids: Uint32Array };
    readonly progress: never;
    readonly output: ObjectsAnswer & { readonly columns: ObjectColumns };
  };
  /** @param run id; null: the active one @param class of the curve; null: none */
  readonly evaluation: {
    readonly input: { readonly run: number | null; readonly query: Query | null; readonly class: string | null };
    readonly progress: never;
    readonly output: EvaluationAnswer;
  };
  /** Confusion matrices of two runs over the samples that both have seen. */
  readonly compareRuns: {
    readonly input: { readonly before: number; readonly after: number; readonly query: Query | null };
    readonly progress: never;
    readonly output: CompareRunsAnswer & {
      readonly before: Uint32Array<ArrayBuffer>;
      readonly after: Uint32Array<ArrayBuffer>;
    };
  };
  /** What the active run says of the labels of some samples, in the order asked. */
  readonly labelFacts: {
    readonly input: { readonly ids: Uint32Array };
    readonly progress: never;
    readonly output: {
      /** Its name; null where nothing can be said. */
      readonly run: string | null;
      readonly suggested: readonly (string | null)[];
      /** Of the suggested class, and of the given one; NaN where the run does not say. */
      readonly probability: Float32Array<ArrayBuffer>;
      readonly given: Float32Array<ArrayBuffer>;
    };
  };
};
