import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { createFill } from '../../../src/workers/embed/fill-tensor.ts';
import { inputLength } from '../../../src/workers/embed/input-numbers.ts';
import { inspectModel } from '../../../src/workers/embed/inspect-model.ts';
import { openPictureSession } from '../../../src/workers/embed/picture-session.ts';
import { inputSize, readInput } from '../../../src/workers/embed/read-input.ts';
import { sumsInt8Widely } from '../../fixtures/sums-int8-widely.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

interface Golden {
  /** sha256 of the model the features are of. */
  readonly model: string;
  readonly photos: readonly { readonly file: string; readonly features: readonly number[] }[];
}
const golden = JSON.parse(readFileSync(new URL('../../golden/embeddings/golden.json', import.meta.url), 'utf8')) as Golden;

/** Through all of our own preprocessing. */
async function embed(model: string): Promise<{ readonly sha256: string; readonly rows: readonly Float32Array[] }> {
  const file = testData(`models/${model}.onnx`);
  const { suggested: manifest } = await inspectModel(file);
  const session = await openPictureSession({ file, manifest, threads: 2, mostBatch: 1 });
  const fill = createFill(manifest.input.layout, manifest.input.type, manifest.preprocessing);
  const rows: Float32Array[] = [];
  for (const photo of golden.photos) {
    const numbers = new Float32Array(inputLength(manifest));
    const path = Buffer.from(testData(`classify/imagenet-sample-images/${photo.file}`));
    fill(await readInput({ path }, inputSize(manifest), DEFAULT_LIMITS), numbers);
    rows.push((await session.run(numbers, 1)).vectors);
  }
  await session.release();
  return { sha256: manifest.sha256, rows };
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

/** Of each photo with itself by the other runtime, and the largest with another one. */
function compare(rows: readonly Float32Array[]): { readonly same: readonly number[]; readonly largestOther: number } {
  const all = rows.map((row) => golden.photos.map(({ features }) => cosine(row, features)));
  const others = all.flatMap((line, at) => line.filter((_, other) => other !== at));
  return { same: all.map((line, at) => line[at] as number), largestOther: Math.max(...others) };
}

describe.runIf(hasTestData)('MobileNetV2 gives what another runtime gives of pixels by another decoder', () => {
  // Whole numbers are rounded otherwise by OpenVINO and from processor to processor: .984 to .998 was measured.
  test('in dynamic int8, the same file', async () => {
    const { sha256, rows } = await embed('mobilenetv2-12-dynamic-int8');
    expect(sha256).toBe(golden.model);
    const { same, largestOther } = compare(rows);
    expect(Math.min(...same)).toBeGreaterThan(0.97);
    expect(largestOther).toBeLessThan(0.75);
  }, 60_000);

  // Another way to make whole numbers of the same weights: .951 to .973; .88 where sums of them overflow.
  test('in the official int8', async () => {
    const { same, largestOther } = compare((await embed('mobilenetv2-12-int8')).rows);
    expect(Math.min(...same)).toBeGreaterThan(sumsInt8Widely ? 0.93 : 0.85);
    expect(largestOther).toBeLessThan(0.75);
  }, 60_000);
});
