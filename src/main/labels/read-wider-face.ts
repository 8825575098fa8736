import { basename, dirname, join } from 'node:path';
import { hasImageName } from '../../workers/scan/is-image-file.ts';
import { splitInName } from '../dataset/layout.ts';
import { readLines } from '../predictions/read-text.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { type FoundBox, type KnownImage, placeOf } from './label-sink.ts';
import { namedPaths } from './named-paths.ts';
import { oneSet, readEachFile } from './read-each-file.ts';

const CLASS = 'face';
/** After the four numbers of the box, as the data set's readme has them. */
const ATTRIBUTES = ['blur', 'expression', 'illumination', 'invalid', 'occlusion', 'pose'];

/** WIDER FACE: `wider_face_train_bbx_gt.txt` lists a picture, the number of its faces and a row for each; all are of one class. */
export const widerFaceReader: LabelReader = {
  format: 'widerface',
  async find({ root, named, headOf }) {
    const found: LabelFile[] = [];
    for (const file of await named(/bbx_gt\.txt$/i)) if (looksLikeWider(await headOf(file))) found.push(file);
    return oneSet('widerface', found, root);
  },
  async read({ files }, into) {
    into.sink.classes([CLASS]);
    await readEachFile(files, into, ({ path }, one) => readFaces(path, one));
  },
};

function looksLikeWider(head: string): boolean {
  const [name = '', count = '', row = ''] = head.split(/\r?\n/, 3);
  return hasImageName(name) && /^\d+\s*$/.test(count) && /^-?\d+(?: +-?\d+){3,9}\s*$/.test(row);
}

/** @throws {WinnowError} bad_predictions; AbortError */
async function readFaces(file: string, { folder, sink, signal }: ReadLabels): Promise<void> {
  const split = splitInName(basename(file));
  const above = dirname(dirname(file));
  const subset = /train|val|test/i.exec(basename(file))?.[0] ?? '';
  const bases = [join(above, `WIDER_${subset}`, 'images'), join(above, 'images'), above];
  let image: KnownImage | null = null;
  for await (const lines of readLines(file, signal)) {
    for (const { text, line } of lines) {
      if (hasImageName(text)) image = await sink.image({ paths: namedPaths(folder, bases, text), size: null, split });
      else if (/\s/.test(text)) {
        const box = faceOf(text);
        if (box === null) sink.problem('bad-box', `${basename(file)}, line ${line}: expected four numbers and six marks`);
        else if (image !== null && !isNone(box)) await sink.box(image.id, box);
      }
    }
    sink.progress(lines.at(-1)?.share ?? 1);
  }
}

function faceOf(text: string): FoundBox | null {
  const [left, top, width, height, ...marks] = text.trim().split(/\s+/).map(Number);
  const place = placeOf([left, top, width, height]);
  return (
    place && {
      class: CLASS,
      place,
      isCrowd: false,
      area: null,
      extra: Object.fromEntries(marks.map((mark, at) => [ATTRIBUTES[at] ?? `mark ${at + 1}`, mark])),
    }
  );
}

/** A row of zeros stands where a picture has no face. */
const isNone = ({ place }: FoundBox): boolean => place.every((value) => value === 0);
