import { constants } from 'node:fs';
import { copyFile, readdir, rm, stat, statfs } from 'node:fs/promises';
import { WinnowError } from '../../shared/errors.ts';
import { fsPath, joinPath } from '../../workers/scan/fs-path.ts';

/** What directories, tables and the last blocks of files take, per sample; about. */
const BYTES_PER_SAMPLE = 1024;
const PROBE_FILE = '.winnow-clone-probe';

export interface SpaceTask {
  /** Where it is made, absolute. */
  readonly folder: string;
  readonly parent: string;
  /** Of the files to be copied. */
  readonly bytes: number;
  readonly samples: number;
  /** One of these files, absolute; null: there is none. */
  readonly sample: string | Buffer | null;
}

/**
 * Whether an export fits, before it starts. Where copies are clones, which take no space, anything does.
 * @throws {WinnowError} disk_full
 */
export async function checkSpace({ folder, parent, bytes, samples, sample }: SpaceTask): Promise<void> {
  const { bavail, bsize } = await statfs(fsPath(folder));
  const free = bavail * bsize;
  const needed = bytes + samples * BYTES_PER_SAMPLE - (await bytesIn(folder));
  if (needed <= free || (sample !== null && (await canClone(sample, folder)))) return;
  throw new WinnowError(
    'disk_full',
    `The export needs about ${megabytes(needed)} and the disk that holds ${parent} has ${megabytes(free)} free. Nothing was written. Free some space, choose another disk, or export with links.`,
  );
}

/** Of an interrupted export: what need not be written again. */
async function bytesIn(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(fsPath(folder), { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) sum += (await stat(joinPath(entry.parentPath, entry.name)).catch(() => ({ size: 0 }))).size;
  }
  return sum;
}

async function canClone(sample: string | Buffer, folder: string): Promise<boolean> {
  const probe = fsPath(joinPath(folder, PROBE_FILE));
  const isCloned = await copyFile(sample, probe, constants.COPYFILE_FICLONE_FORCE).then(
    () => true,
    () => false,
  );
  await rm(probe, { force: true });
  return isCloned;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
