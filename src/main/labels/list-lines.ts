import { readLines } from '../predictions/read-text.ts';

/** A line of a list cut at white space; what follows the first two stays together in `rest`. */
export interface ListLine {
  readonly line: number;
  readonly words: readonly string[];
  readonly share: number;
}

/** Lines of a text file, cut at white space. @throws {WinnowError} bad_predictions where a line is endless; AbortError */
export async function* listLines(file: string, signal: AbortSignal): AsyncGenerator<ListLine, void, void> {
  for await (const lines of readLines(file, signal)) {
    for (const { text, line, share } of lines) yield { line, words: text.trim().split(/\s+/), share };
  }
}

/** The first lines of a head, without the one that may be cut off. */
export function firstLines(head: string, most: number): readonly string[] {
  const lines = head.split(/\r?\n/, most + 1);
  return (head.length >= 65_536 ? lines.slice(0, -1) : lines).map((line) => line.trim()).filter((line) => line !== '');
}
