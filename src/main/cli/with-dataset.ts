import { resolve } from 'node:path';
import { z } from 'zod';
import type { OpenRequest } from '../../shared/api.ts';
import type { DatasetInfo } from '../../shared/dataset.ts';
import { WinnowError } from '../../shared/errors.ts';
import { type DoorClient, doorClient } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { connectTo } from './connect.ts';

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

const relinkDetailsSchema = z.object({ datasetId: z.string(), oldFolder: z.string() });

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
    return await work({ client, route: `/api/datasets/${encodeURIComponent(info.id)}`, info });
  } finally {
    await connection.close();
  }
}

async function open(client: DoorClient, folder: string, access: DatasetAccess, context: CliContext): Promise<DatasetInfo> {
  const request: OpenRequest = { folder: resolve(folder), index: false };
  try {
    return await client.post<DatasetInfo>('/api/datasets', access.relink === false ? { ...request, relink: false } : request);
  } catch (error) {
    if (!(error instanceof WinnowError)) throw error;
    if (error.code === 'dataset_busy' && access.access === 'read') {
      return client.post<DatasetInfo>('/api/datasets', { ...request, readOnly: true });
    }
    if (error.code !== 'relink_needed') throw error;
    const { datasetId, oldFolder } = relinkDetailsSchema.parse(error.details);
    const info = await client.post<DatasetInfo>('/api/datasets', { ...request, relink: datasetId });
    await context.err.write(
      `${folder} is the dataset that was at ${oldFolder}; its index was taken over, with tags and history.\n`,
    );
    return info;
  }
}
