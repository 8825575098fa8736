import { basename, dirname, relative } from 'node:path';
import { hasImageName } from '../../workers/scan/is-image-file.ts';
import { errorCode } from '../../workers/scan/list-folder.ts';
import { isShardName } from '../../workers/tar/shard-names.ts';
import { splitInName } from '../dataset/layout.ts';
import { createPauses } from '../predictions/prediction-file.ts';
import { type ClassesOf, isAtOrAbove, isClassList, readClassLists } from './class-lists.ts';
import { byPath, type LabelFile, type LabelReader, type ReadLabels } from './label-reader.ts';
import { memberName } from './member-words.ts';
import { splitOfFolders } from './picture-paths.ts';
import { visitShard } from './shard-members.ts';
import { createShardSamples } from './shard-samples.ts';

/** Tars of a folder that are opened to learn what all of them are. */
const LOOKED_AT = 3;
/** Members that are looked at: a label lies next to its picture. */
const MOST_LOOKED_AT = 1000;
/** Longer members are no label of one picture. */
const MOST_BYTES = 1 << 20;

/**
 * WebDataset: tars in which the members of one key are one sample, e.g. `0001.jpg`, `0001.cls` (a class by name or number),
 * `0001.json` (a class and fields), `0001.txt` (a caption). The pictures' own bytes are not read.
 */
export const webDatasetReader: LabelReader = {
  format: 'webdataset',
  async find({ root, files }) {
    const shards: LabelFile[] = [];
    const inFolders = Map.groupBy(
      files.filter(({ path }) => isShardName(path)),
      ({ path }) => dirname(path),
    );
    for (const some of inFolders.values()) {
      for (const { path } of some.slice(0, LOOKED_AT)) {
        if (!(await holdsLabels(path))) continue;
        shards.push(...some);
        break;
      }
    }
    const [first] = shards;
    if (first === undefined) return [];
    const lists = files.filter((file) => isClassList(file) && shards.some(({ path }) => isAtOrAbove(file.path, path)));
    return [{ format: 'webdataset', files: byPath([...lists, ...shards]), origin: shards.length === 1 ? first.path : root }];
  },
  async read({ files }, into) {
    const shards = files.filter(({ path }) => isShardName(path));
    const classesOf = await readClassLists(files.filter(isClassList), into);
    const unnamed = await picturesWithoutName(into);
    for (const [place, file] of shards.entries()) {
      const progress = (share: number): void => into.sink.progress((place + share) / shards.length);
      await readShard(file, { classesOf, unnamed, progress }, into);
    }
  },
};

/** Whether some picture of a tar has a label next to it. What cannot be read holds none. */
async function holdsLabels(path: string): Promise<boolean> {
  const pictures = new Set<string>();
  const labels = new Set<string>();
  let seen = 0;
  let holds = false;
  try {
    await visitShard(path, new AbortController().signal, async (member) => {
      const { key, kind } = memberName(member.path);
      const [own, others] = kind === null ? [pictures, labels] : [labels, pictures];
      if (kind !== null || hasImageName(member.path)) own.add(key);
      holds = own.has(key) && others.has(key);
      return holds || ++seen >= MOST_LOOKED_AT ? 'stop' : undefined;
    });
  } catch (error) {
    errorCode(error);
  }
  return holds;
}

/** Pictures in tars that are ones by their content alone: few, if any. */
async function picturesWithoutName({ samples, signal }: ReadLabels): Promise<ReadonlySet<string>> {
  const pause = createPauses(signal);
  const found = new Set<string>();
  for (const path of samples) {
    if (!hasImageName(path) && /\.tar\//i.test(path)) found.add(path);
    const waiting = pause();
    if (waiting !== undefined) await waiting;
  }
  return found;
}

interface KnownOfShards {
  readonly classesOf: ClassesOf;
  readonly unnamed: ReadonlySet<string>;
  /** @param share of the tar, in [0, 1] */
  readonly progress: (share: number) => void;
}

/** A tar that cannot be read is a problem, and so is one that ends early: what was read until there counts. @throws AbortError */
async function readShard(file: LabelFile, { classesOf, unnamed, progress }: KnownOfShards, into: ReadLabels): Promise<void> {
  const { folder, sink, signal } = into;
  const shard = relative(folder, file.path).replaceAll('\\', '/');
  const split = splitInName(basename(shard)) ?? splitOfFolders(shard);
  const samples = createShardSamples({ shard, split, names: classesOf(file.path), sink });
  const damage = await visitShard(file.path, signal, async ({ path, sizeBytes, offset, read }) => {
    const { kind } = memberName(path);
    if (kind !== null && sizeBytes > MOST_BYTES)
      sink.problem('bad-file', `${shard}/${path}: ${sizeBytes} bytes; what labels a picture is smaller`);
    else if (kind !== null) await samples.label(path, kind, await read());
    else if (hasImageName(path) || unnamed.has(`${shard}/${path}`)) await samples.picture(path);
    progress(Math.min(1, offset / file.sizeBytes));
    return undefined;
  }).catch((error: unknown) => `cannot be read: ${errorCode(error)}`);
  await samples.end();
  if (damage !== null) sink.problem('bad-file', `${shard} ${damage}`);
}
