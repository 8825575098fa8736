import { spawnSync } from 'node:child_process';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { indexDirectory } from '../src/main/dataset/home.ts';
import { indexFile } from '../src/main/dataset/index-files.ts';
import { makeMillionRows } from './million-rows.ts';

const cli = join(import.meta.dirname, '../src/main/cli.ts');

export interface MillionDataset {
  readonly id: string;
  /** Where its index lies. */
  readonly directory: string;
}

/** `winnow index` of a folder as a process of its own. @returns where its index lies */
export function indexBy(home: string, folder: string): string {
  const { status, stderr } = spawnSync(process.execPath, [cli, 'index', folder, '--home', home, '--json'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`winnow index ended with ${status}: ${stderr}`);
  return indexDirectory(home, realpathSync(folder));
}

/** A dataset of the samples of `makeMillionRows` whose folder is gone, so that nothing indexes them away. */
export function makeMillionDataset(home: string, folder: string, rows: number): MillionDataset {
  mkdirSync(folder);
  const directory = indexBy(home, folder);
  makeMillionRows(indexFile(directory), { rows, seed: 1 });
  rmSync(folder, { recursive: true });
  return { id: directory.split(/[\\/]/).at(-1) ?? '', directory };
}
