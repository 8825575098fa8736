import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { encodingOf, readHead } from './detect-format.ts';
import { badPredictions, readingError } from './prediction-file.ts';

export interface TextPiece {
  readonly text: string;
  /** How much of the file is read with it, in [0, 1]. */
  readonly share: number;
}

/** A file's text piece by piece, without its byte order mark. UTF-8, UTF-16 with a mark, or else Windows-1252. */
export async function* readText(file: string, signal: AbortSignal): AsyncGenerator<TextPiece, void, void> {
  const decoder = new TextDecoder(encodingOf(await readHead(file)));
  try {
    const { size } = await stat(file);
    let read = 0;
    for await (const bytes of createReadStream(file, { signal }) as AsyncIterable<Buffer>) {
      read += bytes.length;
      yield { text: decoder.decode(bytes, { stream: true }), share: size === 0 ? 1 : read / size };
    }
    yield { text: decoder.decode(), share: 1 };
  } catch (error) {
    throw readingError(file, error);
  }
}

/** Longest line or list element that is read: more than 100,000 classes need. */
export const LONGEST_TEXT = 8 * 1024 * 1024;

export interface TextLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  readonly share: number;
}

/** Lines in stretches, without their ends and without empty ones. @throws {WinnowError} bad_predictions where one is endless */
export async function* readLines(file: string, signal: AbortSignal): AsyncGenerator<readonly TextLine[], void, void> {
  let rest = '';
  let line = 0;
  for await (const { text, share } of readText(file, signal)) {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > LONGEST_TEXT) {
      throw badPredictions(
        file,
        `line ${line + parts.length + 1} is longer than ${LONGEST_TEXT} characters. Expected a row a line.`,
      );
    }
    const lines = parts.map((part) => ({ text: part.trimEnd(), line: ++line, share })).filter((one) => one.text !== '');
    if (lines.length > 0) yield lines;
  }
  if (rest.trim() !== '') yield [{ text: rest.trimEnd(), line: line + 1, share: 1 }];
}
