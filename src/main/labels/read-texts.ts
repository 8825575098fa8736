import { readFile } from 'node:fs/promises';
import { fsPath } from '../../workers/scan/fs-path.ts';
import { createPauses } from '../predictions/prediction-file.ts';
import type { LabelFile } from './label-reader.ts';

/** Longer files are no annotations of one picture. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Files that are being read at once: few threads do it, and none should wait for the one that takes longest. */
const AT_ONCE = 64;

/** What a file holds, or why it cannot be told. */
export type ReadText =
  | { readonly file: LabelFile; readonly text: string; readonly problem: null }
  | { readonly file: LabelFile; readonly text: null; readonly problem: string };

/** Reads many small files, in their order, some ahead. @throws AbortError */
export async function* readTexts(files: readonly LabelFile[], signal: AbortSignal): AsyncGenerator<ReadText, void, void> {
  const pause = createPauses(signal);
  const ahead: Promise<ReadText>[] = [];
  for (let next = 0; next < files.length || ahead.length > 0; ) {
    signal.throwIfAborted();
    for (let file = files[next]; file !== undefined && ahead.length < AT_ONCE; file = files[++next]) ahead.push(readOne(file));
    const read = await ahead.shift();
    if (read !== undefined) yield read;
    await pause();
  }
}

/** Never fails: one bad file among thousands is counted, and the others are read. */
async function readOne(file: LabelFile): Promise<ReadText> {
  if (file.sizeBytes > MOST_BYTES) {
    return { file, text: null, problem: `${file.sizeBytes} bytes; annotations of one picture are smaller` };
  }
  try {
    const text = await readFile(fsPath(file.path), 'utf8');
    return { file, text: text.startsWith('\uFEFF') ? text.slice(1) : text, problem: null };
  } catch (error) {
    return { file, text: null, problem: error instanceof Error ? error.message : String(error) };
  }
}
