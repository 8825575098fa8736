import { api } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { currentTargets } from '../state/decisions.ts';
import { told } from '../state/told.ts';
import { copyText } from '../ui/copy-text.ts';
import { joinPath } from '../ui/folder-path.ts';
import { formatNoun } from '../ui/format.ts';
import { shell } from '../ui/shell.ts';
import type { Action } from './action.ts';
import { SAMPLES } from './places.ts';
import { noSamples } from './why-not.ts';

/** Paths of more are a table, which an export writes. */
const MOST_PATHS = 1000;

/** A browser knows no file manager. */
const SHOW_IN_FOLDER: Action = {
  id: 'sample.show-in-folder',
  group: 'Files',
  title: 'Show in the file manager',
  words: 'finder explorer folder reveal',
  keys: [],
  place: SAMPLES,
  menus: ['samples'],
  run: () => void told(showInFolder),
  whyNot: noSamples,
};

/** The files of the samples selected. */
export const SAMPLE_ACTIONS: readonly Action[] = [
  {
    id: 'sample.copy-path',
    group: 'Files',
    title: 'Copy the path',
    words: 'clipboard file name paths',
    keys: [],
    place: SAMPLES,
    menus: ['samples'],
    run: () => void told(copyPaths),
    whyNot: () =>
      currentTargets().length > MOST_PATHS ? `At most ${formatNoun(MOST_PATHS, 'path')} at once: export a table` : noSamples(),
  },
  ...(shell() === null ? [] : [SHOW_IN_FOLDER]),
];

async function copyPaths(): Promise<void> {
  const paths = await pathsOf(currentTargets());
  await copyText(paths.join('\n'), paths.length === 1 ? 'The path' : `A list of ${formatNoun(paths.length, 'path')}`);
}

async function showInFolder(): Promise<void> {
  const [path] = await pathsOf(currentTargets().subarray(0, 1));
  if (path !== undefined) shell()?.showInFolder(path);
}

/** Absolute paths, in the order of the ids. */
async function pathsOf(ids: Uint32Array): Promise<readonly string[]> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return [];
  const found = await api.tiles(dataset.id, Array.from(ids));
  return found.map(({ path }) => joinPath(dataset.folder, path));
}
