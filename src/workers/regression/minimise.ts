import type { Steps } from '../duplicates/steps.ts';

/** A convex function of many numbers. */
export interface Objective {
  /** @param gradient is overwritten @returns the value at a point; its steps' shares are not used */
  evaluate(at: Float64Array, gradient: Float64Array): Steps<number>;
  /** Multiplies, in place, by something near the inverse of the second derivatives. */
  precondition(vector: Float64Array): void;
}

export interface MinimiseOptions {
  /** Ends where no more than this is expected to be gained: half of gradient · direction. */
  readonly tolerance: number;
  readonly mostIterations: number;
}

export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** False: it ended at the most iterations, or where rounding hides any further gain. */
  readonly isConverged: boolean;
}

/** Pairs of steps and changes of the gradient that are remembered. */
const MEMORY = 10;
/** Share of the gain expected by the gradient that a step must bring (Armijo). */
const ENOUGH = 1e-4;
/** What rounding makes of a value, relative to it. */
const ROUNDING = 1e-7;
/** Where values differ by rounding alone, how steep it may be uphill behind the least, as a share of downhill before. */
const OVERSHOT = 0.8;
const MOST_HALVINGS = 20;
/** Iterations without less gain expected than ever before: rounding is all that is left. */
const PATIENCE = 20;

/**
 * L-BFGS with a preconditioner and backtracking (Nocedal & Wright, Numerical Optimization, algorithms 7.4 and 3.1). The
 * function is convex, so every pair of a step and its change of gradient has positive curvature.
 */
export function* minimise(objective: Objective, start: Float64Array, options: MinimiseOptions): Steps<Minimum> {
  const { tolerance, mostIterations } = options;
  let at = start.slice();
  let gradient = new Float64Array(at.length);
  let value = yield* objective.evaluate(at, gradient);
  const pairs: Pair[] = [];
  let [firstGain, told] = [0, 0];
  let least = { slope: Number.POSITIVE_INFINITY, at, value, iteration: 0 };
  for (let iteration = 0; ; iteration++) {
    const direction = directionOf(gradient, pairs, objective);
    const slope = dot(gradient, direction);
    if (!(slope > 2 * tolerance)) return { at, value, iterations: iteration, isConverged: true };
    if (slope < least.slope) least = { slope, at, value, iteration };
    const ended = { at: least.at, value: least.value, iterations: iteration, isConverged: false };
    if (iteration === mostIterations || iteration - least.iteration > PATIENCE) return ended;
    firstGain = Math.max(firstGain, slope / 2);
    told = Math.max(told, doneShare(firstGain, slope / 2, tolerance));

    const next = new Float64Array(at.length);
    const nextGradient = new Float64Array(at.length);
    let nextValue = Number.POSITIVE_INFINITY;
    let length = 1;
    for (let halving = 0; ; halving++) {
      for (let i = 0; i < next.length; i++) next[i] = (at[i] as number) - length * (direction[i] as number);
      for (const evaluation = objective.evaluate(next, nextGradient); ; ) {
        const step = evaluation.next();
        if (step.done === true) {
          nextValue = step.value;
          break;
        }
        yield told;
      }
      if (nextValue <= value - ENOUGH * length * slope) break;
      // The gradient tells more exactly than the value where the least is (Hager & Zhang 2005).
      const isAsGood = nextValue <= value + ROUNDING * Math.abs(value);
      if (isAsGood && dot(nextGradient, direction) >= -OVERSHOT * slope) break;
      if (halving === MOST_HALVINGS) return ended;
      length *= shortened(value, nextValue, slope * length);
    }
    remember(pairs, at, next, gradient, nextGradient);
    [at, gradient, value] = [next, nextGradient, nextValue];
  }
}

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly product: number;
}

function remember(pairs: Pair[], from: Float64Array, to: Float64Array, before: Float64Array, after: Float64Array): void {
  const step = to.slice();
  addTimes(step, from, -1);
  const change = after.slice();
  addTimes(change, before, -1);
  const product = dot(step, change);
  // Where rounding has eaten the curvature the pair says nothing.
  if (!(product > 1e-12 * Math.sqrt(dot(step, step) * dot(change, change)))) return;
  pairs.push({ step, change, product });
  if (pairs.length > MEMORY) pairs.shift();
}

/** The inverse of the second derivatives, as far as the pairs tell it, times the gradient. */
function directionOf(gradient: Float64Array, pairs: readonly Pair[], objective: Objective): Float64Array {
  const direction = gradient.slice();
  const along = new Float64Array(pairs.length);
  for (let p = pairs.length - 1; p >= 0; p--) {
    const { step, change, product } = pairs[p] as Pair;
    along[p] = dot(step, direction) / product;
    addTimes(direction, change, -(along[p] as number));
  }
  const last = pairs.at(-1);
  objective.precondition(direction);
  if (last !== undefined) {
    const turned = last.change.slice();
    objective.precondition(turned);
    const scale = last.product / dot(last.change, turned);
    for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] as number) * scale;
  }
  for (const [p, { step, change, product }] of pairs.entries()) {
    addTimes(direction, step, (along[p] as number) - dot(change, direction) / product);
  }
  return direction;
}

/** Least of the parabola through both values, within a tenth and a half. */
function shortened(value: number, next: number, slope: number): number {
  const least = slope / (2 * (next - value + slope));
  return Number.isFinite(next) ? Math.min(0.5, Math.max(0.1, least)) : 0.1;
}

/** The gain still expected falls by about the same factor with each iteration. */
function doneShare(first: number, left: number, tolerance: number): number {
  return Math.min(1, Math.max(0, Math.log(first / left) / Math.log(first / tolerance)));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function addTimes(to: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) + factor * (vector[i] as number);
}
