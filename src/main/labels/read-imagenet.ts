import { basename, dirname, join, relative } from 'node:path';
import { splitInName, splitOfName } from '../dataset/layout.ts';
import { createPauses } from '../predictions/prediction-file.ts';
import type { LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { placeOf } from './label-sink.ts';
import { firstLines, listLines } from './list-lines.ts';
import { readSynsetNames, SYNSET, type SynsetNames } from './synsets.ts';

const WORDS = /^(?:words|LOC_synset_mapping|synset_words|synset_mapping)\.txt$/;
/** Tiny-imagenet's: file, synset, and a box behind it; of a class folder file and box. */
const VAL = /^val_annotations\.txt$/;
const OF_CLASS = /^(n\d{8})_boxes\.txt$/;

/** Class folders named by synsets with a file of their words; tiny-imagenet's lists of boxes. The synset is carried as a field. */
export const imagenetReader: LabelReader = {
  format: 'imagenet',
  async find({ named, headOf, root }) {
    const words: LabelFile[] = [];
    for (const file of await named(/(?:^|[/\\])(?:words|LOC_synset_mapping|synset_words|synset_mapping)\.txt$/)) {
      const lines = firstLines(await headOf(file), 20);
      if (lines.length > 0 && lines.every((line) => /^n\d{8}\s+\S/.test(line))) words.push(file);
    }
    const lists = await named(/(?:^|[/\\])(?:val_annotations|n\d{8}_boxes)\.txt$/);
    const belonging = await named(/(?:^|[/\\])wnids\.txt$/);
    if (words.length + lists.length === 0) return [];
    return [{ format: 'imagenet', files: [...words, ...lists, ...belonging], origin: words[0]?.path ?? root }];
  },
  async read({ files }, into) {
    const { samples, sink, signal } = into;
    const used = await synsetsIn(files, samples, signal);
    const words = files.find(({ path }) => WORDS.test(basename(path)));
    const names = words === undefined ? { nameOf: (synset: string) => synset } : await readSynsetNames(words.path, used, signal);
    const lists = files.filter(({ path }) => VAL.test(basename(path)) || OF_CLASS.test(basename(path)));
    for (const { path } of lists) await readBoxes(path, names, into);
    if (words === undefined) return;
    sink.classes([...new Set([...used].map(names.nameOf))].sort());
    const pause = createPauses(signal);
    for (const [at, path] of samples.entries()) {
      await pause();
      const synset = synsetOf(path);
      if (synset === null) continue;
      await sink.image({
        paths: [path],
        size: null,
        split: null,
        isLookedAt: false,
        label: names.nameOf(synset),
        fields: { synset },
      });
      sink.progress(at / samples.length);
    }
  },
};

/** The innermost folder that is a synset. */
function synsetOf(path: string): string | null {
  return (
    path
      .split('/')
      .slice(0, -1)
      .findLast((name) => SYNSET.test(name)) ?? null
  );
}

async function synsetsIn(
  files: readonly LabelFile[],
  samples: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const used = new Set<string>();
  const pause = createPauses(signal);
  for (const path of samples) {
    await pause();
    const synset = synsetOf(path);
    if (synset !== null) used.add(synset);
  }
  for (const { path } of files.filter((file) => VAL.test(basename(file.path)))) {
    for await (const { words } of listLines(path, signal)) if (SYNSET.test(words[1] ?? '')) used.add(words[1] ?? '');
  }
  return used;
}

async function readBoxes(file: string, names: SynsetNames, { folder, sink, signal }: ReadLabels): Promise<void> {
  const ofClass = OF_CLASS.exec(basename(file))?.[1] ?? null;
  const split = splitInName(basename(file)) ?? splitInFolders(relative(folder, file));
  for await (const { words, line } of listLines(file, signal)) {
    const [name = '', ...rest] = words;
    const synset = ofClass ?? rest[0] ?? '';
    const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = rest
      .slice(ofClass === null ? 1 : 0)
      .map(Number);
    const label = names.nameOf(synset);
    const paths = ['images', '.'].map((below) => relative(folder, join(dirname(file), below, name)).replaceAll('\\', '/'));
    const image = await sink.image({ paths: [...paths, name], size: null, split, label, fields: { synset } });
    const place = placeOf([left, top, right - left, bottom - top]);
    if (place === null) sink.problem('bad-box', `${basename(file)}, line ${line}: no four numbers`);
    else if (image !== null) await sink.box(image.id, { class: label, place, isCrowd: false, area: null, extra: null });
  }
}

function splitInFolders(path: string): string | null {
  return (
    path
      .split(/[\\/]/)
      .map(splitOfName)
      .find((split) => split !== null) ?? null
  );
}
