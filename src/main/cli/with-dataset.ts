import { resolve } from 'node:path';
import type { OpenRequest } from '../../shared/api.ts';
import type { DatasetInfo } from '../../shared/dataset.ts';
import { WinnowError } from '../../shared/errors.ts';
import { type DoorClient, doorClient } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { connectTo, neverIndexed } from './connect.ts';
import { openFolder } from './open-folder.ts';

export interface DatasetAccess {
  /**
   * `read` is content with an index that another command is writing to; `write` is not; both want a folder that was
   * indexed before. `index` makes the index.
   */
  readonly access: 'read' | 'write' | 'index';
  /** Take over the index of a folder that was moved here. */
  readonly relink?: boolean;
}

export interface OpenedDataset {
  readonly client: DoorClient;
  /** `/api/datasets/:dataset` */
  readonly route: string;
  readonly info: DatasetInfo;
}

/**
 * Opens a dataset through the door of whoever holds it, lets `work` use it and closes it again.
 * @throws {WinnowError} what opening or `work` throws; not_found where the folder was never indexed
 */
export async function withDataset<T>(
  folder: string,
  context: CliContext,
  access: DatasetAccess,
  work: (opened: OpenedDataset) => Promise<T>,
): Promise<T> {
  const connection = await connectTo(folder, context, access.access !== 'index');
  const client = doorClient(connection.door, connection.token);
  try {
    const info = await open(client, folder, access, context);
    for (const notice of info.notices) await context.err.write(`${notice}\n`);
    if (access.access !== 'index' && info.samples === 0 && !info.wasIndexed) throw neverIndexed(folder);
    return await work({ client, route: `/api/datasets/${encodeURIComponent(info.id)}`, info });
  } finally {
    await connection.close();
  }
}

async function open(
  client: DoorClient,
  folder: string,
  { access, relink }: DatasetAccess,
  context: CliContext,
): Promise<DatasetInfo> {
  const request: OpenRequest = { folder: resolve(folder), index: false, ...(relink === false ? { relink } : {}) };
  try {
    return await openFolder(client, request, context);
  } catch (error) {
    const isBusy = error instanceof WinnowError && error.code === 'dataset_busy';
    if (!isBusy || access !== 'read') throw error;
    return openFolder(client, { ...request, readOnly: true }, context);
  }
}
