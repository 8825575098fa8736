import { basename, relative } from 'node:path';
import type { FieldValue } from '../../shared/label-files.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { type NamedImage, placeOf } from './label-sink.ts';
import { listLines } from './list-lines.ts';
import { readTexts } from './read-texts.ts';

const SPLITS = ['train', 'val', 'test'] as const;
const IDENTITY = /^identity_CelebA\.txt$/i;
const PARTITION = /^list_eval_partition\.txt$/i;
const BOXES = /^list_bbox_celeba\.txt$/i;
/** Of each picture several named numbers: a count, then a line of names, then a line a picture. */
const NUMBERS = /^list_(?:attr|landmarks(?:_align)?)_celeba\.txt$/i;
const ANY = /(?:^|[/\\])(?:identity_CelebA|list_(?:eval_partition|(?:bbox|attr|landmarks(?:_align)?)_celeba))\.txt$/i;
/** Datumaro's list of what identities are called. */
const NAMES = /^dataset_meta\.json$/i;
/** What a face without an identity is called. */
const FACE = 'face';

/** The folders of the pictures as they were found and of the faces cut out of them: under the same names. */
const FOUND = 'img_celeba';
const ALIGNED = 'img_align_celeba';
const BOTH = 'both';

/** CelebA: identities are classes, partitions splits; attributes and landmarks are carried as fields. */
export const celebaReader: LabelReader = {
  format: 'celeba',
  async find({ named, root }) {
    const found = await named(ANY);
    if (found.length === 0) return [];
    return [{ format: 'celeba', files: [...found, ...(await named(/(?:^|[/\\])dataset_meta\.json$/i))], origin: root }];
  },
  async read({ files }, into) {
    const of = (name: RegExp): readonly LabelFile[] => files.filter(({ path }) => name.test(basename(path)));
    const tell = createTeller(await readIdentities(of(IDENTITY), of(NAMES), into), into);
    for (const { path } of of(PARTITION)) {
      for await (const { words, share } of listLines(path, into.signal)) {
        await tell(words[0] ?? '', BOTH, { split: SPLITS[Number(words[1])] ?? null });
        into.sink.progress(share);
      }
    }
    for (const name of tell.identities.keys()) await tell(name, BOTH, {});
    for (const { path } of of(NUMBERS)) {
      const where = /_align_/i.test(basename(path)) ? ALIGNED : /_landmarks_/i.test(basename(path)) ? FOUND : BOTH;
      for await (const { name, fields } of numbersIn(path, into)) await tell(name, where, { fields });
    }
    for (const { path } of of(BOXES)) await readBoxes(path, tell, into);
  },
};

/** The class of each picture. */
async function readIdentities(files: readonly LabelFile[], lists: readonly LabelFile[], { folder, sink, signal }: ReadLabels) {
  const names: string[] = [];
  for await (const { file, text, problem } of readTexts(lists, signal)) {
    const labels = text === null ? null : labelsIn(text);
    if (labels === null) sink.problem('bad-file', `${relative(folder, file.path)}: ${problem ?? 'no list of labels in it'}`);
    else names.push(...labels);
  }
  if (names.length > 0) sink.classes(names);
  const identities = new Map<string, string>();
  for (const { path } of files) {
    for await (const { words } of listLines(path, signal)) {
      const [picture = '', identity = ''] = words;
      identities.set(picture, names[Number(identity)] ?? identity);
    }
  }
  return identities;
}

/** @returns null where it is none */
function labelsIn(text: string): readonly string[] | null {
  try {
    const said: unknown = JSON.parse(text);
    const labels: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, 'labels') : null;
    return Array.isArray(labels) ? labels.map(String) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Tells the sink of a picture, in one of the two folders or in both. @returns the picture, of both the last one */
function createTeller(identities: ReadonlyMap<string, string>, { sink, samples }: ReadLabels) {
  const hasBoth = [FOUND, ALIGNED].every((folder) => samples.some((path) => path.includes(`${folder}/`)));
  async function tell(name: string, where: string, said: Partial<NamedImage>): Promise<number | null> {
    const folders = where === BOTH ? [FOUND, ALIGNED] : [where];
    const label = identities.get(name) ?? null;
    let found: number | null = null;
    for (const path of hasBoth ? folders.map((folder) => `${folder}/${name}`) : [name]) {
      const image = await sink.image({ size: null, split: null, isLookedAt: false, ...said, paths: [path], label });
      found = image?.id ?? null;
    }
    return found;
  }
  return Object.assign(tell, { identities });
}

async function readBoxes(file: string, tell: ReturnType<typeof createTeller>, { sink, signal }: ReadLabels): Promise<void> {
  for await (const { words, line, share } of listLines(file, signal)) {
    if (line <= 2) continue;
    const [name = '', ...numbers] = words;
    const image = await tell(name, FOUND, { isLookedAt: true });
    const place = placeOf(numbers.map(Number));
    if (place === null) sink.problem('bad-box', `${basename(file)}, line ${line}: no four numbers`);
    else if (image !== null) {
      await sink.box(image, { class: tell.identities.get(name) ?? FACE, place, isCrowd: false, area: null, extra: null });
    }
    sink.progress(share);
  }
}

async function* numbersIn(file: string, { signal }: ReadLabels) {
  let names: readonly string[] = [];
  for await (const { words, line } of listLines(file, signal)) {
    if (line === 2) names = words;
    if (line <= 2) continue;
    const [name = '', ...values] = words;
    const said = values.map((value, at): [string, FieldValue] => [names[at] ?? `column ${at + 2}`, Number(value)]);
    yield { name, fields: Object.fromEntries(said.filter(([, value]) => Number.isFinite(value))) };
  }
}
