import { basename, dirname, extname, join } from 'node:path';
import type { FieldValue } from '../../shared/label-files.ts';
import { splitOfName } from '../dataset/layout.ts';
import { readJsonElements } from '../predictions/read-json-elements.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { type FoundBox, placeOf } from './label-sink.ts';
import { namedPaths } from './named-paths.ts';
import { boxAround } from './outline.ts';
import { pictureClasses } from './picture-classes.ts';
import { oneSet, readEachFile } from './read-each-file.ts';

/** JSON files that are opened; datasets have one a split. */
const MOST_JSON = 200;
const BOX_KEYS = new Set(['type', 'label_id', 'bbox', 'id']);
/** What else a dataset has of a picture but where it is. */
const ITEM_KEYS = new Set(['id', 'annotations', 'image', 'media', 'attr']);

type Annotation = Readonly<Record<string, unknown>>;

/** Datumaro's own JSON, a file for each split: `annotations/train.json` of `images/train/…`. */
export const datumaroReader: LabelReader = {
  format: 'datumaro',
  async find({ root, named, headOf }) {
    const found: LabelFile[] = [];
    const json = (await named(/\.json$/i)).slice(0, MOST_JSON);
    for (const file of json) if (looksLikeDatumaro(await headOf(file))) found.push(file);
    return oneSet('datumaro', found, root);
  },
  async read({ files }, into) {
    await readEachFile(files, into, ({ path }, one) => readDatumaro(path, one));
  },
};

function looksLikeDatumaro(head: string): boolean {
  return /^\s*\{\s*"(?:dm_format_version|media_type|infos|categories)"/.test(head) && /"categories"\s*:\s*\{/.test(head);
}

/** @throws {WinnowError} bad_predictions; AbortError */
async function readDatumaro(file: string, { folder, sink, signal }: ReadLabels): Promise<void> {
  const classes = await readClasses(file, signal);
  const subset = basename(file, extname(file));
  const split = subset === 'default' ? null : (splitOfName(subset) ?? subset);
  const above = dirname(dirname(file));
  sink.classes(classes);
  for await (const { elements, share } of readJsonElements(file, signal, new Set(['items']))) {
    for (const { value, place } of elements) {
      const media = field(value, 'image') ?? field(value, 'media');
      const id = field(value, 'id');
      const name = [field(media, 'path'), id].find((one) => typeof one === 'string' && one !== '');
      if (typeof name !== 'string') {
        sink.problem('missing-path', `${basename(file)}, item ${place}`);
        continue;
      }
      const bases = [join(above, 'images', subset), join(above, 'images'), above, dirname(file)];
      const said = asList(field(value, 'annotations'));
      const image = await sink.image({
        paths: namedPaths(folder, bases, name),
        size: sizeOf(media),
        split,
        ...wholeOf(value, said, classes),
      });
      for (const one of said) {
        const box = boxOf(one, classes);
        if (box === 'bad') sink.problem('bad-box', `${name}: ${String(one.type)} without its numbers`);
        else if (box !== null && image !== null) await sink.box(image.id, box);
      }
    }
    sink.progress(share);
  }
}

/** Names of classes by their number; they stand before the items. */
async function readClasses(file: string, signal: AbortSignal): Promise<readonly string[]> {
  for await (const { elements } of readJsonElements(file, signal)) {
    const categories = elements.find(({ key }) => key === 'categories')?.value;
    if (categories === undefined) continue;
    return asList(field(field(categories, 'label'), 'labels')).map((one) => String(one.name));
  }
  return [];
}

/** What an item says of the whole picture: classes, captions, shapes that are no boxes, and whatever it has beside. */
function wholeOf(item: unknown, said: readonly Annotation[], classes: readonly string[]) {
  const whole = pictureClasses(said.filter(({ type }) => type === 'label').map((one) => nameOf(one, classes) ?? ''));
  const captions = said.filter(({ type }) => type === 'caption').map(({ caption }) => String(caption));
  const others = said.filter((one) => one.type !== 'label' && one.type !== 'caption' && boxOf(one, classes) === null);
  const rest = Object.entries({ ...asObject(field(item, 'attr')), ...asObject(item) }).filter(([key]) => !ITEM_KEYS.has(key));
  const fields: Readonly<Record<string, FieldValue>> = {
    ...Object.fromEntries(rest.map(([key, value]) => [key, asField(value)])),
    ...whole.fields,
    ...(captions.length > 0 && { caption: captions.length === 1 ? (captions[0] ?? '') : JSON.stringify(captions) }),
    ...(others.length > 0 && { shapes: JSON.stringify(others) }),
  };
  // Classes and captions alone are about the whole picture.
  const isLookedAt = said.length === 0 || said.some(({ type }) => type !== 'label' && type !== 'caption');
  return { label: whole.label, fields, isLookedAt };
}

/** @returns null where it is no area of a class; 'bad' where its numbers are none */
function boxOf(one: Annotation, classes: readonly string[]): FoundBox | null | 'bad' {
  const name = nameOf(one, classes);
  if (name === null || (one.type !== 'bbox' && one.type !== 'polygon')) return null;
  const place = one.type === 'bbox' ? placeOf(asNumbers(one.bbox)) : boxAround(asNumbers(one.points));
  if (place === null) return 'bad';
  const rest = Object.entries(one).filter(([key]) => !BOX_KEYS.has(key));
  const attributes = asObject(one.attributes);
  const isCrowd = attributes.is_crowd === true;
  return { class: name, place, isCrowd, area: null, extra: rest.length === 0 ? null : Object.fromEntries(rest) };
}

/** A class that is not listed is called by its number. */
function nameOf({ label_id: id }: Annotation, classes: readonly string[]): string | null {
  return typeof id === 'number' ? (classes[id] ?? String(id)) : null;
}

function sizeOf(media: unknown): { readonly width: number; readonly height: number } | null {
  const [height, width] = asNumbers(field(media, 'size'));
  return typeof height === 'number' && typeof width === 'number' ? { width, height } : null;
}

const asField = (value: unknown): FieldValue =>
  typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
const asNumbers = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const asObject = (value: unknown): Annotation => (typeof value === 'object' && value !== null ? { ...value } : {});
const asList = (value: unknown): readonly Annotation[] => (Array.isArray(value) ? value.map(asObject) : []);

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
