import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';
import { fsPath } from '../../workers/scan/fs-path.ts';
import type { TextCalls, WholeText } from '../../workers/texts/calls.ts';
import { createPauses } from '../predictions/prediction-file.ts';
import type { LabelFile } from './label-reader.ts';

/** Longer files are no annotations of one picture. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Fewer files are read here: a thread takes longer to start. */
const WORTH_A_THREAD = 500;
/** Files that are being read here at once: few threads do it, and none should wait for the one that takes longest. */
const AT_ONCE = 64;
/** What the thread reads in one go, in files and in bytes: what comes back is taken in without a stall. */
const STRETCH_FILES = 200;
const STRETCH_BYTES = 1024 * 1024;

/** What a file holds, or why it cannot be told. */
export type ReadText = WholeText & { readonly file: LabelFile };

/**
 * Reads many small files, in their order, some ahead. Very many are read in a thread: opening a file costs the engine's own thread
 * several times what the reading of its text does.
 * @throws AbortError
 */
export async function* readTexts(files: readonly LabelFile[], signal: AbortSignal): AsyncGenerator<ReadText, void, void> {
  const pause = createPauses(signal);
  for await (const stretch of files.length < WORTH_A_THREAD ? readHere(files) : readInThread(files)) {
    signal.throwIfAborted();
    for (const read of stretch) {
      yield read;
      const waiting = pause();
      if (waiting !== undefined) await waiting;
    }
  }
}

async function* readHere(files: readonly LabelFile[]): AsyncGenerator<readonly ReadText[], void, void> {
  const ahead: Promise<ReadText>[] = [];
  for (let next = 0; next < files.length || ahead.length > 0; ) {
    for (let file = files[next]; file !== undefined && ahead.length < AT_ONCE; file = files[++next]) ahead.push(readOne(file));
    const read = await ahead.shift();
    if (read !== undefined) yield [read];
  }
}

/** Never fails: one bad file among thousands is counted, and the others are read. */
async function readOne(file: LabelFile): Promise<ReadText> {
  if (file.sizeBytes > MOST_BYTES) return { file, ...tooLong(file) };
  try {
    const text = await readFile(fsPath(file.path), 'utf8');
    return { file, text: text.startsWith('\uFEFF') ? text.slice(1) : text, problem: null };
  } catch (error) {
    return { file, text: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

const tooLong = ({ sizeBytes }: LabelFile): WholeText => ({
  text: null,
  problem: `${sizeBytes} bytes; annotations of one picture are smaller`,
});

async function* readInThread(files: readonly LabelFile[]): AsyncGenerator<readonly ReadText[], void, void> {
  const worker = new Worker(entryUrl('texts/texts.worker'), { name: 'texts' });
  const client = connect<TextCalls>(workerChannel(worker));
  let next = 0;
  const ask = () => {
    const some = stretchFrom(files, next);
    next += some.length;
    const reading = client.call('read', { paths: some.map(({ path }) => path), mostBytes: MOST_BYTES });
    // Awaited only after the stretch before is used; until then a failure is not an unhandled one.
    reading.catch(() => undefined);
    return { some, reading };
  };
  try {
    for (let ahead = ask(); ahead.some.length > 0; ) {
      const { some, reading } = ahead;
      ahead = ask();
      const texts = await reading;
      yield some.map((file, place) => ({ file, ...(texts[place] ?? tooLong(file)) }));
    }
  } finally {
    await worker.terminate();
  }
}

/** At least one file, where one is left. */
function stretchFrom(files: readonly LabelFile[], from: number): readonly LabelFile[] {
  let bytes = 0;
  let end = from;
  while (end < files.length && end - from < STRETCH_FILES && bytes < STRETCH_BYTES) bytes += files[end++]?.sizeBytes ?? 0;
  return files.slice(from, end);
}
