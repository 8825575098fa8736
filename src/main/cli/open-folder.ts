import { z } from 'zod';
import type { OpenRequest } from '../../shared/api.ts';
import type { DatasetInfo } from '../../shared/dataset.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { DoorClient } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';

const relinkDetailsSchema = z.object({ datasetId: z.string(), oldFolder: z.string() });

/**
 * Opens a folder. One that holds the files of a dataset whose own folder is gone takes over that one's index: the old
 * place has nothing left to lose, and stderr says so.
 * @throws {WinnowError} what the door refuses
 */
export async function openFolder(client: DoorClient, request: OpenRequest, context: CliContext): Promise<DatasetInfo> {
  try {
    return await client.post<DatasetInfo>('/api/datasets', request);
  } catch (error) {
    if (!(error instanceof WinnowError) || error.code !== 'relink_needed') throw error;
    const { datasetId, oldFolder } = relinkDetailsSchema.parse(error.details);
    const info = await client.post<DatasetInfo>('/api/datasets', { ...request, relink: datasetId });
    const what = `${request.folder} is the dataset that was at ${oldFolder}`;
    await context.err.write(`${what}; its index was taken over, with tags and history.\n`);
    return info;
  }
}
