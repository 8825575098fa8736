import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { inLanes } from '../exporters/lanes.ts';
import { discard, makePartial, publish } from '../exporters/output-folder.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { shownClassOf } from './finishes.ts';
import { listPictures, type Picture } from './pictures.ts';
import { DERIVED, NOT_PICTURES, PLANTED_CLASSES, type Planted } from './planted.ts';
import { readmeText } from './readme-text.ts';
import { derivePicture, renderPicture } from './render-picture.ts';
import { PLANTED_FILE } from './sample-dataset-folder.ts';

const SEED = 7;
/** Pictures drawn at the same time: sharp's own threads do the work. */
const MOST_LANES = 4;

/** planted.json in the sample dataset. */
export interface PlantedFile {
  readonly seed: number;
  /** Files with an image's extension. */
  readonly images: number;
  readonly planted: readonly Planted[];
}

/**
 * Draws the sample dataset: about 270 pictures of 6 classes in 3 splits, with planted problems that planted.json and
 * README.txt in it list. The same bytes every time. Made beside its place and renamed at the end, so that a folder
 * which is there is whole.
 * @throws {WinnowError} output_exists
 */
export async function makeSampleDataset(folder: string, context: JobContext): Promise<void> {
  const out = resolve(folder);
  if (existsSync(out)) {
    throw new WinnowError('output_exists', `${out} exists already. Open it, or delete it to have the sample dataset made anew.`);
  }
  await mkdir(dirname(out), { recursive: true });
  const place = { out, parent: dirname(out) };
  const partial = await makePartial(place);
  try {
    await fill(partial, context);
    context.signal.throwIfAborted();
    await publish(partial, place);
  } catch (error) {
    await discard(partial);
    throw error;
  }
}

async function fill(folder: string, { signal, report }: JobContext): Promise<void> {
  const pictures = listPictures(SEED);
  const images = pictures.length + DERIVED.length + NOT_PICTURES.length;
  let done = 0;
  async function put(path: string, bytes: Buffer | string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
    report({ done: ++done });
  }
  report({ stage: 'Drawing pictures', done, total: images });
  await inLanes(pictures, Math.min(MOST_LANES, availableParallelism()), async (picture) => {
    signal.throwIfAborted();
    await put(picture.path, await renderPicture(picture));
  });
  for (const { path, of, how } of DERIVED) {
    signal.throwIfAborted();
    await put(path, await derivePicture(await readFile(join(folder, of)), how));
  }
  for (const { path, text } of NOT_PICTURES) await put(path, text);
  const planted = listPlanted(pictures);
  const listed: PlantedFile = { seed: SEED, images, planted };
  await writeFile(join(folder, PLANTED_FILE), `${JSON.stringify(listed, null, 2)}\n`);
  await writeFile(join(folder, 'README.txt'), readmeText(images, planted));
}

function listPlanted(pictures: readonly Picture[]): readonly Planted[] {
  const drawn = pictures.flatMap(({ path, finish }): readonly Planted[] => {
    const shown = shownClassOf(basename(path).replace(/\.\w+$/, ''));
    if (shown !== null) return [{ problem: 'label', path, of: null, note: `shows a ${shown}` }];
    return finish === null ? [] : [{ problem: finish.problem, path, of: null, note: finish.note }];
  });
  const made = [...DERIVED, ...NOT_PICTURES, ...PLANTED_CLASSES].map(({ problem, path, of, note }) => ({
    problem,
    path,
    of,
    note,
  }));
  return [...drawn, ...made].sort((a, b) =>
    a.problem === b.problem ? (a.path < b.path ? -1 : 1) : a.problem < b.problem ? -1 : 1,
  );
}
