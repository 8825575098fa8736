/** Similarity of two points of the map at distance d: 1 / (1 + a d^2b). */
export interface Curve {
  readonly a: number;
  readonly b: number;
}

const SAMPLES = 300;
const MOST_STEPS = 200;

/**
 * The smooth curve nearest (least squares, Levenberg-Marquardt) to 1 up to `minDistance` and to exp(minDistance - d) beyond, on
 * 300 distances from 0 to 3: find_ab_params of umap-learn with a spread of 1.
 */
export function fitCurve(minDistance: number): Curve {
  const distances = Float64Array.from({ length: SAMPLES }, (_, i) => (3 * i) / (SAMPLES - 1));
  const wanted = distances.map((d) => (d < minDistance ? 1 : Math.exp(minDistance - d)));
  let curve: Curve = { a: 1, b: 1 };
  let best = misfit(curve, distances, wanted);
  let damping = 1e-3;
  for (let step = 0; step < MOST_STEPS && damping < 1e12; step++) {
    const tried = improved(curve, distances, wanted, damping);
    const error = misfit(tried, distances, wanted);
    if (error < best) {
      const isDone = best - error < 1e-15 * best;
      curve = tried;
      best = error;
      damping /= 10;
      if (isDone) break;
    } else {
      damping *= 10;
    }
  }
  return curve;
}

const valueAt = ({ a, b }: Curve, d: number): number => 1 / (1 + a * d ** (2 * b));

function misfit(curve: Curve, distances: Float64Array, wanted: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < distances.length; i++) sum += (valueAt(curve, distances[i] ?? 0) - (wanted[i] ?? 0)) ** 2;
  return Number.isNaN(sum) ? Number.POSITIVE_INFINITY : sum;
}

/** One damped step of Gauss-Newton: solves (JᵀJ + damping diag(JᵀJ)) step = Jᵀ residual. */
function improved({ a, b }: Curve, distances: Float64Array, wanted: Float64Array, damping: number): Curve {
  let [aa, ab, bb, ra, rb] = [0, 0, 0, 0, 0];
  for (let i = 1; i < distances.length; i++) {
    const d = distances[i] ?? 0;
    const value = valueAt({ a, b }, d);
    const slope = -value * value * d ** (2 * b);
    const [byA, byB] = [slope, slope * a * 2 * Math.log(d)];
    const residual = (wanted[i] ?? 0) - value;
    aa += byA * byA;
    ab += byA * byB;
    bb += byB * byB;
    ra += byA * residual;
    rb += byB * residual;
  }
  aa *= 1 + damping;
  bb *= 1 + damping;
  const determinant = aa * bb - ab * ab;
  return { a: a + (bb * ra - ab * rb) / determinant, b: b + (aa * rb - ab * ra) / determinant };
}
