import { MOST_DRAGGED } from '../../shared/file-drag.ts';
import type { Tile } from '../../shared/sample.ts';
import { joinPath } from '../ui/folder-path.ts';
import { formatNoun } from '../ui/format.ts';
import { shell } from '../ui/shell.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { useMessagesStore } from './messages-store.ts';
import { tiles } from './tiles.ts';
import { told } from './told.ts';

/** True where tiles can be dragged to other programs: a browser hands out no files. */
export const canDragFiles = (): boolean => shell() !== null;

/** Goes on with a drag of the page as one of the files of samples. @param icon a PNG as a data URL */
export function dragFiles(ids: Uint32Array, icon: string): void {
  if (ids.length > MOST_DRAGGED) {
    const most = formatNoun(MOST_DRAGGED, 'file');
    useMessagesStore
      .getState()
      .say(`At most ${most} can be dragged at once, and ${ids.length} are selected: export them instead.`);
    return;
  }
  const known = [...ids].map((id) => tiles.get(id)).filter((tile) => tile !== null);
  // At once where it can be: the button may be let go before an answer comes.
  void told(() => (known.length === ids.length ? start(known, icon) : askAndStart(ids, icon)));
}

async function askAndStart(ids: Uint32Array, icon: string): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset !== null) await start(await api.tiles(dataset.id, Array.from(ids)), icon);
}

async function start(found: readonly Pick<Tile, 'path'>[], icon: string): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null || found.length === 0) return;
  const dragged = await shell()?.startDrag({ files: found.map(({ path }) => joinPath(dataset.folder, path)), icon });
  if (dragged === found.length) return;
  const which = dragged === 0 ? 'None of these files' : `Only ${dragged} of these ${found.length} files`;
  useMessagesStore
    .getState()
    .say(`${which} can be dragged: what else was selected is gone, or lie in a tar, from which an export takes them.`);
}
