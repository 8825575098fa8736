import { LARGEST_CHANCE, type Repair } from '../../shared/auto-clean.ts';
import { WinnowError } from '../../shared/errors.ts';
import { mcNemar } from '../../shared/run-comparison.ts';
import type { Steps } from '../duplicates/steps.ts';
import { NO_CLASS } from '../label-quality/probabilities.ts';
import { curvature } from '../regression/curvature.ts';
import { fitScaling } from '../regression/feature-scaling.ts';
import {
  DEFAULT_REGRESSION,
  fitRanges,
  type LabelledFeatures,
  labelledRows,
  paddedOrder,
  placeRows,
  type RegressionOptions,
} from '../regression/fit-softmax.ts';
import { createRegressionMemory, openThread, planMemory, type RegressionThread } from '../regression/regression-memory.ts';
import { predictRange } from '../regression/softmax-loss.ts';
import { classShares, unevenClasses } from './class-shares.ts';
import { type Cleaning, repaired } from './repair.ts';

/** Rows that something found, and what may be done about them. */
export interface Detector {
  readonly name: string;
  readonly rows: Uint32Array;
  readonly repairs: readonly Repair[];
  /** Class to relabel to, by row; NO_CLASS: that row stays as it is. Null: it is no detector of labels. */
  readonly suggestions: Int32Array | null;
}

export interface AutoCleanInput extends LabelledFeatures {
  /** Rows of one number are duplicates of each other; negative: none. Duplicates of trusted rows are not learned from. */
  readonly groups: Int32Array | null;
  /** Rows whose labels the user vouches for: never learned from, never repaired. */
  readonly trusted: Uint32Array;
  readonly detectors: readonly Detector[];
  readonly options?: RegressionOptions;
}

/** One repair of what one detector found, on top of those kept before. */
export interface CleaningTry {
  /** From 0: how many were kept before. */
  readonly round: number;
  readonly detector: string;
  readonly repair: Repair;
  /** Rows that it changes, ascending; those of the trusted set, and those dropped before, are not among them. */
  readonly touched: Uint32Array<ArrayBuffer>;
  /** Of a relabelling, the class that each of them gets; else null. */
  readonly given: Int32Array<ArrayBuffer> | null;
  /** On the trusted set. */
  readonly accuracyBefore: number;
  readonly accuracyAfter: number;
  /** Trusted samples that are right with it and were wrong before, and the other way round. */
  readonly mended: number;
  readonly broken: number;
  /** That so many would be mended by chance if it made no difference, in any of the tries of its round. */
  readonly chance: number;
  readonly isKept: boolean;
  /** By class: share of the samples learned from that lose this class by it; NaN where there are none. */
  readonly removedShares: Float64Array<ArrayBuffer>;
  /** Classes that lose much more than the others; worth a warning. */
  readonly unevenClasses: readonly number[];
}

export interface AutoCleanResult {
  /** In the order they were tried. */
  readonly tries: readonly CleaningTry[];
  /** Of the trusted set: without any repair, and with those kept. */
  readonly accuracyBefore: number;
  readonly accuracyAfter: number;
  readonly trusted: number;
  readonly learned: number;
}

/**
 * Tries each repair of what each detector found, keeps the one that raises the accuracy on the trusted set most, and goes on
 * from there until none raises it by more than chance would (greedy forward selection). Nothing is applied to anything: this is
 * a table of what would be gained. Of equal accuracies the repair that touches fewer samples is kept.
 * @throws {WinnowError} bad_request, where no trusted sample, or none to learn from, has a label and finite features
 */
export function* autoClean(input: AutoCleanInput): Steps<AutoCleanResult> {
  const { labels, detectors } = input;
  const judge = yield* within(prepareJudge(input), 0, 0);
  const pairs = detectors.flatMap(({ repairs, ...detector }) => repairs.map((repair) => ({ ...detector, repair })));
  let cleaning: Cleaning = { labels: labels.slice(), weights: judge.startWeights };
  let before = yield* within(judge.assess(cleaning, null), 0, 0);
  const accuracyBefore = before.accuracy;
  const tries: CleaningTry[] = [];
  let open = pairs;
  for (let round = 0; open.length > 0; round++) {
    const candidates = [];
    for (const [number, pair] of open.entries()) {
      const { cleaning: next, changed } = repaired(cleaning, pair.rows, pair.repair, pair.suggestions, input.classes);
      // Each round takes half of what is left: how many there will be is not known.
      const shareAt = (tried: number): number => 1 - 0.5 ** round * (1 - tried / open.length / 2);
      const trial = within(judge.assess(next, before.coefficients), shareAt(number), shareAt(number + 1));
      const after = changed.length === 0 ? before : yield* trial;
      const made = difference(before.isRight, after.isRight);
      candidates.push({ pair, next, changed, after, made, chance: chanceOf(made, open.length) });
      yield shareAt(number + 1);
    }
    const best = candidates
      .filter(({ after, chance }) => after.accuracy > before.accuracy && chance <= LARGEST_CHANCE)
      .sort((a, b) => b.after.accuracy - a.after.accuracy || a.changed.length - b.changed.length)[0];
    for (const candidate of candidates) {
      const { pair, next, changed, after, made, chance } = candidate;
      const removedShares = classShares(cleaning, next, input.classes);
      const touched = Uint32Array.from(changed).sort();
      const given = pair.repair === 'relabel' ? Int32Array.from(touched, (row) => next.labels[row] as number) : null;
      tries.push({
        ...{ round, detector: pair.name, repair: pair.repair, touched, given },
        ...{ accuracyBefore: before.accuracy, accuracyAfter: after.accuracy, ...made, chance },
        ...{ isKept: candidate === best, removedShares, unevenClasses: unevenClasses(cleaning, next, input.classes) },
      });
    }
    if (best === undefined) break;
    [cleaning, before] = [best.next, best.after];
    open = open.filter(({ name }) => name !== best.pair.name);
  }
  const { trusted, learned } = judge;
  return { tries, accuracyBefore, accuracyAfter: before.accuracy, trusted, learned };
}

