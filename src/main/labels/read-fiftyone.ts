import { basename, dirname, join, relative } from 'node:path';
import { splitInName, splitOfName } from '../dataset/layout.ts';
import { type JsonElement, readJsonElements } from '../predictions/read-json-elements.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { type FoundBox, type KnownImage, placeOf } from './label-sink.ts';
import { oneSet, readEachFile } from './read-each-file.ts';

const EXTENSIONS = ['.jpg', '.png', ''];

/** FiftyOne's image classification and image detection datasets: `labels.json` beside the folder `data` of the pictures. */
export const fiftyoneReader: LabelReader = {
  format: 'fiftyone',
  async find({ named, headOf, root }) {
    const found: LabelFile[] = [];
    for (const file of await named(/(?:^|[/\\])labels[^/\\]*\.json$/i)) {
      if (looksLikeFiftyone(await headOf(file))) found.push(file);
    }
    return oneSet('fiftyone', found, root);
  },
  async read({ files }, into) {
    await readEachFile(files, into, ({ path }, one) => readLabelsJson(path, one));
  },
};

const OF_LABELS: ReadonlySet<string> = new Set(['labels']);

/** `{"classes": [names] or null, "labels": {picture: class, place of a class, list of boxes, or null}}` */
function looksLikeFiftyone(head: string): boolean {
  return /^\s*\{\s*(?:"classes"\s*:\s*(?:\[\s*(?:"|\])|null)|"labels"\s*:\s*\{)/.test(head) && !/"images"\s*:\s*\[/.test(head);
}

async function readLabelsJson(file: string, { folder, sink, signal }: ReadLabels): Promise<void> {
  const split = splitInName(basename(file)) ?? splitOfName(basename(dirname(file)));
  const classes: string[] = [];
  for await (const { elements } of readJsonElements(file, signal, new Set(['classes']))) {
    for (const { value } of elements) classes.push(String(value));
  }
  if (classes.length > 0) sink.classes(classes);
  const className = (value: unknown): string => (typeof value === 'number' ? (classes[value] ?? String(value)) : String(value));
  for await (const { elements, share } of readJsonElements(file, signal, OF_LABELS, OF_LABELS)) {
    for (const element of elements) await readPicture(element);
    sink.progress(share);
  }

  async function readPicture({ key, value }: JsonElement): Promise<void> {
    const name = key ?? '';
    // Names lack their extension; with the usual ones they are found whatever they end with.
    const names = ['data', '.'].flatMap((below) => EXTENSIONS.map((extension) => join(dirname(file), below, name + extension)));
    const paths = names.map((path) => relative(folder, path).replaceAll('\\', '/'));
    const label = typeof value === 'string' || typeof value === 'number' ? className(value) : null;
    const image = await sink.image({
      paths: [...paths.filter((path) => !path.startsWith('..')), name],
      size: null,
      split,
      label,
      isLookedAt: Array.isArray(value),
    });
    if (Array.isArray(value) && image !== null) for (const one of value as readonly unknown[]) await readBox(name, image, one);
  }

  async function readBox(name: string, image: KnownImage, value: unknown): Promise<void> {
    const box = image.size === null ? null : boxOf(value, image.size, className);
    if (image.size === null) sink.problem('no-size', name);
    else if (box === null) sink.problem('bad-box', `${name}: no "bounding_box" of four numbers`);
    else await sink.box(image.id, box);
  }
}

/** Places are left, top, width and height in shares of the picture. */
function boxOf(
  value: unknown,
  { width, height }: { readonly width: number; readonly height: number },
  className: (value: unknown) => string,
): FoundBox | null {
  if (typeof value !== 'object' || value === null) return null;
  const { label, bounding_box: shares, ...rest } = value as Readonly<Record<string, unknown>>;
  const place = Array.isArray(shares) ? placeOf(shares.map((one, at) => Number(one) * (at % 2 === 0 ? width : height))) : null;
  if (place === null || label === undefined) return null;
  return { class: className(label), place, isCrowd: false, area: null, extra: Object.keys(rest).length === 0 ? null : rest };
}
