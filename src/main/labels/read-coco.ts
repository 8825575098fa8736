import { basename, dirname, join, relative } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { splitInName } from '../dataset/layout.ts';
import { badPredictions } from '../predictions/prediction-file.ts';
import { type JsonElement, readJsonElements } from '../predictions/read-json-elements.ts';
import { byPath, type LabelCandidates, type LabelFile, type LabelReader } from './label-reader.ts';
import { type FoundBox, type LabelSink, placeOf } from './label-sink.ts';

const INTERPRETED = new Set(['image_id', 'category_id', 'bbox', 'iscrowd', 'area']);
/** JSON files that are opened; datasets have a handful. */
const MOST_JSON = 200;
/** Of COCO's own files: other tasks over the same pictures and boxes. */
const OTHER_TASKS = /(?:keypoints|captions|stuff|panoptic|image_info)/i;

/** COCO instances: one JSON file for all, or one a split. */
export const cocoReader: LabelReader = {
  format: 'coco',
  async find(candidates) {
    const files = await cocoFiles(candidates);
    const [first] = files;
    if (first === undefined) return [];
    return [{ format: 'coco', files: byPath(files), origin: files.length === 1 ? first.path : candidates.root }];
  },
  async read({ files }, { folder, sink, signal }) {
    for (const [place, { path }] of files.entries()) {
      const progress = (share: number): void => sink.progress((place + share) / files.length);
      await readCoco(path, folder, { ...sink, progress }, signal).catch((error: unknown) => {
        if (!(error instanceof WinnowError)) throw error;
        sink.problem('bad-file', error.message);
      });
    }
  },
};

async function cocoFiles({ files, headOf }: LabelCandidates): Promise<readonly LabelFile[]> {
  const found: LabelFile[] = [];
  const json = files.filter(({ path }) => /\.json$/i.test(path));
  for (const file of json.slice(0, MOST_JSON)) if (looksLikeCoco(await headOf(file))) found.push(file);
  const instances = found.filter(({ path }) => !OTHER_TASKS.test(basename(path)));
  return instances.length > 0 ? instances : found;
}

/** An object, not a list, that begins with a list of COCO's. */
function looksLikeCoco(head: string): boolean {
  if (!/^\s*\{/.test(head) || !/"(?:images|annotations|categories)"\s*:\s*\[/.test(head)) return false;
  return /"(?:info|licenses|file_name|category_id|image_id|supercategory|bbox)"/.test(head);
}

/**
 * Reads one file. It is read twice, piece by piece: who the pictures and classes are, then the boxes, which may stand anywhere
 * in it.
 * @throws {WinnowError} bad_predictions where it cannot be read; AbortError
 */
async function readCoco(file: string, folder: string, sink: LabelSink, signal: AbortSignal): Promise<void> {
  const split = splitInName(basename(file));
  const pathsOf = (name: string): readonly string[] => {
    const beside = relative(folder, join(dirname(file), name)).replaceAll('\\', '/');
    return beside.startsWith('../') ? [name] : [beside, name];
  };
  const images = new Map<string, number | null>();
  const classes = new Map<string, string>();
  for await (const { elements, share } of readJsonElements(file, signal, new Set(['images', 'categories']))) {
    for (const element of elements) {
      const { id, name } = named(file, element);
      if (element.key === 'categories') classes.set(id, name);
      else images.set(id, (await sink.image({ paths: pathsOf(name), size: sizeOf(element.value), split }))?.id ?? null);
    }
    sink.progress(share / 2);
  }
  sink.classes([...classes.values()]);
  for await (const { elements, share } of readJsonElements(file, signal, new Set(['annotations']))) {
    for (const { place, value } of elements) {
      const image = images.get(String(field(value, 'image_id')));
      const box = boxOf(value, classes);
      if (image === undefined) sink.problem('unknown-image', `annotation ${place}: image ${String(field(value, 'image_id'))}`);
      else if (box === null) sink.problem('bad-box', `annotation ${place}: no "bbox" of four numbers`);
      else if (image !== null) await sink.box(image, box);
    }
    sink.progress(0.5 + share / 2);
  }
}

function named(file: string, { key, place, value }: JsonElement): { readonly id: string; readonly name: string } {
  const id = field(value, 'id');
  const name = field(value, key === 'images' ? 'file_name' : 'name');
  if ((typeof id === 'number' || typeof id === 'string') && typeof name === 'string') return { id: String(id), name };
  throw badPredictions(file, `element ${place} of "${key}" lacks its number or name. Expected COCO annotations.`);
}

function sizeOf(image: unknown): { readonly width: number; readonly height: number } | null {
  const [width, height] = [field(image, 'width'), field(image, 'height')];
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : null;
}

/** Null where it is none. A category that is not listed is called by its number. */
function boxOf(value: unknown, classes: ReadonlyMap<string, string>): FoundBox | null {
  const [box, area] = [field(value, 'bbox'), field(value, 'area')];
  const place = Array.isArray(box) ? placeOf(box) : null;
  if (place === null || typeof value !== 'object' || value === null) return null;
  const category = String(field(value, 'category_id'));
  const rest = Object.entries(value).filter(([key]) => !INTERPRETED.has(key));
  return {
    class: classes.get(category) ?? category,
    place,
    isCrowd: field(value, 'iscrowd') === 1,
    area: typeof area === 'number' && Number.isFinite(area) ? area : null,
    extra: rest.length === 0 ? null : Object.fromEntries(rest),
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
