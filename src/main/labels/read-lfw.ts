import { basename, dirname } from 'node:path';
import { splitInName, splitOfName } from '../dataset/layout.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { firstLines, listLines } from './list-lines.ts';
import { splitOfFolders } from './picture-paths.ts';
import { oneSet, readEachFile } from './read-each-file.ts';

/** `peopleDevTrain.txt` is of the split train. */
const PEOPLE = /^people(?:Dev(Train|Test))?\.txt$/i;
const PERSON = /^\S+\s+\d+$/;
/** How many there are, of folds too. */
const COUNT = /^\d+(?:\s+\d+)?$/;
/** As Datumaro keeps them beside the lists: a picture and five points. */
const LANDMARKS = /^landmarks\.txt$/i;
const POINTS = ['lefteye', 'righteye', 'nose', 'leftmouth', 'rightmouth'].flatMap((name) => [`${name}_x`, `${name}_y`]);
const PICTURE_POINTS = /^\S+\/\S+\.\w+(?:\s+-?[\d.]+){10}$/;

/**
 * Labeled Faces in the Wild: lists of people say whose pictures there are, `NAME/NAME_0001`, and landmarks are carried as fields.
 * Lists of pairs compare pictures, and say nothing of one.
 */
export const lfwReader: LabelReader = {
  format: 'lfw',
  async find({ named, headOf, root }) {
    const found: LabelFile[] = [];
    for (const file of await named(/[/\\](?:people(?:Dev(?:Train|Test))?|landmarks)\.txt$/i)) {
      const name = basename(file.path);
      const line = PEOPLE.test(name) ? PERSON : LANDMARKS.test(name) ? PICTURE_POINTS : null;
      if (line === null) continue;
      const lines = firstLines(await headOf(file), 20).filter((one) => line !== PERSON || !COUNT.test(one));
      if (lines.length > 0 && lines.every((one) => line.test(one))) found.push(file);
    }
    return oneSet('lfw', found, root);
  },
  async read({ files }, into) {
    await readEachFile(files, into, async ({ path }, one) => {
      await (PEOPLE.test(basename(path)) ? readPeople : readLandmarks)(path, one);
    });
  },
};

async function readPeople(file: string, { folder, sink, signal }: ReadLabels): Promise<void> {
  const part = PEOPLE.exec(basename(file))?.[1] ?? null;
  const split = part === null ? splitOfFolders(file.slice(folder.length)) : splitOfName(part);
  const people: string[] = [];
  for await (const { words, share } of listLines(file, signal)) {
    const [person = '', count = ''] = words;
    if (COUNT.test(words.join(' '))) continue;
    people.push(person);
    for (let number = 1; number <= Number(count); number++) {
      const name = `${person}_${String(number).padStart(4, '0')}`;
      await sink.image({ paths: [`${person}/${name}`, name], size: null, split, isLookedAt: false, label: person });
    }
    sink.progress(share);
  }
  sink.classes(people);
}

async function readLandmarks(file: string, { sink, signal }: ReadLabels): Promise<void> {
  const split = splitInName(basename(dirname(dirname(file))));
  for await (const { words, share } of listLines(file, signal)) {
    const [path = '', ...numbers] = words;
    const fields = Object.fromEntries(POINTS.map((name, at): [string, number] => [name, Number(numbers[at])]));
    await sink.image({ paths: [path], size: null, split, isLookedAt: false, label: dirname(path), fields });
    sink.progress(share);
  }
}
