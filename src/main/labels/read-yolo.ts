import { dirname, join, relative, sep } from 'node:path';
import { splitOfName } from '../dataset/layout.ts';
import { findYoloFiles } from './find-yolo-files.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import type { KnownImage, LabelSink } from './label-sink.ts';
import { pacedFilter } from './paced-filter.ts';
import { imagesPath, picturePaths, splitOfFolders } from './picture-paths.ts';
import { type ReadText, readTexts } from './read-texts.ts';
import { configRank, entryPlaces, looksLikePictureList, NO_CONFIG, readYoloConfig, type YoloConfig } from './yolo-config.ts';
import { boxOfRow, parseYoloRow } from './yolo-row.ts';

/**
 * YOLO, of Darknet as of Ultralytics: a text file a picture, a row an object, all numbers in shares of the picture as it is shown
 * (Ultralytics turns pictures by EXIF before anything else). An empty file says that there is nothing to see.
 */
export const yoloReader: LabelReader = {
  format: 'yolo',
  find: findYoloFiles,
  async read({ files }, into) {
    const configs = await pacedFilter(files, (file) => configRank(file) !== -1);
    const config = await readYoloConfig(configs);
    const { folder, sink, signal } = into;
    if (config === null) sink.problem('bad-file', `${relative(folder, configs[0]?.path ?? '')}: no list of classes in it`);
    const known = config ?? NO_CONFIG;
    sink.classes([...known.names].map(([number, name]) => name || String(number)));
    const texts = await pacedFilter(files, (file) => configRank(file) === -1);
    const entries = known.splits.flatMap(({ split, entry }) => entryPlaces(entry, known).map((place) => ({ split, place })));
    await readLists(texts, entries, into);
    let done = 0;
    for await (const read of readTexts(texts, signal)) {
      if (!isPictureList(read)) await readLabelFile(read, { config: known, entries }, into);
      sink.progress(++done / texts.length);
    }
    await readUnlabelled(entries, into);
  },
};

/** A folder or a list of pictures of a split, absolute. */
interface SplitEntry {
  readonly split: string;
  readonly place: string;
}

const isPictureList = (read: ReadText): boolean =>
  read.text !== null && looksLikePictureList(read.file, read.text.slice(0, 4096));

/** `train.txt`, `val2017.txt`; null: named for no split. */
function splitOfListName(path: string): string | null {
  const [, name] = /(?:^|[/\\])([a-z_-]+)\d*\.txt$/i.exec(path) ?? [];
  return name === undefined ? null : splitOfName(name);
}

async function readLists(files: readonly LabelFile[], entries: readonly SplitEntry[], into: ReadLabels) {
  const { folder, sink, signal } = into;
  const splitOfList = (path: string): string | null =>
    entries.find(({ place }) => place === path)?.split ?? splitOfListName(path);
  const lists = await pacedFilter(files, ({ path }) => splitOfList(path) !== null);
  for await (const read of readTexts(lists, signal)) {
    if (read.text === null || !isPictureList(read)) continue;
    const said = { size: null, isShown: true, isLookedAt: false, split: splitOfList(read.file.path) };
    for (const line of read.text.split(/\r?\n/)) {
      const name = line.trim();
      if (name === '') continue;
      const beside = relative(folder, join(dirname(read.file.path), name)).replaceAll('\\', '/');
      await sink.image({ paths: beside.startsWith('../') ? [name] : [beside, name], ...said });
    }
  }
}

/** Pictures in the folder of a split: whether or not there is a file of labels for them, they are in it. */
async function readUnlabelled(entries: readonly SplitEntry[], { folder, sink, samples }: ReadLabels): Promise<void> {
  if (entries.length === 0) return;
  for (const path of samples) {
    const split = splitOf(join(folder, path), entries);
    if (split !== null) await sink.image({ paths: [path], size: null, isShown: true, isLookedAt: false, split });
  }
}

/** Of the entry that a picture lies in. */
function splitOf(path: string, entries: readonly SplitEntry[]): string | null {
  return entries.find(({ place }) => path.startsWith(place.endsWith(sep) ? place : `${place}${sep}`))?.split ?? null;
}

interface Known {
  readonly config: YoloConfig;
  readonly entries: readonly SplitEntry[];
}

async function readLabelFile({ file, text, problem }: ReadText, { config, entries }: Known, { folder, sink }: ReadLabels) {
  const shown = relative(folder, file.path);
  if (text === null) {
    sink.problem('bad-file', `${shown}: ${problem}`);
    return;
  }
  const pictures = imagesPath(file.path) ?? file.path;
  const split = splitOf(pictures, entries) ?? splitOfFolders(shown);
  const image = await sink.image({ paths: picturePaths(file.path, folder), size: null, isShown: true, split });
  if (image !== null && text.trim() !== '') await readRows(text, shown, image, config, sink);
}

async function readRows(text: string, shown: string, { id, size }: KnownImage, config: YoloConfig, sink: LabelSink) {
  if (size === null) {
    sink.problem('no-size', shown);
    return;
  }
  for (const [place, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const row = parseYoloRow(line);
    const box = row && boxOfRow(row, size, config.keypoints);
    if (box === null) sink.problem('bad-box', `${shown}, line ${place + 1}: ${line.slice(0, 80)}`);
    else await sink.box(id, { class: config.names.get(row?.classNumber ?? 0) || String(row?.classNumber), ...box });
  }
}
