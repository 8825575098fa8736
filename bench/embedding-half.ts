/**
 * One half of embedding, alone in a process of its own; bench/embedding.ts starts it. Argument 1: `bare` ONNX Runtime on tensors
 * that are there already, `session` the same through the thread that runs models, or `decode` pictures to tensors. Argument 2: a
 * file with JSON of what to do, a `HalfWork` (not the JSON itself: ONNX Runtime overflows its stack in a process with
 * long arguments). Each message is answered by the seconds that a round took.
 */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { DEFAULT_LIMITS } from '../src/workers/decode/calls.ts';
import type { ModelToLoad, PictureSource } from '../src/workers/embed/calls.ts';
import { exposingBytes } from '../src/workers/embed/expose-tensor.ts';
import { createFill } from '../src/workers/embed/fill-tensor.ts';
import { type InputNumbers, inputLength, inputNumbers } from '../src/workers/embed/input-numbers.ts';
import { inputSize, readInput } from '../src/workers/embed/read-input.ts';
import type { SessionCalls } from '../src/workers/embed/session-calls.ts';
import { workerChannel } from '../src/workers/rpc/channel.ts';
import { connect } from '../src/workers/rpc/client.ts';
import { entryUrl } from '../src/workers/rpc/entry-url.ts';
import { transfer } from '../src/workers/rpc/serve.ts';

export interface HalfWork {
  readonly model: ModelToLoad;
  readonly batch: number;
  readonly width: number;
  /** Files, or thumbnails of them in one file each. */
  readonly pictures: readonly { readonly path: string; readonly isThumb: boolean }[];
}

const [mode, workFile] = process.argv.slice(2);
const { model, batch, width, pictures }: HalfWork = JSON.parse(readFileSync(workFile ?? '', 'utf8'));
const { input, output, preprocessing } = model.manifest;
const length = inputLength(model.manifest);
const fill = createFill(input.layout, input.type, preprocessing);
const sources = pictures.map(
  ({ path, isThumb }): PictureSource => (isThumb ? { jpeg: readFileSync(path) } : { path: Buffer.from(path) }),
);
const batches = Array.from({ length: Math.ceil(sources.length / batch) }, (_, n) => sources.slice(n * batch, (n + 1) * batch));

async function decode(some: readonly PictureSource[]): Promise<InputNumbers> {
  const numbers = inputNumbers(input.type, some.length * length);
  const into = (at: number): InputNumbers => numbers.subarray(at * length, (at + 1) * length);
  const size = inputSize(model.manifest);
  await Promise.all(some.map(async (picture, at) => fill(await readInput(picture, size, DEFAULT_LIMITS), into(at))));
  return numbers;
}

/** So many batches at once, as the engine keeps them. */
async function inLanes(lanes: number, work: (batch: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < batches.length) await work(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function bareRound(): Promise<() => Promise<void>> {
  const bytes = readFileSync(model.file);
  const file = output.isInner ? Buffer.concat([bytes, exposingBytes(output.name)]) : bytes;
  const session = await InferenceSession.create(file, { intraOpNumThreads: model.threads });
  const tensors = await Promise.all(batches.map(decode));
  const { width: w, height: h, layout } = input;
  return () =>
    inLanes(1, async (n) => {
      const numbers = tensors[n] as InputNumbers;
      const count = numbers.length / length;
      const channels = length / w / h;
      const shape = layout === 'nchw' ? [count, channels, h, w] : [count, h, w, channels];
      await session.run({ [input.name]: new Tensor(input.type, numbers, shape) }, [output.name]);
    });
}

async function sessionRound(): Promise<() => Promise<void>> {
  const thread = connect<SessionCalls>(workerChannel(new Worker(entryUrl('embed/session.worker'))));
  await thread.call('open', { ...model, batch, mostBatch: batch });
  const tensors = await Promise.all(batches.map(decode));
  return () =>
    inLanes(2, async (n) => {
      // A copy is moved to the thread, as a decoded batch is; copying costs what moving would save a real one.
      const numbers = (tensors[n] as InputNumbers).slice() as InputNumbers;
      await thread.call('run', transfer({ numbers, count: numbers.length / length }, [numbers.buffer]));
    });
}

const rounds = {
  bare: bareRound,
  session: sessionRound,
  decode: async () => () => inLanes(width, (n) => decode(batches[n] ?? [])),
};
const round = await rounds[mode as keyof typeof rounds]();
process.on('message', async () => {
  const started = performance.now();
  await round();
  process.send?.((performance.now() - started) / 1000);
});
process.send?.('ready');
