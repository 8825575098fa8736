import {
  all,
  type Code,
  f32,
  f32x4,
  get,
  i32,
  i32x4,
  moduleOf,
  set,
  type Variable,
  Variables,
  type WasmFunction,
  whileTrue,
} from '../wasm/wasm-code.ts';

/** Of a vector of four floats. */
const VECTOR_BYTES = 16;
/** Rows of features, and classes, that are multiplied at once: more sums than this do not fit the registers. */
export const TILE_ROWS = 2;
export const TILE_CLASSES = 4;
/** Numbers of a row are a multiple of this. */
export const TILE_COLUMNS = 8;

export interface KernelShape {
  /** Of a row of features or of coefficients; a multiple of TILE_COLUMNS. */
  readonly stride: number;
  /** A multiple of TILE_CLASSES. */
  readonly classes: number;
  /** See `moduleOf`. */
  readonly sharedPages: number | null;
  /** Whether products are added by one instruction; not every platform knows it. */
  readonly isRelaxed: boolean;
}

export const KERNEL_FUNCTIONS = ['logits', 'softmax', 'gradient'] as const;

/**
 * A module of three functions; all take addresses, in bytes, of arrays of float32, row by row:
 * - `logits(features, coefficients, logits, end)`: all products of rows of features up to address `end` with those of
 *   coefficients. Rows are a multiple of TILE_ROWS.
 * - `softmax(logits, weights, sums, end)`: turns rows of logits up to address `end` into probabilities times the weight of the
 *   row. Of each row the largest logit and the sum of exp(logit - largest) are left at `sums`.
 * - `gradient(residuals, features, gradient, end)`: adds residualsᵀ · features, of rows of residuals up to address `end`.
 */
export function softmaxKernel(shape: KernelShape): Uint8Array<ArrayBuffer> {
  return moduleOf({ logits: logits(shape), softmax: softmax(shape), gradient: gradient(shape) }, shape.sharedPages);
}

const advance = (variable: Variable, bytes: number): Code => set(variable, i32.add(get(variable), i32.constant(bytes)));
const multiplyAdd = (isRelaxed: boolean, a: Code, b: Code, sum: Code): Code =>
  isRelaxed ? f32x4.relaxedMultiplyAdd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b));
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const zero = f32x4.splat(f32.zero);

function logits({ stride, classes, isRelaxed }: KernelShape): WasmFunction {
  const variables = new Variables();
  const [features, coefficients, products, end] = [
    variables.parameter('i32'),
    variables.parameter('i32'),
    variables.parameter('i32'),
    variables.parameter('i32'),
  ] as const;
  const [row, coefficient, product, rowEnd, tileEnd] = [
    variables.local('i32'),
    variables.local('i32'),
    variables.local('i32'),
    variables.local('i32'),
    variables.local('i32'),
  ] as const;
  const x = range(TILE_ROWS).map(() => variables.local('v128'));
  const w = variables.local('v128');
  const sums = range(TILE_ROWS).map(() => range(TILE_CLASSES).map(() => variables.local('v128')));
  const rowBytes = 4 * stride;

  const step = (at: number): Code =>
    all(
      ...x.map((variable, i) => set(variable, f32x4.load(get(row), at + i * rowBytes))),
      ...range(TILE_CLASSES).flatMap((c) => [
        set(w, f32x4.load(get(coefficient), at + c * rowBytes)),
        ...sums.map((ofRow, i) => {
          const sum = ofRow[c] as Variable;
          return set(sum, multiplyAdd(isRelaxed, get(x[i] as Variable), get(w), get(sum)));
        }),
      ]),
    );
  const tile = all(
    set(coefficient, get(coefficients)),
    ...sums.flat().map((sum) => set(sum, zero)),
    set(rowEnd, i32.add(get(row), i32.constant(rowBytes))),
    whileTrue(
      i32.ltU(get(row), get(rowEnd)),
      all(step(0), step(VECTOR_BYTES), advance(row, 2 * VECTOR_BYTES), advance(coefficient, 2 * VECTOR_BYTES)),
    ),
    ...sums.map((ofRow, i) => f32x4.store(get(product), lanesAdded(ofRow), 4 * classes * i)),
    advance(row, (TILE_ROWS - 1) * rowBytes),
    advance(product, 4 * classes * TILE_ROWS),
  );
  const body = all(
    set(tileEnd, i32.add(get(products), i32.constant(4 * classes))),
    whileTrue(
      i32.ltU(get(products), get(tileEnd)),
      all(
        set(row, get(features)),
        set(product, get(products)),
        whileTrue(i32.ltU(get(row), get(end)), tile),
        advance(coefficients, TILE_CLASSES * rowBytes),
        advance(products, VECTOR_BYTES),
      ),
    ),
  );
  return { variables, result: null, body };
}

