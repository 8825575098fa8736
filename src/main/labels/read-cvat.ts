import { basename, dirname, join } from 'node:path';
import type { FieldValue } from '../../shared/label-files.ts';
import { splitInName, splitOfName } from '../dataset/layout.ts';
import { safeFolderName } from '../exporters/safe-names.ts';
import { attributesOf, cvatBox, cvatExtra } from './cvat-shape.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import type { FoundBox, KnownImage } from './label-sink.ts';
import { namedPaths } from './named-paths.ts';
import { pictureClasses } from './picture-classes.ts';
import { oneSet, readEachFile } from './read-each-file.ts';
import type { XmlElement } from './read-xml.ts';
import { readXmlElements } from './read-xml-elements.ts';

const NOTHING: ReadonlySet<string> = new Set();
type Size = NonNullable<Parameters<ReadLabels['sink']['image']>[0]['size']>;

/**
 * CVAT 1.1, for images and for video: one XML file for a task, a job or a whole project. Its places are in the picture as it is
 * shown: CVAT turns pictures by their EXIF orientation when a task is made.
 */
export const cvatReader: LabelReader = {
  format: 'cvat',
  async find({ root, named, headOf }) {
    const found: LabelFile[] = [];
    for (const file of await named(/\.xml$/i)) {
      if (/^[^<]*(?:<[?!][^>]*>\s*)*<annotations[\s>]/.test((await headOf(file)).slice(0, 2000))) found.push(file);
    }
    return oneSet('cvat', found, root);
  },
  async read({ files }, into) {
    await readEachFile(files, into, ({ path }, one) => readCvat(path, one));
  },
};

/** @throws {WinnowError} bad_predictions; AbortError */
async function readCvat(file: string, into: ReadLabels): Promise<void> {
  const frames = createFrames(file, into);
  for await (const { elements, share } of readXmlElements(file, into.signal)) {
    for (const element of elements) {
      if (element.name === 'meta') {
        into.sink.classes(classesIn(element));
        frames.setSize(sizeIn(element));
      } else if (element.name === 'image') await readImage(file, element, into);
      else if (element.name === 'track') await readTrack(element, frames, into);
    }
    into.sink.progress(share);
  }
}

async function readImage(file: string, { attributes, children }: XmlElement, { folder, sink }: ReadLabels): Promise<void> {
  const { name = '', subset = '', width, height } = attributes;
  if (name === '') {
    sink.problem('missing-path', `${basename(file)}: an image without a name`);
    return;
  }
  const split =
    subset === '' ? splitInName(basename(file)) : subset.toLowerCase() === 'default' ? null : (splitOfName(subset) ?? subset);
  const tags = children.filter((child) => child.name === 'tag');
  const shapes = children.filter((child) => child.name !== 'tag');
  const boxes = shapes.map((shape) => cvatBox(shape, shape.attributes.label ?? ''));
  const classes = pictureClasses(tags.map((tag) => tag.attributes.label ?? ''));
  const image = await sink.image({
    paths: namedPaths(folder, basesOf(file, subset), name),
    size: sizeOf(Number(width), Number(height)),
    isShown: true,
    // CVAT lists every picture of a task, whether or not anybody came to it; Winnow writes where somebody did.
    isLookedAt: shapes.length > 0 || attributes.found_empty === '1',
    split,
    label: classes.label,
    fields: { ...classes.fields, ...tagFields(tags), ...shapeFields(shapes.filter((_, place) => boxes[place] === null)) },
  });
  for (const box of boxes) await tellBox(box, name, image, sink);
}

async function tellBox(
  box: FoundBox | null | 'bad',
  of: string,
  image: KnownImage | null,
  sink: ReadLabels['sink'],
): Promise<void> {
  if (box === 'bad') sink.problem('bad-box', `${of}: a shape without the numbers of its kind`);
  else if (box !== null && image !== null) await sink.box(image.id, box);
}

/** Of each frame that it is seen in, a box. */
async function readTrack({ attributes, children }: XmlElement, frames: Frames, { sink }: ReadLabels): Promise<void> {
  const { label = '', id = '' } = attributes;
  for (const shape of children) {
    if (shape.attributes.outside === '1') continue;
    const box = cvatBox(shape, label);
    const said = { ...(cvatExtra(shape, NOTHING) ?? {}), label, track: id };
    const image = await frames.find(shape.attributes.frame ?? '', box === null ? { shapes: JSON.stringify([said]) } : {});
    const extra = box === null || box === 'bad' ? null : { ...box.extra, track: id };
    await tellBox(box === null || box === 'bad' ? box : { ...box, extra }, `frame ${shape.attributes.frame}`, image, sink);
  }
}

interface Frames {
  setSize(size: Size | null): void;
  find(frame: string, fields: Readonly<Record<string, FieldValue>>): Promise<KnownImage | null>;
}

/** Frames of a video are files that CVAT calls by their number. */
function createFrames(file: string, { folder, sink }: ReadLabels): Frames {
  const known = new Map<string, KnownImage | null>();
  let size: Size | null = null;
  return {
    setSize: (given) => {
      size = given;
    },
    async find(frame, fields) {
      const found = known.get(frame);
      if (found !== undefined && Object.keys(fields).length === 0) return found;
      const paths = namedPaths(folder, basesOf(file, ''), `frame_${frame.padStart(6, '0')}`);
      const image = await sink.image({ paths, size, isShown: true, split: splitInName(basename(file)), fields });
      known.set(frame, image);
      return image;
    },
  };
}

function basesOf(file: string, subset: string): readonly string[] {
  const here = dirname(file);
  const images = join(here, 'images');
  if (subset === '') return [images, here];
  const folders = [...new Set([subset, safeFolderName(subset)])];
  return [...folders.flatMap((name) => [join(images, name), join(here, name)]), images, here];
}

/** Labels of a task, a job or a project. */
function classesIn(meta: XmlElement): readonly string[] {
  const lists = meta.children.flatMap(({ children }) => children.filter(({ name }) => name === 'labels'));
  const labels = lists.flatMap(({ children }) => children.filter(({ name }) => name === 'label'));
  return labels.flatMap(({ children }) => children.filter(({ name }) => name === 'name').map(({ text }) => text));
}

/** Of a video's frames. */
function sizeIn(meta: XmlElement): Size | null {
  const size = meta.children.flatMap(({ children }) => children).find(({ name }) => name === 'original_size');
  const of = (wanted: string): number => Number(size?.children.find(({ name }) => name === wanted)?.text);
  return sizeOf(of('width'), of('height'));
}

const sizeOf = (width: number, height: number): Size | null => (width > 0 && height > 0 ? { width, height } : null);

/** Attributes of tags; {}: they have none. */
function tagFields(tags: readonly XmlElement[]): Readonly<Record<string, FieldValue>> {
  const said = tags.map((tag) => ({ label: tag.attributes.label, attributes: attributesOf(tag) }));
  return said.some(({ attributes }) => attributes !== null) ? { tags: JSON.stringify(said) } : {};
}

/** Shapes that are no boxes of a class. */
function shapeFields(shapes: readonly XmlElement[]): Readonly<Record<string, FieldValue>> {
  return shapes.length === 0 ? {} : { shapes: JSON.stringify(shapes.map((shape) => cvatExtra(shape, NOTHING))) };
}
