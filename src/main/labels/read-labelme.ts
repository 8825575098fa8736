import { basename, dirname, extname, relative } from 'node:path';
import type { BoxPlace } from '../../shared/box.ts';
import type { FieldValue } from '../../shared/label-files.ts';
import { filesLike } from './files-like.ts';
import type { LabelReader, ReadLabels } from './label-reader.ts';
import { type FoundBox, placeOf } from './label-sink.ts';
import { namedPaths } from './named-paths.ts';
import { boxAround } from './outline.ts';
import { pictureClasses } from './picture-classes.ts';
import { oneSet } from './read-each-file.ts';
import { readTexts } from './read-texts.ts';

const INTERPRETED = new Set(['version', 'flags', 'shapes', 'imagePath', 'imageData', 'imageWidth', 'imageHeight']);
/** Shapes that enclose an area; lines and points enclose none. */
const AREAS = new Set(['rectangle', 'polygon', 'circle', 'mask', 'oriented_rectangle']);

/**
 * The labelme tool's JSON files, one a picture. Places are in the picture as it is shown: the tool turns it by its EXIF orientation.
 * The copy of the picture in the file is passed over; a flag that is set is the class of the picture.
 */
export const labelMeReader: LabelReader = {
  format: 'labelme',
  async find({ root, named, headOf }) {
    const isOne = (head: string): boolean =>
      /^\s*\{/.test(head) && /"shapes"\s*:\s*\[/.test(head) && /"(?:flags|imagePath)"\s*:/.test(head);
    const found = await filesLike({ files: await named(/\.json$/i), headOf, isOne });
    return oneSet('labelme', found, root);
  },
  async read({ files }, { folder, sink, signal }) {
    let done = 0;
    for await (const { file, text, problem } of readTexts(files, signal)) {
      const shown = relative(folder, file.path);
      const document = text === null ? problem : parsed(text);
      if (typeof document === 'string') sink.problem('bad-file', `${shown}: ${document}`);
      else await tell(document, file.path, { folder, sink });
      sink.progress(++done / files.length);
    }
  },
};

/** @returns what is wrong where it is none */
function parsed(text: string): object | string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'shapes'))
      ? value
      : 'it has no list of shapes';
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

async function tell(document: object, file: string, { folder, sink }: Pick<ReadLabels, 'folder' | 'sink'>): Promise<void> {
  const get = (name: string): unknown => Reflect.get(document, name);
  const stem = basename(file, extname(file));
  const named = get('imagePath');
  const name = typeof named === 'string' && named !== '' ? named : stem;
  const here = [dirname(file)];
  const [width, height] = [Number(get('imageWidth')), Number(get('imageHeight'))];
  const shapes = get('shapes') as readonly unknown[];
  const boxes = shapes.map(boxOf);
  const others = shapes.filter((_, place) => boxes[place] === null);
  const classes = pictureClasses(flagsOf(get('flags')));
  const image = await sink.image({
    // The name may be of the machine where the tool ran: a path of another system, or only the last part is right.
    paths: [...namedPaths(folder, here, name), ...namedPaths(folder, here, baseOf(name)), ...namedPaths(folder, here, stem)],
    size: width > 0 && height > 0 ? { width, height } : null,
    isShown: true,
    // Flags alone are about the whole picture.
    isLookedAt: shapes.length > 0 || classes.label === null,
    split: null,
    label: classes.label,
    fields: { ...fieldsOf(document), ...classes.fields, ...(others.length > 0 && { shapes: JSON.stringify(others) }) },
  });
  for (const box of boxes) {
    if (box === 'bad') sink.problem('bad-box', `${stem}: a shape without the points of its kind`);
    else if (box !== null && image !== null) await sink.box(image.id, box);
  }
}

const baseOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** Those that are set. */
function flagsOf(flags: unknown): readonly string[] {
  if (typeof flags !== 'object' || flags === null) return [];
  return Object.entries(flags).flatMap(([name, isSet]) => (isSet === true ? [name] : []));
}

/** Whatever else was put into the file. */
function fieldsOf(document: object): Readonly<Record<string, FieldValue>> {
  const rest = Object.entries(document).filter(([key, value]) => !INTERPRETED.has(key) && value !== null);
  return Object.fromEntries(
    rest.map(([key, value]) => [key, typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)]),
  );
}

/** @returns null where it is no area or has no label */
function boxOf(shape: unknown): FoundBox | null | 'bad' {
  if (typeof shape !== 'object' || shape === null) return 'bad';
  const { label, points, shape_type: kind = 'polygon', ...rest } = shape as Readonly<Record<string, unknown>>;
  if (typeof label !== 'string' || label === '' || !AREAS.has(String(kind ?? 'polygon'))) return null;
  const numbers = Array.isArray(points) ? points.flat() : [];
  const place = kind === 'circle' ? aroundCircle(numbers) : boxAround(numbers);
  if (place === null) return 'bad';
  const outline = kind === 'rectangle' ? {} : { shape_type: kind, points };
  const said = Object.entries(rest).filter(([, value]) => value !== null && value !== '' && !isEmptyObject(value));
  const extra = { ...outline, ...Object.fromEntries(said) };
  return { class: label, place, isCrowd: false, area: null, extra: Object.keys(extra).length === 0 ? null : extra };
}

const isEmptyObject = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** @param numbers of its centre and of a point on it */
function aroundCircle(numbers: readonly unknown[]): BoxPlace | null {
  const [x, y, onX, onY] = numbers.map(Number);
  if (numbers.length !== 4 || x === undefined || y === undefined || onX === undefined || onY === undefined) return null;
  const radius = Math.hypot(onX - x, onY - y);
  return placeOf([x - radius, y - radius, 2 * radius, 2 * radius]);
}
