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
const TEXT = 'text';

/** ICDAR: what is written on pictures of words is a field; regions of text are boxes with their words. */
export const icdarReader: LabelReader = {
  format: 'icdar',
  async find({ files, headOf, root }) {
    const found: LabelFile[] = [];
    for (const file of files.filter(({ path }) => /^gt(?:_.+)?\.txt$/i.test(basename(path)))) {
      const lines = firstLines(await headOf(file), 20);
      const pattern = isWords(file) ? WORD : REGION;
      if (lines.length > 0 && lines.every((line) => pattern.test(line))) found.push(file);
    }
    return oneSet('icdar', found, root);
  },
  async read({ files }, into) {
    await readEachFile(files, into, async (file, one) => {
      await (isWords(file) ? readWords : readRegions)(file.path, one);
      one.sink.progress(1);
    });
  },
};

const isWords = ({ path }: LabelFile): boolean => /^gt\.txt$/i.test(basename(path));

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
