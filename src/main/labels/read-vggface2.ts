import { basename } from 'node:path';
import type { FieldValue } from '../../shared/label-files.ts';
import { splitInName } from '../dataset/layout.ts';
import { numberOf, textOf } from '../predictions/read-number.ts';
import { openTable } from '../predictions/read-table.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { placeOf } from './label-sink.ts';
import { listLines } from './list-lines.ts';

const NAMES = /^labels\.txt$/i;
const EXTENSIONS = ['.jpg', '.png', '.jpeg'];

/** VGGFace2: boxes and landmarks of `class/picture` without extension, and what the classes are called. */
export const vggface2Reader: LabelReader = {
  format: 'vggface2',
  async find({ named, headOf, root }) {
    const tables: LabelFile[] = [];
    for (const file of await named(/(?:^|[/\\])loose_(?:bb|landmark)_[^/\\]+\.csv$/i)) {
      if (/^"?NAME_ID"?,/.test(await headOf(file))) tables.push(file);
    }
    if (tables.length === 0) return [];
    return [{ format: 'vggface2', files: [...tables, ...(await named(/(?:^|[/\\])labels\.txt$/i))], origin: root }];
  },
  async read({ files }, into) {
    const names = new Map<string, string>();
    for (const { path } of files.filter((file) => NAMES.test(basename(file.path)))) {
      for await (const { words } of listLines(path, into.signal)) names.set(words[0] ?? '', words.slice(1).join(' '));
    }
    if (names.size > 0) into.sink.classes([...names.values()]);
    for (const { path } of files.filter((file) => !NAMES.test(basename(file.path)))) await readFaces(path, names, into);
  },
};

async function readFaces(file: string, names: ReadonlyMap<string, string>, { sink, signal }: ReadLabels): Promise<void> {
  const table = await openTable({ file }, signal);
  const split = splitInName(basename(file));
  try {
    for await (const block of table.blocks(signal)) {
      for (let row = 0; row < block.rows; row++) {
        const name = textOf(block.cell(row, 0)) ?? '';
        const folder = name.split('/')[0] ?? '';
        const label = names.get(folder) ?? folder;
        const numbers = table.columns.slice(1).map((_, at) => numberOf(block.cell(row, at + 1)) ?? Number.NaN);
        const isBox = numbers.length === 4;
        const fields = isBox ? {} : landmarksOf(table.columns.slice(1), numbers);
        const paths = EXTENSIONS.map((extension) => `${split === null ? '' : `${split}/`}${name}${extension}`);
        const image = await sink.image({
          paths: [...paths, name],
          size: null,
          isLookedAt: isBox,
          split,
          label,
          fields: { identity: folder, ...fields },
        });
        const place = isBox ? placeOf(numbers) : null;
        if (isBox && place === null) sink.problem('bad-box', `${name}: no four numbers`);
        if (place !== null && image !== null)
          await sink.box(image.id, { class: label, place, isCrowd: false, area: null, extra: null });
      }
      sink.progress(block.share);
    }
  } finally {
    await table.close();
  }
}

function landmarksOf(columns: readonly string[], numbers: readonly number[]): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(
    columns.map((name, at): [string, number] => [name, numbers[at] ?? Number.NaN]).filter(([, value]) => Number.isFinite(value)),
  );
}
