import { expect, test } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { fitCurve } from '../../../src/workers/map/curve.ts';
import { forceTables, TABLE_SHIFT } from '../../../src/workers/map/force-table.ts';
import type { Edges } from '../../../src/workers/map/fuzzy-graph.ts';
import { createPointMover, type MoverInput } from '../../../src/workers/map/point-mover.ts';
import { nextState, seededRandom, seededState } from '../../../src/workers/map/random.ts';

const ROWS = 50;
const EPOCHS = 20;
const curve = fitCurve(0.1);

function input(movesTargets: boolean): MoverInput {
  const random = seededRandom(3);
  const starts = Uint32Array.from({ length: ROWS + 1 }, (_, row) => 4 * row);
  const targets = Uint32Array.from({ length: 4 * ROWS }, () => Math.floor(random() * ROWS));
  const weights = Float32Array.from({ length: 4 * ROWS }, () => random() ** 3);
  const edges: Edges = { starts, targets, weights };
  const points = Float32Array.from({ length: 2 * ROWS }, () => 10 * random());
  return { points, edges, curve, epochs: EPOCHS, negativeRate: 5, movesTargets };
}

/** The same step by step in plain JavaScript, where every result is rounded to 32 bits. */
function moveInJavaScript({ points, edges, epochs, negativeRate, movesTargets }: MoverInput): Float32Array {
  const at = points.slice();
  const { attraction, repulsion } = forceTables(curve);
  const round = Math.fround;
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  const heaviest = Math.max(...edges.weights);
  const phases = new Uint16Array(edges.weights.length);
  let state = seededState(9);
  const between = (x: number, y: number, other: number) => {
    const dx = round(x - (at[2 * other] ?? 0));
    const dy = round(y - (at[2 * other + 1] ?? 0));
    value[0] = round(round(dx * dx) + round(dy * dy));
    return { dx, dy, entry: (bits[0] ?? 0) >>> TABLE_SHIFT };
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = round(1 - epoch / epochs);
    for (let row = 0; row < ROWS; row++) {
      let [x, y] = [at[2 * row] ?? 0, at[2 * row + 1] ?? 0];
      for (let edge = edges.starts[row] ?? 0; edge < (edges.starts[row + 1] ?? 0); edge++) {
        const weight = edges.weights[edge] ?? 0;
        if (weight < heaviest / epochs) continue;
        const phase = (phases[edge] ?? 0) + Math.min(Math.round((weight / heaviest) * 65536), 65535);
        phases[edge] = phase;
        if (phase < 65536) continue;
        const target = edges.targets[edge] ?? 0;
        const { dx, dy, entry } = between(x, y, target);
        const force = round(rate * (attraction[entry] ?? 0));
        const [moveX, moveY] = [round(force * dx), round(force * dy)];
        [x, y] = [round(x + moveX), round(y + moveY)];
        if (movesTargets) {
          at[2 * target] = (at[2 * target] ?? 0) - moveX;
          at[2 * target + 1] = (at[2 * target + 1] ?? 0) - moveY;
        }
        [at[2 * row], at[2 * row + 1]] = [x, y];
        let [pushX, pushY] = [0, 0];
        for (let push = 0; push < negativeRate; push++) {
          state = nextState(state);
          const away = between(x, y, Math.floor((state >>> 0) * (ROWS / 2 ** 32)));
          const factor = repulsion[away.entry] ?? 0;
          pushX = round(pushX + round(factor * away.dx));
          pushY = round(pushY + round(factor * away.dy));
        }
        [x, y] = [round(x + round(rate * pushX)), round(y + round(rate * pushY))];
      }
      [at[2 * row], at[2 * row + 1]] = [x, y];
    }
  }
  return at;
}

test.each([true, false])('the kernel does what plain JavaScript does, bit for bit (far ends move: %s)', (movesTargets) => {
  const mover = atOnce(createPointMover(input(movesTargets)));
  let state = seededState(9);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    // In two parts: how an epoch is cut up makes no difference.
    for (const [from, upto] of [
      [0, 17],
      [17, ROWS],
    ] as const)
      state = mover.move(from, upto, 1 - epoch / EPOCHS, state);
  }
  expect(mover.points).toEqual(moveInJavaScript(input(movesTargets)));
  expect(mover.points).not.toEqual(input(movesTargets).points);
});

test('a row without edges is never moved by itself', () => {
  const made = input(false);
  const edges = { ...made.edges, starts: Uint32Array.from(made.edges.starts, (start) => Math.max(start, 40)) };
  const mover = atOnce(createPointMover({ ...made, edges }));
  for (let epoch = 0; epoch < EPOCHS; epoch++) mover.move(0, ROWS, 1, 7);
  expect(mover.points.subarray(0, 20)).toEqual(made.points.subarray(0, 20));
  expect(mover.points.subarray(20)).not.toEqual(made.points.subarray(20));
});

test('forces of the table are those of the formula', () => {
  const { attraction, repulsion } = forceTables(curve);
  const { a, b } = curve;
  const bits = new Uint32Array(1);
  for (const squared of [0.3, 1, 7, 250, 1e4]) {
    new Float32Array(bits.buffer)[0] = squared;
    const entry = (bits[0] ?? 0) >>> TABLE_SHIFT;
    const pull = (-2 * a * b * squared ** (b - 1)) / (1 + a * squared ** b);
    const push = (2 * b) / ((0.001 + squared) * (1 + a * squared ** b));
    expect((attraction[entry] ?? 0) / pull).toBeCloseTo(1, 1);
    expect((repulsion[entry] ?? 0) / push).toBeCloseTo(1, 1);
  }
  new Float32Array(bits.buffer)[0] = 0.01;
  expect((repulsion[(bits[0] ?? 0) >>> TABLE_SHIFT] ?? 0) * Math.sqrt(0.01)).toBeCloseTo(4, 1);
  expect([attraction[0], repulsion[0], attraction.at(-1), repulsion.at(-1)]).toEqual([0, 0, 0, 0]);
  expect(attraction.every(Number.isFinite) && repulsion.every(Number.isFinite)).toBe(true);
});
