import { basename, dirname, extname, join, relative } from 'node:path';
import type { BoxPlace } from '../../shared/box.ts';
import { filesLike } from './files-like.ts';
import type { LabelReader, ReadLabels } from './label-reader.ts';
import { type FoundBox, placeOf } from './label-sink.ts';
import { namedPaths } from './named-paths.ts';
import { boxAround } from './outline.ts';
import { oneSet } from './read-each-file.ts';
import { readTexts } from './read-texts.ts';
import { readXml, type XmlElement, XmlProblem } from './read-xml.ts';
import { asRecord, childOf, numberIn } from './xml-parts.ts';

const INTERPRETED = new Set(['name', 'deleted']);

/**
 * XML files of the older LabelMe, the web tool: `Annotations/<folder>/<name>.xml` of `Images/<folder>/<name>`. Outlines become boxes
 * and are kept; objects that the annotators deleted are passed over.
 */
export const labelMeXmlReader: LabelReader = {
  format: 'labelme-xml',
  async find({ root, named, headOf }) {
    const isOne = (head: string): boolean =>
      /<annotation[\s>]/.test(head) && /<(?:polygon|segm|imagesize|deleted)>/.test(head) && !/<bndbox>/.test(head);
    const found = await filesLike({ files: await named(/\.xml$/i), headOf, isOne });
    return oneSet('labelme-xml', found, root);
  },
  async read({ files }, { folder, sink, signal }) {
    let done = 0;
    for await (const { file, text, problem } of readTexts(files, signal)) {
      const root = text === null ? problem : parsed(text);
      if (typeof root === 'string') sink.problem('bad-file', `${relative(folder, file.path)}: ${root}`);
      else await tell(root, file.path, { folder, sink });
      sink.progress(++done / files.length);
    }
  },
};

/** @returns what is wrong where it is none */
function parsed(text: string): XmlElement | string {
  try {
    const root = readXml(text);
    return root.name === 'annotation' ? root : `expected <annotation>, found <${root.name}>`;
  } catch (error) {
    if (error instanceof XmlProblem) return error.message;
    throw error;
  }
}

async function tell(root: XmlElement, file: string, { folder, sink }: Pick<ReadLabels, 'folder' | 'sink'>): Promise<void> {
  const size = childOf(root, 'imagesize');
  const [width, height] = [numberIn(size, 'ncols'), numberIn(size, 'nrows')];
  const said = { folder: childOf(root, 'folder')?.text ?? '', name: childOf(root, 'filename')?.text ?? '' };
  const here = dirname(file);
  const stem = basename(file, extname(file));
  const bases = [join(here, '..', 'Images', said.folder), join(here, '..', '..', 'Images', said.folder), here];
  const image = await sink.image({
    paths: [...namedPaths(folder, bases, said.name || stem), stem],
    size: width > 0 && height > 0 ? { width, height } : null,
    split: null,
  });
  for (const object of root.children.filter(({ name }) => name === 'object')) {
    if (childOf(object, 'deleted')?.text === '1') continue;
    const box = boxOf(object);
    if (box === null) sink.problem('bad-box', `${stem}: an object without a name or an outline`);
    else if (image !== null) await sink.box(image.id, box);
  }
}

function boxOf(object: XmlElement): FoundBox | null {
  const name = childOf(object, 'name')?.text ?? '';
  const place = outlinePlace(childOf(object, 'polygon')) ?? segmentPlace(childOf(object, 'segm'));
  if (name === '' || place === null) return null;
  return {
    class: name,
    place,
    isCrowd: false,
    area: null,
    extra: asRecord(object.children.filter((child) => !INTERPRETED.has(child.name))),
  };
}

function outlinePlace(polygon: XmlElement | undefined): BoxPlace | null {
  const points = (polygon?.children ?? []).filter(({ name }) => name === 'pt');
  return boxAround(points.flatMap((point) => [numberIn(point, 'x'), numberIn(point, 'y')]));
}

function segmentPlace(segment: XmlElement | undefined): BoxPlace | null {
  const box = childOf(segment, 'box');
  const [left, top] = [numberIn(box, 'xmin'), numberIn(box, 'ymin')];
  return placeOf([left, top, numberIn(box, 'xmax') - left, numberIn(box, 'ymax') - top]);
}
