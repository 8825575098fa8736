import { basename, dirname, join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { splitOfName } from '../dataset/layout.ts';
import { safeFolderName } from '../exporters/safe-names.ts';
import { readHead } from '../predictions/detect-format.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { type FoundBox, type KnownImage, type NamedImage, placeOf } from './label-sink.ts';
import { namedPaths } from './named-paths.ts';
import {
  type OpenImagesRow,
  type OpenImagesTable,
  openImagesRows,
  openImagesTable,
  readClassNames,
} from './open-images-tables.ts';
import { oneSet } from './read-each-file.ts';

/** Tables that say something of pictures, in the order they are read. */
const TELLING: readonly OpenImagesTable[] = ['images', 'boxes', 'labels', 'masks'];
const PLACED = new Set(['ImageID', 'LabelName', 'XMin', 'XMax', 'YMin', 'YMax']);
/** Pictures whose rows are gathered before they are told: files are sorted by picture, as a rule. */
const MOST_GATHERED = 20_000;

/**
 * Open Images, versions 4 to 7: a CSV file of boxes, labels, masks or pictures for each split. Boxes are in the picture as it is
 * stored: "the image and boxes should be rotated" by the column Rotation of its list of pictures, which is kept as a field.
 */
export const openImagesReader: LabelReader = {
  format: 'openimages',
  async find({ root, named, headOf }) {
    const found: LabelFile[] = [];
    const kinds = new Set<OpenImagesTable>();
    for (const file of await named(/\.csv$/i)) {
      const kind = openImagesTable(await headOf(file));
      if (kind === null) continue;
      kinds.add(kind);
      found.push(file);
    }
    // A list of pictures, or of classes, may be anybody's.
    const isTold = kinds.has('boxes') || kinds.has('labels') || kinds.has('masks');
    if (!isTold && !(kinds.has('images') && kinds.has('classes'))) return [];
    return oneSet('openimages', found, root);
  },
  async read({ files }, into) {
    const byKind = new Map<OpenImagesTable, LabelFile[]>();
    for (const file of files) {
      const kind = openImagesTable((await readHead(file.path)).toString('utf8').replace(/^\uFEFF/, ''));
      if (kind !== null) byKind.set(kind, [...(byKind.get(kind) ?? []), file]);
    }
    const names = await readClassNames(byKind.get('classes') ?? [], into.signal);
    into.sink.classes([...names.values()]);
    const tables = TELLING.flatMap((kind) => (byKind.get(kind) ?? []).map((file) => ({ kind, file })));
    const known = { names, subsets: new Map<string, string>(), boxed: new Set<string>() };
    for (const [place, table] of tables.entries()) {
      const progress = (share: number): void => into.sink.progress((place + share) / tables.length);
      await readTable(table, known, { ...into, sink: { ...into.sink, progress } }).catch((error: unknown) => {
        if (!(error instanceof WinnowError)) throw error;
        into.sink.problem('bad-file', error.message);
      });
    }
  },
};

interface Table {
  readonly kind: OpenImagesTable;
  readonly file: LabelFile;
}

/** What tables say of each other's rows. */
interface Known {
  /** Of classes, by identifier. */
  readonly names: ReadonlyMap<string, string>;
  /** Of the dataset's pictures that are listed, by identifier. */
  readonly subsets: Map<string, string>;
  /** Classes of the boxes that were read; tables of boxes are read before those of labels. */
  readonly boxed: Set<string>;
}

/** @throws {WinnowError} bad_predictions; AbortError */
async function readTable({ kind, file }: Table, { names, subsets, boxed }: Known, into: ReadLabels): Promise<void> {
  const classOf = (id = ''): string => names.get(id) ?? id;
  const shown = basename(file.path);
  const pictures = createPictures(file, subsets, into);
  if (kind === 'classes') return;
  const gather = kind === 'boxes' ? null : createGatherer({ kind, classOf, boxed }, pictures.tell);
  for await (const { rows, share } of openImagesRows(file, into.signal)) {
    for (const row of rows) {
      if (row.ImageID === undefined) into.sink.problem('missing-path', shown);
      else if (gather !== null) await gather.add(row.ImageID, row);
      else await readBox(row.ImageID, row);
    }
    into.sink.progress(share);
  }
  await gather?.flush();

  async function readBox(id: string, row: OpenImagesRow): Promise<void> {
    const image = await pictures.find(id);
    if (image === null) return;
    if (image.size === null) {
      into.sink.problem('no-size', id);
      return;
    }
    const box = boxOf(row, classOf(row.LabelName), image.size);
    if (box === null) into.sink.problem('bad-box', `${id}: a box without a class or four numbers`);
    else {
      boxed.add(box.class);
      await into.sink.box(image.id, box);
    }
  }
}

type Said = Pick<NamedImage, 'label' | 'fields' | 'isLookedAt'>;

/** Finds the pictures of a table, each once. */
function createPictures(file: LabelFile, subsets: Map<string, string>, { folder, sink }: ReadLabels) {
  const known = new Map<string, KnownImage | null>();
  const above = dirname(dirname(file.path));
  const inName = /train|validation|val|test|challenge\w*/i.exec(basename(file.path))?.[0] ?? null;

  async function tell(id: string, said: Said, listed: string | null = null): Promise<KnownImage | null> {
    const subset = listed ?? subsets.get(id) ?? inName;
    const folders = subset === null ? [] : [...new Set([subset, safeFolderName(subset)])];
    const bases = [
      ...folders.flatMap((name) => [join(above, 'images', name), join(above, name)]),
      join(above, 'images'),
      dirname(file.path),
    ];
    const split = subset === null ? null : (splitOfName(subset) ?? subset);
    const image = await sink.image({ paths: namedPaths(folder, bases, id), size: null, split, ...said });
    if (image !== null && listed !== null) subsets.set(id, listed);
    return image;
  }
  return {
    tell,
    async find(id: string): Promise<KnownImage | null> {
      const found = known.get(id);
      if (found !== undefined) return found;
      const image = await tell(id, {});
      known.set(id, image);
      return image;
    },
  };
}

/** Null where it is none. */
function boxOf(row: OpenImagesRow, name: string, size: { readonly width: number; readonly height: number }): FoundBox | null {
  const [left = 0, right = 0, top = 0, bottom = 0] = [row.XMin, row.XMax, row.YMin, row.YMax].map((text) =>
    Number(text ?? Number.NaN),
  );
  const place = placeOf([left * size.width, top * size.height, (right - left) * size.width, (bottom - top) * size.height]);
  const rest = Object.entries(row).filter(([column]) => !PLACED.has(column));
  if (place === null || name === '') return null;
  return {
    class: name,
    place,
    isCrowd: row.IsGroupOf === '1',
    area: null,
    extra: rest.length === 0 ? null : Object.fromEntries(rest),
  };
}

interface Gathering {
  readonly kind: Exclude<OpenImagesTable, 'boxes' | 'classes'>;
  readonly classOf: (id: string | undefined) => string;
  readonly boxed: ReadonlySet<string>;
}

/** Brings together what rows say of a picture. */
function createGatherer({ kind, classOf, boxed }: Gathering, tell: ReturnType<typeof createPictures>['tell']) {
  let gathered = new Map<string, OpenImagesRow[]>();

  async function flush(): Promise<void> {
    for (const [id, rows] of gathered) {
      if (kind === 'labels') await tell(id, labelsOf(rows, classOf, boxed));
      else if (kind === 'masks')
        await tell(id, { isLookedAt: false, fields: { masks: JSON.stringify(rows.map(({ ImageID: _, ...rest }) => rest)) } });
      else for (const { ImageID: _, Subset, ...fields } of rows) await tell(id, { fields, isLookedAt: false }, Subset ?? null);
    }
    gathered = new Map();
  }
  return {
    flush,
    async add(id: string, row: OpenImagesRow): Promise<void> {
      const rows = gathered.get(id);
      if (rows !== undefined) rows.push(row);
      else if (gathered.size >= MOST_GATHERED) await flush();
      if (rows === undefined) gathered.set(id, [row]);
    },
  };
}

/**
 * Verified to be there (1), to be not there (0), or held likely by a model (between): the one class that is there is the label. A
 * picture in which no class of boxes is has been looked at.
 */
function labelsOf(
  rows: readonly OpenImagesRow[],
  classOf: (id: string | undefined) => string,
  boxed: ReadonlySet<string>,
): Pick<NamedImage, 'label' | 'fields' | 'isLookedAt'> {
  const named = (fits: (confidence: number) => boolean): readonly string[] => [
    ...new Set(rows.filter(({ Confidence }) => fits(Number(Confidence))).map(({ LabelName }) => classOf(LabelName))),
  ];
  const there = named((confidence) => confidence === 1);
  const [only = null] = there.length === 1 ? there : [];
  const absent = named((confidence) => confidence === 0);
  const isLookedAt = boxed.size > 0 && [...boxed].every((name) => absent.includes(name));
  const lists = {
    labels: there.length > 1 ? there : [],
    labelsAbsent: absent,
    labelsLikely: named((c) => c > 0 && c < 1),
  };
  const fields = Object.entries(lists).flatMap(([name, list]) => (list.length === 0 ? [] : [[name, JSON.stringify(list)]]));
  return { label: only, fields: Object.fromEntries(fields) as Readonly<Record<string, string>>, isLookedAt };
}
