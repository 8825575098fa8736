import { assertNever } from '../../shared/errors.ts';
import type { LabelFilter, LabelRanking } from '../../shared/prediction.ts';
import type { Steps } from '../duplicates/steps.ts';
import { classThresholds } from './class-thresholds.ts';
import { confidentJoint, offDiagonal } from './confident-joint.ts';
import { type ExaminedRows, examineRows } from './examine-rows.ts';
import { type Labels, NO_CLASS, type Probabilities } from './probabilities.ts';
import { keepOne, type Pruning, pruneByClass, pruneByNoiseRate } from './prune.ts';
import { rowsByLabel } from './rows-by-label.ts';
import { type LabelledProbabilities, takingPart } from './taking-part.ts';

const NO_DIFFERENCE = 1e-6;

export interface LabelIssueInput extends LabelledProbabilities {
  readonly filter: LabelFilter;
  readonly ranking: LabelRanking;
}

/** By sample, unless said. Samples without probabilities or label, and those that the mask leaves out, are no issue. */
export interface LabelIssues {
  /** 1: the label looks wrong. */
  readonly flags: Uint8Array<ArrayBuffer>;
  /** How many do. */
  readonly count: number;
  /** By the ranking asked for, lower = worse; NaN for those left out. */
  readonly quality: Float32Array<ArrayBuffer>;
  /** Most probable class, NO_CLASS for those left out; and its probability. */
  readonly suggested: Int32Array<ArrayBuffer>;
  readonly confidence: Float32Array<ArrayBuffer>;
  /** Classes × classes: samples of each label (row) estimated to be of each class (column). */
  readonly joint: Uint32Array<ArrayBuffer>;
  /** Labels estimated to be wrong: what the joint has off its diagonal. */
  readonly expectedErrors: number;
  /** By class: a probability from here on is confident. */
  readonly thresholds: Float64Array<ArrayBuffer>;
}

/** Confident learning [Northcutt et al. 2021], with the results of cleanlab 2. Of equal scores the first samples are flagged. */
export function* findLabelIssues(input: LabelIssueInput): Steps<LabelIssues> {
  const { probabilities, filter, ranking } = input;
  const given = yield* between(0, 0.05, takingPart(input));
  const { thresholds, counts } = yield* between(0.05, 0.1, classThresholds(probabilities, given));
  const examined = yield* between(0.1, 0.5, examineRows(probabilities, given, thresholds, ranking));
  const joint = yield* between(0.5, 0.6, confidentJoint(given, examined.guesses, counts));
  const flags = yield* between(0.6, 1, flagged(filter, { probabilities, given, counts, joint, examined }));
  const { suggested, confidence, quality } = examined;
  let count = 0;
  for (let row = 0; row < flags.length; row++) count += flags[row] as number;
  return {
    flags,
    count,
    quality,
    suggested,
    confidence,
    joint,
    expectedErrors: offDiagonal(joint, probabilities.classes),
    thresholds,
  };
}

function* between<T>(from: number, to: number, steps: Steps<T>): Steps<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    yield from + (to - from) * value;
  }
}

interface Evidence {
  readonly probabilities: Probabilities;
  readonly given: Labels;
  readonly counts: Uint32Array;
  readonly joint: Uint32Array;
  readonly examined: ExaminedRows;
}

/** What the filter flags, save where the label is as probable as the most probable class [as cleanlab 2.9]. */
function* flagged(filter: LabelFilter, evidence: Evidence): Steps<Uint8Array<ArrayBuffer>> {
  const flags = yield* filtered(filter, evidence);
  const { given, examined, probabilities } = evidence;
  const { classes, values } = probabilities;
  for (let row = 0; row < flags.length; row++) {
    if (flags[row] === 0) continue;
    const own = values[row * classes + (given[row] as number)] as number;
    if (own + NO_DIFFERENCE >= (examined.confidence[row] as number)) flags[row] = 0;
  }
  return flags;
}

function* filtered(filter: LabelFilter, evidence: Evidence): Steps<Uint8Array<ArrayBuffer>> {
  const { suggested, guesses } = evidence.examined;
  switch (filter) {
    case 'prune_by_noise_rate':
    case 'prune_by_class':
      return yield* pruned(filter === 'prune_by_class' ? pruneByClass : pruneByNoiseRate, evidence);
    case 'both': {
      const byClass = yield* between(0, 0.5, pruned(pruneByClass, evidence));
      const byNoiseRate = yield* between(0.5, 1, pruned(pruneByNoiseRate, evidence));
      for (let row = 0; row < byClass.length; row++) byClass[row] = (byClass[row] as number) & (byNoiseRate[row] as number);
      return byClass;
    }
    case 'confident_learning':
      return differing(guesses, evidence.given);
    case 'predicted_neq_given':
      return differing(suggested, evidence.given);
    default:
      return assertNever(filter);
  }
}

function* pruned(
  prune: (pruning: Pruning) => Steps<void>,
  { probabilities, given, counts, joint }: Evidence,
): Steps<Uint8Array<ArrayBuffer>> {
  const flags = new Uint8Array(given.length);
  yield* prune({ probabilities, rowsOf: rowsByLabel(given, counts), joint: keepOne(joint, probabilities.classes), flags });
  return flags;
}

/** 1 where a class is named and it is not the given one. */
function differing(classes: Int32Array, given: Labels): Uint8Array<ArrayBuffer> {
  const flags = new Uint8Array(given.length);
  for (let row = 0; row < flags.length; row++) {
    if (classes[row] !== NO_CLASS && classes[row] !== given[row]) flags[row] = 1;
  }
  return flags;
}
