import { WinnowError } from '../../shared/errors.ts';
import type { LabelFormat } from '../../shared/label-files.ts';
import { byPath, type LabelFile, type LabelFileSet, type ReadLabels } from './label-reader.ts';

/** Files that together are one set; none: there is no set. @param root of all files that were looked at, absolute */
export function oneSet(format: LabelFormat, files: readonly LabelFile[], root: string): readonly LabelFileSet[] {
  const [first] = files;
  return first === undefined ? [] : [{ format, files: byPath(files), origin: files.length === 1 ? first.path : root }];
}

/**
 * Reads files one after the other. One that is of no use is a problem, and the others are read.
 * @param read tells the sink what one file says; its progress is that of this file
 * @throws AbortError
 */
export async function readEachFile(
  files: readonly LabelFile[],
  into: ReadLabels,
  read: (file: LabelFile, into: ReadLabels) => Promise<void>,
): Promise<void> {
  for (const [place, file] of files.entries()) {
    const progress = (share: number): void => into.sink.progress((place + share) / files.length);
    await read(file, { ...into, sink: { ...into.sink, progress } }).catch((error: unknown) => {
      if (!(error instanceof WinnowError)) throw error;
      into.sink.problem('bad-file', error.message);
    });
  }
}