/** The sums of the lanes of four vectors, as one. */
function lanesAdded(sums: readonly Variable[]): Code {
  const [a, b, c, d] = sums.map(get) as [Code, Code, Code, Code];
  const pairs = (left: Code, right: Code): Code =>
    f32x4.add(f32x4.shuffle(left, right, [0, 4, 1, 5]), f32x4.shuffle(left, right, [2, 6, 3, 7]));
  // Each holds a, b, a, b and c, d, c, d.
  const [ab, cd] = [pairs(a, b), pairs(c, d)];
  return f32x4.add(f32x4.shuffle(ab, cd, [0, 1, 4, 5]), f32x4.shuffle(ab, cd, [2, 3, 6, 7]));
}

function softmax({ classes }: KernelShape): WasmFunction {
  const variables = new Variables();
  const [row, weight, sums, end] = [
    variables.parameter('i32'),
    variables.parameter('i32'),
    variables.parameter('i32'),
    variables.parameter('i32'),
  ] as const;
  const [at, rowEnd] = [variables.local('i32'), variables.local('i32')] as const;
  const [largest, sum, value, power, isAbove] = [
    variables.local('v128'),
    variables.local('v128'),
    variables.local('v128'),
    variables.local('v128'),
    variables.local('v128'),
  ] as const;
  const overRow = (body: Code): Code =>
    all(set(at, get(row)), whileTrue(i32.ltU(get(at), get(rowEnd)), all(body, advance(at, VECTOR_BYTES))));
  /** Over the four lanes, left in all of them. */
  const overLanes = (variable: Variable, combine: (a: Code, b: Code) => Code): Code =>
    all(
      set(variable, combine(get(variable), f32x4.shuffle(get(variable), get(variable), [2, 3, 0, 1]))),
      set(variable, combine(get(variable), f32x4.shuffle(get(variable), get(variable), [1, 0, 3, 2]))),
    );
  const body = whileTrue(
    i32.ltU(get(row), get(end)),
    all(
      set(rowEnd, i32.add(get(row), i32.constant(4 * classes))),
      set(largest, f32x4.load(get(row))),
      overRow(set(largest, f32x4.max(get(largest), f32x4.load(get(at))))),
      overLanes(largest, f32x4.max),
      set(sum, zero),
      overRow(
        all(
          set(value, f32x4.sub(f32x4.load(get(at)), get(largest))),
          exponential(value, power, isAbove),
          set(sum, f32x4.add(get(sum), get(value))),
          f32x4.store(get(at), get(value)),
        ),
      ),
      overLanes(sum, f32x4.add),
      f32.store(get(sums), f32x4.lane(get(largest), 0)),
      f32.store(get(sums), f32x4.lane(get(sum), 0), 4),
      set(sum, f32x4.div(f32x4.loadSplat(get(weight)), get(sum))),
      overRow(f32x4.store(get(at), f32x4.mul(f32x4.load(get(at)), get(sum)))),
      set(row, get(rowEnd)),
      advance(weight, 4),
      advance(sums, 8),
    ),
  );
  return { variables, result: null, body };
}

/** e to less than this is 0: products of such small numbers would have fewer digits, which processors multiply very slowly. */
const LOWEST_EXPONENT = -60;
/** Of e^r, |r| ≤ ln 2 / 2, from r² on [Cephes, expf.c]. */
const EXPONENTIAL = [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1];
const [LN2_HIGH, LN2_LOW] = [0.693359375, -2.1219444e-4];

