import { basename } from 'node:path';
import type { FieldValue } from '../../shared/label-files.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { placeOf } from './label-sink.ts';
import { listLines } from './list-lines.ts';

const SPLITS = ['train', 'val', 'test'] as const;
const IDENTITY = /^identity_CelebA\.txt$/i;
const PARTITION = /^list_eval_partition\.txt$/i;
const BOXES = /^list_bbox_celeba\.txt$/i;
/** Of each picture several named numbers: a count, then a line of names, then a line a picture. */
const NUMBERS = /^list_(?:attr|landmarks(?:_align)?)_celeba\.txt$/i;
/** What a face without an identity is called. */
const FACE = 'face';

/** CelebA: identities are classes, partitions splits; attributes and landmarks are carried as fields. */
export const celebaReader: LabelReader = {
  format: 'celeba',
  async find({ files, root }) {
    const found = files.filter(({ path }) => [IDENTITY, PARTITION, BOXES, NUMBERS].some((name) => name.test(basename(path))));
    return found.length === 0 ? [] : [{ format: 'celeba', files: found, origin: root }];
  },
  async read({ files }, into) {
    const of = (name: RegExp): readonly LabelFile[] => files.filter(({ path }) => name.test(basename(path)));
    const identities = new Map<string, string>();
    for (const { path } of of(IDENTITY)) {
      for await (const { words } of listLines(path, into.signal)) identities.set(words[0] ?? '', words[1] ?? '');
    }
    for (const { path } of of(PARTITION)) {
      for await (const { words } of listLines(path, into.signal)) {
        await tell(words[0] ?? '', SPLITS[Number(words[1])] ?? null, {});
      }
    }
    for (const name of identities.keys()) await tell(name, null, {});
    for (const { path } of of(NUMBERS))
      for await (const { name, fields } of numbersIn(path, into)) await tell(name, null, fields);
    for (const { path } of of(BOXES)) await readBoxes(path);

    async function tell(
      name: string,
      split: string | null,
      fields: Readonly<Record<string, FieldValue>>,
      isLookedAt = false,
    ): Promise<number | null> {
      const image = await into.sink.image({
        paths: [name],
        size: null,
        split,
        isLookedAt,
        label: identities.get(name) ?? null,
        fields,
      });
      return image?.id ?? null;
    }
    async function readBoxes(file: string): Promise<void> {
      for await (const { words, line } of listLines(file, into.signal)) {
        if (line <= 2) continue;
        const [name = '', ...numbers] = words;
        const [image, place] = [await tell(name, null, {}, true), placeOf(numbers.map(Number))];
        if (place === null) into.sink.problem('bad-box', `${basename(file)}, line ${line}: no four numbers`);
        else if (image !== null) {
          await into.sink.box(image, { class: identities.get(name) ?? FACE, place, isCrowd: false, area: null, extra: null });
        }
      }
    }
  },
};

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
