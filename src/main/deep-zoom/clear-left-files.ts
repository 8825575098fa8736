import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Deletes what engines that were killed left behind: folders named for processes that are no more. */
export async function clearLeftFiles(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => /^[1-9]\d*$/.test(name) && !isAlive(Number(name)));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Somebody else's is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