/** e^value in place of the value, which is not above 0: 2^power · e^r. */
function exponential(value: Variable, power: Variable, isAbove: Variable): Code {
  const number = (constant: number): Code => f32x4.splat(f32.constant(constant));
  const polynomial = EXPONENTIAL.slice(1).reduce<Code>(
    (sum, coefficient) => f32x4.add(f32x4.mul(sum, get(value)), number(coefficient)),
    number(EXPONENTIAL[0] as number),
  );
  const ofRest = f32x4.add(f32x4.mul(f32x4.mul(polynomial, get(value)), get(value)), f32x4.add(get(value), number(1)));
  const exponent = i32x4.add(f32x4.toIntegers(get(power)), i32x4.splat(i32.constant(127)));
  return all(
    set(isAbove, f32x4.gt(get(value), number(LOWEST_EXPONENT))),
    set(value, f32x4.max(get(value), number(LOWEST_EXPONENT))),
    set(power, f32x4.nearest(f32x4.mul(get(value), number(Math.LOG2E)))),
    set(value, f32x4.sub(get(value), f32x4.mul(get(power), number(LN2_HIGH)))),
    set(value, f32x4.sub(get(value), f32x4.mul(get(power), number(LN2_LOW)))),
    set(value, f32x4.and(f32x4.mul(ofRest, i32x4.shl(exponent, i32.constant(23))), get(isAbove))),
  );
}

function gradient({ stride, classes, isRelaxed }: KernelShape): WasmFunction {
  const variables = new Variables();
  const [residuals, features, sumsOfAll, end] = [
    variables.parameter('i32'),
    variables.parameter('i32'),
    variables.parameter('i32'),
    variables.parameter('i32'),
  ] as const;
  const [residual, row, column, columnEnd, tileEnd] = [
    variables.local('i32'),
    variables.local('i32'),
    variables.local('i32'),
    variables.local('i32'),
    variables.local('i32'),
  ] as const;
  const x = range(TILE_COLUMNS / 4).map(() => variables.local('v128'));
  const g = variables.local('v128');
  const sums = range(TILE_CLASSES).map(() => x.map(() => variables.local('v128')));
  const rowBytes = 4 * stride;
  const place = (c: number, j: number): number => c * rowBytes + j * VECTOR_BYTES;
  const eachSum = (code: (sum: Variable, c: number, j: number) => Code): Code =>
    all(...sums.flatMap((ofClass, c) => ofClass.map((sum, j) => code(sum, c, j))));

  const step = all(
    ...x.map((variable, j) => set(variable, f32x4.load(get(row), j * VECTOR_BYTES))),
    ...sums.flatMap((ofClass, c) => [
      set(g, f32x4.loadSplat(get(residual), 4 * c)),
      ...ofClass.map((sum, j) => set(sum, multiplyAdd(isRelaxed, get(g), get(x[j] as Variable), get(sum)))),
    ]),
    advance(row, rowBytes),
    advance(residual, 4 * classes),
  );
  const tile = all(
    eachSum((sum) => set(sum, zero)),
    set(row, i32.add(get(features), i32.sub(get(column), get(sumsOfAll)))),
    set(residual, get(residuals)),
    whileTrue(i32.ltU(get(residual), get(end)), step),
    eachSum((sum, c, j) => f32x4.store(get(column), f32x4.add(f32x4.load(get(column), place(c, j)), get(sum)), place(c, j))),
    advance(column, 4 * TILE_COLUMNS),
  );
  // `residual` begins some classes into a row: it passes `end` by as many behind the last row, and not before.
  const body = all(
    set(tileEnd, i32.add(get(residuals), i32.constant(4 * classes))),
    whileTrue(
      i32.ltU(get(residuals), get(tileEnd)),
      all(
        set(column, get(sumsOfAll)),
        set(columnEnd, i32.add(get(column), i32.constant(rowBytes))),
        whileTrue(i32.ltU(get(column), get(columnEnd)), tile),
        advance(sumsOfAll, TILE_CLASSES * rowBytes),
        advance(residuals, 4 * TILE_CLASSES),
      ),
    ),
  );
  return { variables, result: null, body };
}