/**
 * McNemar's test, one-sided and exact: nothing but samples that became right or wrong counts. Times the tries, since the best of
 * them is looked at (Bonferroni).
 */
function chanceOf({ mended, broken }: { readonly mended: number; readonly broken: number }, tries: number): number {
  if (mended <= broken) return 1;
  return Math.min(1, (mcNemar(mended, broken).pValue / 2) * tries);
}

interface Assessment {
  readonly accuracy: number;
  /** 1 by trusted sample. */
  readonly isRight: Uint8Array;
  readonly coefficients: Float64Array;
}

interface Judge {
  readonly startWeights: Float32Array<ArrayBuffer>;
  readonly trusted: number;
  readonly learned: number;
  /** Fits to labels and weights, and looks at the trusted set. @param start coefficients to begin with: the minimum is the same */
  assess(cleaning: Cleaning, start: Float64Array | null): Steps<Assessment>;
}

function* prepareJudge(input: AutoCleanInput): Steps<Judge> {
  const { features, dimensions, labels, classes, options = DEFAULT_REGRESSION } = input;
  const { learned, trusted } = divide(input);
  const scaling = yield* fitScaling(features, dimensions, Uint32Array.from([...learned, ...trusted]), options.scaling);
  const parts = [paddedOrder(learned), paddedOrder(trusted)] as const;
  const order = Int32Array.from([...parts[0], ...parts[1]]);
  const shared = createRegressionMemory(planMemory(order.length, dimensions, classes, 1));
  yield* placeRows(shared, input, scaling, order, null);
  const thread = openThread(shared, 0);
  const training = [{ from: 0, upto: parts[0].length }];
  const precondition = yield* curvature(thread, training, options.cost, 2 * input.detectors.length + 1);
  const startWeights = new Float32Array(labels.length);
  for (const row of learned) startWeights[row] = 1;
  return {
    ...{ startWeights, trusted: trusted.length, learned: learned.length },
    *assess(cleaning, start) {
      putCleaning(thread, parts[0], cleaning);
      const { coefficients } = yield* fitRanges(thread, training, precondition, options, start);
      const isRight = new Uint8Array(trusted.length);
      const range = { from: parts[0].length, upto: order.length };
      yield* predictRange(thread, coefficients, range, (row, probabilities, at) => {
        const place = row - range.from;
        const own = probabilities.subarray(at, at + classes);
        if (place < trusted.length) isRight[place] = own.indexOf(Math.max(...own)) === labels[trusted[place] as number] ? 1 : 0;
      });
      return { accuracy: isRight.reduce((sum, right) => sum + right, 0) / trusted.length, isRight, coefficients };
    },
  };
}

function divide(input: AutoCleanInput): { readonly learned: readonly number[]; readonly trusted: readonly number[] } {
  const { trusted: asked, groups } = input;
  const isTrusted = new Set(asked);
  const groupsOfTrusted = new Set(Array.from(asked, (row) => groups?.[row] ?? -1).filter((group) => group >= 0));
  const usable = [...labelledRows(input)];
  const trusted = usable.filter((row) => isTrusted.has(row));
  const learned = usable.filter((row) => !isTrusted.has(row) && !groupsOfTrusted.has(groups?.[row] ?? -1));
  if (trusted.length === 0 || learned.length === 0) {
    throw new WinnowError(
      'bad_request',
      `${trusted.length} trusted samples and ${learned.length} others have a label and an embedding; a trial needs some of both.`,
    );
  }
  return { learned, trusted };
}

function putCleaning(thread: RegressionThread, order: Int32Array, { labels, weights }: Cleaning): void {
  for (const [row, sample] of order.entries()) {
    if (sample < 0) continue;
    thread.labels[row] = Math.max(labels[sample] as number, NO_CLASS + 1);
    thread.weights[row] = weights[sample] as number;
  }
}

function difference(before: Uint8Array, after: Uint8Array): { readonly mended: number; readonly broken: number } {
  let [mended, broken] = [0, 0];
  before.forEach((was, at) => {
    const is = after[at] as number;
    if (is > was) mended++;
    if (is < was) broken++;
  });
  return { mended, broken };
}

/** The steps of a part of the work, as shares of all of it. */
function* within<T>(steps: Steps<T>, from: number, upto: number): Steps<T> {
  let furthest = 0;
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    furthest = Math.max(furthest, value);
    yield from + (upto - from) * furthest;
  }
}
