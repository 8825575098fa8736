import { all, type Code, f32, get, i32, ifThen, moduleOf, set, type Variable, Variables, whileTrue } from '../wasm/wasm-code.ts';
import { TABLE_SHIFT } from './force-table.ts';

/** Where each array begins in the memory of the kernel, bytes; multiples of 8. */
export interface KernelPlaces {
  /** float32 x, y by row. */
  readonly points: number;
  /** uint32, first edge of each row, and behind the last. */
  readonly starts: number;
  /** uint32, the row at the far end of each edge. */
  readonly targets: number;
  /** uint16, what each epoch adds to the phase of an edge; it is due when that runs over. */
  readonly rates: number;
  /** uint16 by edge. */
  readonly phases: number;
  /** See ForceTables. */
  readonly attraction: number;
  readonly repulsion: number;
}

export interface KernelOptions {
  readonly places: KernelPlaces;
  readonly rows: number;
  readonly negativeRate: number;
  /** Whether the points at the far ends of edges move too. */
  readonly movesTargets: boolean;
}

/**
 * A module whose `run(from, upto, rate, state)` does what PointMover.move says. In WebAssembly, since floats of 32 bits cost
 * more than twice as much in JavaScript: each is turned into 64 bits and back, and its bits can only be read by way of memory.
 */
export function moveKernel({ places, rows, negativeRate, movesTargets }: KernelOptions): Uint8Array<ArrayBuffer> {
  const names = new Variables();
  const [row, upto, rate, state] = [
    names.parameter('i32'),
    names.parameter('i32'),
    names.parameter('f32'),
    names.parameter('i32'),
  ] as const;
  const [edge, endEdge, phase, other, pushes] = [
    names.local('i32'),
    names.local('i32'),
    names.local('i32'),
    names.local('i32'),
    names.local('i32'),
  ] as const;
  const [x, y, dx, dy] = [names.local('f32'), names.local('f32'), names.local('f32'), names.local('f32')] as const;
  const [force, pushX, pushY] = [names.local('f32'), names.local('f32'), names.local('f32')] as const;

  const xOf = (offset: Code): Code => f32.load(offset, places.points);
  const yOf = (offset: Code): Code => f32.load(offset, places.points + 4);
  const toOther = all(set(dx, f32.sub(get(x), xOf(get(other)))), set(dy, f32.sub(get(y), yOf(get(other)))));
  const squared = f32.add(f32.mul(get(dx), get(dx)), f32.mul(get(dy), get(dy)));
  const entry = times4(i32.shrU(i32.bitsOf(squared), i32.constant(TABLE_SHIFT)));

  const draw = all(
    set(other, times8(i32.load(times4(get(edge)), places.targets))),
    toOther,
    set(force, f32.mul(get(rate), f32.load(entry, places.attraction))),
    set(dx, f32.mul(get(force), get(dx))),
    set(dy, f32.mul(get(force), get(dy))),
    add(f32, x, get(dx)),
    add(f32, y, get(dy)),
    movesTargets
      ? all(
          f32.store(get(other), f32.sub(xOf(get(other)), get(dx)), places.points),
          f32.store(get(other), f32.sub(yOf(get(other)), get(dy)), places.points + 4),
        )
      : [],
  );
  const putBack = all(f32.store(times8(get(row)), get(x), places.points), f32.store(times8(get(row)), get(y), places.points + 4));
  const push = all(
    // So that a point that comes upon itself is pushed nowhere, not off where it was before.
    putBack,
    set(pushX, f32.zero),
    set(pushY, f32.zero),
    set(pushes, i32.constant(negativeRate)),
    whileTrue(
      get(pushes),
      all(
        nextState(state),
        set(other, times8(i32.mulHighU(get(state), i32.constant(rows)))),
        toOther,
        set(force, f32.load(entry, places.repulsion)),
        add(f32, pushX, f32.mul(get(force), get(dx))),
        add(f32, pushY, f32.mul(get(force), get(dy))),
        add(i32, pushes, i32.constant(-1)),
      ),
    ),
    add(f32, x, f32.mul(get(rate), get(pushX))),
    add(f32, y, f32.mul(get(rate), get(pushY))),
  );
  const moveAlongEdges = whileTrue(
    i32.ltU(get(edge), get(endEdge)),
    all(
      set(phase, i32.add(i32.load16U(times2(get(edge)), places.phases), i32.load16U(times2(get(edge)), places.rates))),
      i32.store16(times2(get(edge)), get(phase), places.phases),
      ifThen(i32.gtU(get(phase), i32.constant(0xffff)), all(draw, push)),
      add(i32, edge, i32.constant(1)),
    ),
  );
  const moveRow = all(
    set(x, xOf(times8(get(row)))),
    set(y, yOf(times8(get(row)))),
    set(edge, i32.load(times4(get(row)), places.starts)),
    set(endEdge, i32.load(times4(get(row)), places.starts + 4)),
    moveAlongEdges,
    putBack,
    add(i32, row, i32.constant(1)),
  );
  const body = all(whileTrue(i32.ltU(get(row), get(upto)), moveRow), get(state));
  return moduleOf({ run: { variables: names, result: 'i32', body } });
}

const times = (exponent: number) => (value: Code) => i32.shl(value, i32.constant(exponent));
const [times2, times4, times8] = [times(1), times(2), times(3)] as const;

const add = (type: typeof i32 | typeof f32, variable: Variable, value: Code): Code =>
  set(variable, type.add(get(variable), value));

/** The same as `nextState` in random.ts. */
const nextState = (state: Variable): Code =>
  all(
    set(state, i32.xor(get(state), i32.shl(get(state), i32.constant(13)))),
    set(state, i32.xor(get(state), i32.shrU(get(state), i32.constant(17)))),
    set(state, i32.xor(get(state), i32.shl(get(state), i32.constant(5)))),
  );
