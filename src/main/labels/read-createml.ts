import { basename, dirname, join, relative } from 'node:path';
import { readJsonElements } from '../predictions/read-json-elements.ts';
import { field } from './coco-annotation.ts';
import { splitOfFile } from './coco-places.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { type FoundBox, placeOf } from './label-sink.ts';
import { oneSet, readEachFile } from './read-each-file.ts';

/** JSON files that are opened; datasets have a handful. */
const MOST_JSON = 200;
const INTERPRETED = new Set(['label', 'coordinates']);

/** CreateML: a JSON list of pictures, each with its objects; x and y are an object's centre, as Apple defines them. */
export const createMlReader: LabelReader = {
  format: 'createml',
  async find({ root, named, headOf }) {
    const found: LabelFile[] = [];
    const json = (await named(/\.json$/i)).slice(0, MOST_JSON);
    for (const file of json) if (looksLikeCreateMl(await headOf(file))) found.push(file);
    return oneSet('createml', found, root);
  },
  async read({ files }, into) {
    await readEachFile(files, into, ({ path }, one) => readFile(path, one));
  },
};

function looksLikeCreateMl(head: string): boolean {
  return /^\s*\[\s*\{/.test(head) && /"(?:image|imagefilename)"\s*:\s*"/.test(head) && /"annotations?"\s*:\s*\[/.test(head);
}

async function readFile(file: string, { folder, sink, signal }: ReadLabels): Promise<void> {
  const split = splitOfFile(file);
  for await (const { elements, share } of readJsonElements(file, signal)) {
    for (const { place, value } of elements) {
      const name = field(value, 'image') ?? field(value, 'imagefilename');
      const said = field(value, 'annotations') ?? field(value, 'annotation');
      if (typeof name !== 'string' || !Array.isArray(said)) {
        sink.problem('missing-path', `${basename(file)}, element ${place}`);
        continue;
      }
      const beside = relative(folder, join(dirname(file), name)).replaceAll('\\', '/');
      const label = said.map(wholeLabel).find((one) => one !== null) ?? null;
      const image = await sink.image({ paths: beside.startsWith('../') ? [name] : [beside, name], size: null, split, label });
      if (image === null) continue;
      for (const one of said.filter((object) => wholeLabel(object) === null)) {
        const box = boxOf(one);
        if (box === null) sink.problem('bad-box', `${name}: no label, or no four numbers`);
        else await sink.box(image.id, box);
      }
    }
    sink.progress(share);
  }
}

/** A label without coordinates is of the whole picture. */
function wholeLabel(object: unknown): string | null {
  const label = field(object, 'label');
  return typeof label === 'string' && field(object, 'coordinates') === undefined ? label : null;
}

function boxOf(object: unknown): FoundBox | null {
  const [label, at] = [field(object, 'label'), field(object, 'coordinates')];
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((key) => Number(field(at, key)));
  if (typeof label !== 'string' || x === undefined || y === undefined || width === undefined || height === undefined) return null;
  const place = placeOf([x - width / 2, y - height / 2, width, height]);
  const rest = Object.entries(object ?? {}).filter(([key]) => !INTERPRETED.has(key));
  return place && { class: label, place, isCrowd: false, area: null, extra: rest.length === 0 ? null : Object.fromEntries(rest) };
}
