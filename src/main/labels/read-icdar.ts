import { basename, dirname, join, relative } from 'node:path';
import { splitOfName } from '../dataset/layout.ts';
import { readLines } from '../predictions/read-text.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { placeOf } from './label-sink.ts';
import { firstLines } from './list-lines.ts';
import { oneSet, readEachFile } from './read-each-file.ts';

/** `word_1.png, "PROPER"` */
const WORD = /^(\S+\.[a-z]{3,4}),\s*"(.*)"$/i;
/** Four numbers of a rectangle, or the corners of a quadrilateral, and what is written in it. */
const REGION = /^((?:-?[\d.]+[,\s]\s*){4}|(?:-?[\d.]+[,\s]\s*){8})"?([^"]*)"?$/;
/** Colour of a character in the mask, its middle, its corners, and the character; an empty line parts words. */
const CHARACTER = /^#?\s*((?:-?[\d.]+\s+){9})"(.*)"$/;
const TEXT = 'text';
const ONE_CHARACTER = 'character';

/** A kind of ICDAR's files: told by the name and by each line. */
interface Kind {
  readonly name: RegExp;
  readonly line: RegExp;
  readonly read: (file: string, into: ReadLabels) => Promise<void>;
}

const KINDS: readonly Kind[] = [
  { name: /^gt\.txt$/i, line: WORD, read: readWords },
  { name: /^gt_.+\.txt$/i, line: REGION, read: readRegions },
  { name: /_GT\.txt$/i, line: CHARACTER, read: readCharacters },
];
const kindOf = ({ path }: LabelFile): Kind | undefined => KINDS.find(({ name }) => name.test(basename(path)));

/**
 * ICDAR: what is written on pictures of words is a field; regions of text are boxes with their words; so are the characters that
 * masks are listed by, while the masks stay pictures.
 */
export const icdarReader: LabelReader = {
  format: 'icdar',
  async find({ named, headOf, root }) {
    const found: LabelFile[] = [];
    for (const file of await named(/(?:[/\\]gt(?:_[^/\\]+)?|_GT)\.txt$/i)) {
      const kind = kindOf(file);
      if (kind === undefined) continue;
      const lines = firstLines(await headOf(file), 20);
      if (lines.length > 0 && lines.every((line) => kind.line.test(line))) found.push(file);
    }
    return oneSet('icdar', found, root);
  },
  async read({ files }, into) {
    await readEachFile(files, into, async (file, one) => {
      await kindOf(file)?.read(file.path, one);
      one.sink.progress(1);
    });
  },
};

/** Beside the file, or in its folder of images. */
function pathsOf(file: string, name: string, folder: string): readonly string[] {
  const places = ['images', '.'].map((below) => relative(folder, join(dirname(file), below, name)).replaceAll('\\', '/'));
  return [...places.filter((path) => !path.startsWith('..')), name];
}

async function readWords(file: string, { folder, sink, signal }: ReadLabels): Promise<void> {
  for await (const lines of readLines(file, signal)) {
    for (const { text, line } of lines) {
      const [, name, word = ''] = WORD.exec(text) ?? [];
      if (name === undefined) sink.problem('bad-value', `${basename(file)}, line ${line}`);
      else
        await sink.image({
          paths: pathsOf(file, name, folder),
          size: null,
          split: splitOfName(basename(dirname(file))),
          isLookedAt: false,
          fields: { text: word },
        });
    }
  }
}

async function readRegions(file: string, { folder, sink, signal }: ReadLabels): Promise<void> {
  const stem = basename(file).replace(/^gt_|\.txt$/gi, '');
  const image = await sink.image({ paths: pathsOf(file, stem, folder), size: null, split: splitOfName(basename(dirname(file))) });
  for await (const lines of readLines(file, signal)) {
    for (const { text, line } of lines) {
      const [, written = '', words = ''] = REGION.exec(text) ?? [];
      const numbers = written
        .trim()
        .split(/[,\s]+/)
        .filter((one) => one !== '')
        .map(Number);
      const [across, down] = [numbers.filter((_, at) => at % 2 === 0), numbers.filter((_, at) => at % 2 === 1)];
      const [left, top] = [Math.min(...across), Math.min(...down)];
      const place = numbers.length < 4 ? null : placeOf([left, top, Math.max(...across) - left, Math.max(...down) - top]);
      const extra = { text: words, ...(numbers.length === 8 ? { segmentation: [numbers] } : {}) };
      if (place === null) sink.problem('bad-box', `${basename(file)}, line ${line}`);
      else if (image !== null) await sink.box(image.id, { class: TEXT, place, isCrowd: false, area: null, extra });
    }
  }
}

async function readCharacters(file: string, { folder, sink, signal }: ReadLabels): Promise<void> {
  const stem = basename(file).replace(/_GT\.txt$/i, '');
  const image = await sink.image({ paths: pathsOf(file, stem, folder), size: null, split: splitOfName(basename(dirname(file))) });
  for await (const lines of readLines(file, signal)) {
    for (const { text, line } of lines) {
      const [, written = '', character = ''] = CHARACTER.exec(text) ?? [];
      const numbers = written.trim().split(/\s+/).map(Number);
      const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = numbers.slice(5);
      const place = placeOf([left, top, right - left, bottom - top]);
      const extra = { text: character, color: numbers.slice(0, 3), center: numbers.slice(3, 5) };
      if (place === null) sink.problem('bad-box', `${basename(file)}, line ${line}`);
      else if (image !== null) await sink.box(image.id, { class: ONE_CHARACTER, place, isCrowd: false, area: null, extra });
    }
  }
}
