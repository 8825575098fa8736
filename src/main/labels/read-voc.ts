import { basename, dirname, extname, join, relative } from 'node:path';
import { type LabelFile, type LabelReader, manyByPath, type ReadLabels } from './label-reader.ts';
import type { LabelSink } from './label-sink.ts';
import { pacedFilter, pacedGroups } from './paced-filter.ts';
import { splitOfFolders } from './picture-paths.ts';
import { type ReadText, readTexts } from './read-texts.ts';
import { XmlProblem } from './read-xml.ts';
import { parseVoc, type VocAnnotation } from './voc-annotation.ts';
import { findVocLists, readVocLists, type VocLists } from './voc-lists.ts';

/** Files of a folder that are opened to learn what all of them are. */
const LOOKED_AT = 3;

/**
 * Pascal VOC: an XML file a picture, and lists of the files of each split beside their folder. Where lists for each class name
 * pictures without annotations, these are of the whole picture.
 */
export const vocReader: LabelReader = {
  format: 'voc',
  async find({ root, files, named, headOf }) {
    const found: LabelFile[] = [];
    const xml = await named(/\.xml$/i);
    for (const some of (await pacedGroups(xml, ({ path }) => dirname(path))).values()) {
      const heads = await Promise.all(some.slice(0, LOOKED_AT).map(headOf));
      if (heads.some((head) => /<annotation[\s>]/.test(head.slice(0, 1000)))) for (const file of some) found.push(file);
    }
    const folders = [...(await pacedGroups(found, ({ path }) => dirname(path))).keys()];
    const listed = (await pacedFilter(files, (file) => rootOfList(file) !== null)).map(rootOfList);
    const roots = new Set([...folders.map(dirname), ...listed.filter((one) => one !== null)]);
    const lists = (await Promise.all([...roots].map(findVocLists))).flat();
    if (found.length === 0 && lists.every(({ path }) => !/_[a-z]+\.txt$/.test(path))) return [];
    const [only = root] = folders;
    return [{ format: 'voc', files: await manyByPath([...found, ...lists]), origin: folders.length === 1 ? only : root }];
  },
  async read({ files }, into) {
    const annotations = files.filter(isXml);
    const stems = new Set(annotations.map(({ path }) => stemOf(path)));
    const lists = await readVocLists(
      files.filter((file) => !isXml(file)),
      (stem) => stems.has(stem),
      into.signal,
    );
    let done = 0;
    for await (const read of readTexts(annotations, into.signal)) {
      await readOne(read, lists, into);
      into.sink.progress(++done / annotations.length);
    }
    await readListed(lists, stems, into.sink);
  },
};

const isXml = ({ path }: LabelFile): boolean => /\.xml$/i.test(path);

/** What lists call a picture: its name without extension, with the folders below `Annotations`. */
function stemOf(path: string): string {
  const [, inside] = /^.*[/\\]Annotations[/\\](.+)\.xml$/.exec(path) ?? [];
  return inside?.replaceAll('\\', '/') ?? basename(path, extname(path));
}

/** Above `ImageSets`, of a list in it; null: it is another file. */
function rootOfList({ path }: LabelFile): string | null {
  const [, root = null] = /^(.*)[/\\]ImageSets[/\\]Main[/\\][^/\\]+\.txt$/.exec(path) ?? [];
  return root;
}

async function readOne(read: ReadText, lists: VocLists, { folder, sink }: ReadLabels): Promise<void> {
  const { path } = read.file;
  const shown = relative(folder, path);
  const annotation = parsed(read, shown, sink);
  if (annotation === null) return;
  const { fileName, size, isShown, fields } = annotation;
  const split = lists.splits.get(stemOf(path)) ?? splitOfFolders(shown);
  const image = await sink.image({ paths: pathsOf(path, folder, fileName), size, isShown, split, fields });
  for (const bad of annotation.badBoxes) sink.problem('bad-box', `${shown}: ${bad}`);
  if (image !== null) for (const box of annotation.boxes) await sink.box(image.id, box);
}

/** One bad file among thousands is counted; the others are read. */
function parsed({ text, problem }: ReadText, shown: string, sink: LabelSink): VocAnnotation | null {
  try {
    if (text !== null) return parseVoc(text);
    sink.problem('bad-file', `${shown}: ${problem}`);
  } catch (error) {
    if (!(error instanceof XmlProblem)) throw error;
    sink.problem('bad-file', `${shown}: ${error.message}`);
  }
  return null;
}

/** Pictures that have no annotations, of which lists say the split or the class. */
async function readListed({ splits, classes }: VocLists, annotated: ReadonlySet<string>, sink: LabelSink): Promise<void> {
  for (const stem of new Set([...splits.keys(), ...classes.keys()])) {
    if (annotated.has(stem)) continue;
    const [label = null, ...others] = classes.get(stem) ?? [];
    const fields = others.length > 0 ? { labels: JSON.stringify([label, ...others]) } : {};
    const said = { size: null, split: splits.get(stem) ?? null, label, fields, isLookedAt: false };
    await sink.image({ paths: [`JPEGImages/${stem}`, stem], ...said });
  }
}

/** Beside the annotations as VOC lays them out, in the same folder, or anywhere by its name. */
function pathsOf(file: string, folder: string, fileName: string | null): readonly string[] {
  const beside = dirname(file);
  const places = [join(beside, '..', 'JPEGImages'), join(beside, '..', 'images'), beside].map((one) => relative(folder, one));
  const names = fileName === null ? [stemOf(file)] : [fileName.replaceAll('\\', '/'), stemOf(file)];
  const named = places.flatMap((place) => names.map((name) => join(place, name).replaceAll('\\', '/')));
  return [...named.filter((path) => !path.startsWith('../')), ...names];
}
