import { basename, dirname } from 'node:path';
import { splitInName } from '../dataset/layout.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { type FoundBox, placeOf } from './label-sink.ts';
import { namedPaths } from './named-paths.ts';
import { boxAround } from './outline.ts';
import { oneSet } from './read-each-file.ts';
import { readTexts } from './read-texts.ts';

/** JSON files that are opened; a project has a handful. */
const MOST_JSON = 200;

/** VoTT's JSON: one file of all assets with their regions, or one an asset. Places are in the picture as the browser shows it. */
export const vottReader: LabelReader = {
  format: 'vott',
  async find({ root, named, headOf }) {
    const found: LabelFile[] = [];
    for (const file of (await named(/\.json$/i)).slice(0, MOST_JSON)) {
      const head = await headOf(file);
      if (/"(?:videoSettings|lastVisitedAssetId)"/.test(head) || (/^\s*\{\s*"asset"/.test(head) && /"regions"/.test(head)))
        found.push(file);
    }
    return oneSet('vott', found, root);
  },
  async read({ files }, { folder, sink, signal }) {
    let done = 0;
    for await (const { file, text, problem } of readTexts(files, signal)) {
      const document = text === null ? problem : parsed(text);
      if (typeof document === 'string') sink.problem('bad-file', `${basename(file.path)}: ${document}`);
      else {
        sink.classes(listOf(field(document, 'tags')).flatMap((tag) => textOf(field(tag, 'name')) ?? []));
        const assets = field(document, 'assets');
        const all = typeof assets === 'object' && assets !== null ? Object.values(assets) : [document];
        for (const one of all) await tell(one, file.path, { folder, sink });
      }
      sink.progress(++done / files.length);
    }
  },
};

/** @returns what is wrong where it is none */
function parsed(text: string): object | string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : 'expected an object';
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

async function tell(one: unknown, file: string, { folder, sink }: Pick<ReadLabels, 'folder' | 'sink'>): Promise<void> {
  const asset = field(one, 'asset');
  const name = textOf(field(asset, 'name'));
  // A project file lists assets without their regions.
  if (name === null || field(one, 'regions') === undefined) return;
  const [width, height] = ['width', 'height'].map((key) => Number(field(field(asset, 'size'), key)));
  const size = width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : null;
  const image = await sink.image({
    paths: namedPaths(folder, [dirname(file)], decoded(name)),
    size,
    isShown: true,
    split: splitInName(basename(file)),
  });
  for (const region of listOf(field(one, 'regions'))) {
    const boxes = boxesOf(region);
    if (boxes.length === 0) sink.problem('bad-box', `${name}: a region without a tag or a box`);
    if (image !== null) for (const box of boxes) await sink.box(image.id, box);
  }
}

/** A box for each tag of a region. */
function boxesOf(region: unknown): readonly FoundBox[] {
  const at = field(region, 'boundingBox');
  const points = listOf(field(region, 'points')).flatMap((point) => [field(point, 'x'), field(point, 'y')]);
  const place = placeOf(['left', 'top', 'width', 'height'].map((key) => field(at, key))) ?? boxAround(points);
  const tags = listOf(field(region, 'tags')).flatMap((tag) => textOf(tag) ?? []);
  if (place === null) return [];
  const kind = textOf(field(region, 'type'));
  const extra = kind === null || kind === 'RECTANGLE' ? null : { type: kind, points: field(region, 'points') };
  return tags.map((tag) => ({ class: tag, place, isCrowd: false, area: null, extra }));
}

/** VoTT writes names as in addresses. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
