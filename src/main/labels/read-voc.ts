import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { byPath, type LabelFile, type LabelReader } from './label-reader.ts';
import type { FoundBox, LabelSink } from './label-sink.ts';
import { placeOf } from './label-sink.ts';
import { readXml, type XmlElement, XmlProblem } from './read-xml.ts';

/** Longer files are no annotations of one picture. */
const MOST_XML_BYTES = 16 * 1024 * 1024;
const INTERPRETED = new Set(['name', 'bndbox']);
/** Files of a folder that are opened to learn what all of them are. */
const LOOKED_AT = 3;
const SPLITS = ['train', 'val', 'test'] as const;

export interface VocAnnotation {
  readonly fileName: string | null;
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly boxes: readonly FoundBox[];
  /** Objects without a box that can be read. */
  readonly badBoxes: readonly string[];
}

/** Corners as they are written: whether they count from 0 or 1 is not told. @returns null where it is another document @throws {XmlProblem} */
export function parseVoc(text: string): VocAnnotation | null {
  const root = readXml(text);
  if (root.name !== 'annotation') return null;
  const size = childOf(root, 'size');
  const [width, height] = [numberIn(size, 'width'), numberIn(size, 'height')];
  const boxes: FoundBox[] = [];
  const badBoxes: string[] = [];
  for (const object of root.children.filter(({ name }) => name === 'object')) {
    const name = childOf(object, 'name')?.text ?? '';
    const corners = childOf(object, 'bndbox');
    const [left, top] = [numberIn(corners, 'xmin'), numberIn(corners, 'ymin')];
    const place = placeOf([left, top, numberIn(corners, 'xmax') - left, numberIn(corners, 'ymax') - top]);
    if (name === '' || place === null) badBoxes.push(name === '' ? 'an object without a name' : `"${name}" without four numbers`);
    else boxes.push({ class: name, place, isCrowd: false, area: null, extra: extraOf(object) });
  }
  return {
    fileName: childOf(root, 'filename')?.text || null,
    size: width > 0 && height > 0 ? { width, height } : null,
    boxes,
    badBoxes,
  };
}

/** Pascal VOC: an XML file a picture, and lists of the files of each split beside their folder. */
export const vocReader: LabelReader = {
  format: 'voc',
  async find({ root, files, headOf }) {
    const found: LabelFile[] = [];
    const xml = files.filter(isXml);
    for (const [, some = []] of Map.groupBy(xml, ({ path }) => dirname(path))) {
      const heads = await Promise.all(some.slice(0, LOOKED_AT).map(headOf));
      if (heads.some((head) => /<annotation[\s>]/.test(head.slice(0, 1000)))) found.push(...some);
    }
    if (found.length === 0) return [];
    const folders = [...new Set(found.map(({ path }) => dirname(path)))];
    const lists = (await Promise.all(folders.map((one) => splitLists(dirname(one))))).flat();
    return [{ format: 'voc', files: byPath([...found, ...lists]), origin: folders.length === 1 ? (folders[0] ?? root) : root }];
  },
  async read({ files }, { folder, sink }) {
    const annotations = files.filter(isXml);
    const splitOf = await splitsOf(files.filter((file) => !isXml(file)));
    for (const [place, labelFile] of annotations.entries()) {
      const { path: file } = labelFile;
      const shown = relative(folder, file);
      const annotation = await readAnnotation(labelFile, shown, sink);
      if (annotation !== null) {
        const stem = basename(file, extname(file));
        const paths = pathsOf(file, folder, annotation.fileName, stem);
        const image = await sink.image({ paths, size: annotation.size, split: splitOf.get(stem) ?? null });
        for (const bad of annotation.badBoxes) sink.problem('bad-box', `${shown}: ${bad}`);
        if (image !== null) for (const box of annotation.boxes) await sink.box(image.id, box);
      }
      sink.progress((place + 1) / annotations.length);
    }
  },
};

const isXml = ({ path }: LabelFile): boolean => /\.xml$/i.test(path);

async function splitLists(root: string): Promise<readonly LabelFile[]> {
  const found: LabelFile[] = [];
  for (const split of SPLITS) {
    const path = join(root, 'ImageSets', 'Main', `${split}.txt`);
    const stats = await stat(path).catch(() => null);
    if (stats?.isFile() === true) found.push({ path, sizeBytes: stats.size, mtimeMs: stats.mtimeMs });
  }
  return found;
}

/** The split of files' names without extension, as lists of them say, one a line. */
async function splitsOf(lists: readonly LabelFile[]): Promise<ReadonlyMap<string, string>> {
  const splits = new Map<string, string>();
  for (const { path } of lists) {
    const split = basename(path, extname(path));
    for (const line of (await readFile(path, 'utf8')).split(/\r?\n/)) {
      const [stem = ''] = line.trim().split(/\s+/);
      if (stem !== '') splits.set(stem, split);
    }
  }
  return splits;
}

async function readAnnotation({ path, sizeBytes }: LabelFile, shown: string, sink: LabelSink): Promise<VocAnnotation | null> {
  if (sizeBytes > MOST_XML_BYTES) {
    sink.problem('bad-file', `${shown}: ${sizeBytes} bytes; annotations of one picture are smaller`);
    return null;
  }
  try {
    return parseVoc(await readFile(path, 'utf8'));
  } catch (error) {
    // One bad file among thousands is counted; the others are read.
    const isKnown = error instanceof XmlProblem || (error instanceof Error && 'code' in error);
    if (!isKnown) throw error;
    sink.problem('bad-file', `${shown}: ${error.message}`);
    return null;
  }
}

/** Beside the annotations as VOC lays them out, in the same folder, or anywhere by its name. */
function pathsOf(file: string, folder: string, fileName: string | null, stem: string): readonly string[] {
  const beside = dirname(file);
  const places = [join(beside, '..', 'JPEGImages'), join(beside, '..', 'images'), beside].map((one) => relative(folder, one));
  const names = fileName === null ? [stem] : [fileName.replaceAll('\\', '/'), stem];
  const named = places.flatMap((place) => names.map((name) => join(place, name).replaceAll('\\', '/')));
  return [...named.filter((path) => !path.startsWith('../')), ...names];
}

function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

function numberIn(element: XmlElement | undefined, name: string): number {
  const text = childOf(element, name)?.text ?? '';
  return text === '' ? Number.NaN : Number(text);
}

function extraOf(object: XmlElement): FoundBox['extra'] {
  const rest = object.children.filter(({ name }) => !INTERPRETED.has(name));
  return rest.length === 0 ? null : asRecord(rest);
}

/** Repeated names become lists. */
function asRecord(elements: readonly XmlElement[]): Readonly<Record<string, unknown>> {
  const values = new Map<string, unknown[]>();
  for (const { name, text, children } of elements) {
    values.set(name, [...(values.get(name) ?? []), children.length === 0 ? text : asRecord(children)]);
  }
  return Object.fromEntries([...values].map(([name, list]) => [name, list.length === 1 ? list[0] : list]));
}
