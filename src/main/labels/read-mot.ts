import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fsPath } from '../../workers/scan/fs-path.ts';
import { readLines } from '../predictions/read-text.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { type FoundBox, type KnownImage, placeOf } from './label-sink.ts';
import { namedPaths } from './named-paths.ts';
import { oneSet, readEachFile } from './read-each-file.ts';

/** Of MOT16 to MOT20, from 1, where no list of names lies beside. @see arXiv:1603.00831, table 5 */
const CLASSES = [
  ...['Pedestrian', 'Person on vehicle', 'Car', 'Bicycle', 'Motorbike', 'Non motorized vehicle', 'Static person'],
  ...['Distractor', 'Occluder', 'Occluder on the ground', 'Occluder full', 'Reflection', 'Crowd'],
];
/** frame, id, left, top, width, height, and what of confidence, class and visibility there is. */
const ROW = /^\d+(?:\s*,\s*-?[\d.eE+-]+){5,9}\s*$/;

/** MOT Challenge: `gt/gt.txt` of a sequence whose frames are `img1/000001.jpg` and so on. */
export const motReader: LabelReader = {
  format: 'mot',
  async find({ root, named, headOf }) {
    const found: LabelFile[] = [];
    for (const file of await named(/[/\\]gt[/\\]gt\.txt$/i)) {
      if (ROW.test((await headOf(file)).split(/\r?\n/, 1)[0] ?? '')) found.push(file);
    }
    return oneSet('mot', found, root);
  },
  async read({ files }, into) {
    await readEachFile(files, into, ({ path }, one) => readSequence(path, one));
  },
};

/** @throws {WinnowError} bad_predictions; AbortError */
async function readSequence(file: string, { folder, sink, signal }: ReadLabels): Promise<void> {
  const sequence = dirname(dirname(file));
  const classes = (await readNames(join(dirname(file), 'labels.txt'))) ?? CLASSES;
  const known = new Map<string, KnownImage | null>();
  sink.classes(classes);
  async function frame(number: string): Promise<KnownImage | null> {
    const found = known.get(number);
    if (found !== undefined) return found;
    const paths = namedPaths(folder, [join(sequence, 'img1')], number.padStart(6, '0'));
    // The bare number would be that of any sequence.
    const image = await sink.image({
      paths: paths.length > 1 ? paths.slice(0, -1) : [`${basename(sequence)}/img1/${paths[0]}`],
      size: null,
      split: null,
    });
    known.set(number, image);
    return image;
  }
  for await (const lines of readLines(file, signal)) {
    for (const { text, line } of lines) {
      const cells = text.split(',').map((cell) => cell.trim());
      const box = boxOf(cells.map(Number), classes);
      if (box === null)
        sink.problem('bad-box', `${relative(folder, file)}, line ${line}: expected frame,id,left,top,width,height,…`);
      const image = box === null ? null : await frame(cells[0] ?? '');
      if (box !== null && image !== null) await sink.box(image.id, box);
    }
    sink.progress(lines.at(-1)?.share ?? 1);
  }
}

/** A class that is not listed is called by its number; where rows have none, all are pedestrians. */
function boxOf(numbers: readonly number[], classes: readonly string[]): FoundBox | null {
  const [, track, left, top, width, height, considered, number = 1, visibility] = numbers;
  const place = placeOf([left, top, width, height]);
  if (place === null || !numbers.every(Number.isFinite)) return null;
  const said = Object.entries({ track, considered, visibility }).filter(([, value]) => value !== undefined);
  const name = classes[Math.max(number, 1) - 1] ?? String(number);
  return { class: name, place, isCrowd: false, area: null, extra: Object.fromEntries(said) };
}

/** A name a line; null: there is no such file. */
async function readNames(file: string): Promise<readonly string[] | null> {
  const text = await readFile(fsPath(file), 'utf8').catch(() => null);
  if (text === null) return null;
  return text
    .split(/\r?\n/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
