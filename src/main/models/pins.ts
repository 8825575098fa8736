import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { WinnowError } from '../../shared/errors.ts';
import { failureCode } from '../db/storage-error.ts';
import { sha256Schema } from './manifest-schema.ts';
import { replaceFile } from './model-folder.ts';

export const PINS_FILE = 'pins.json';
const pinsSchema = z.record(z.string(), sha256Schema);

/** SHA-256 of what came first of files that nobody states one for, by name; they outlive the removal of the model. */
export type Pins = Readonly<Record<string, string>>;

/** @throws {WinnowError} download_failed where they are damaged: what comes could not be told from what came */
export async function readPins(folder: string): Promise<Pins> {
  const file = join(folder, PINS_FILE);
  try {
    return pinsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (failureCode(error) === 'ENOENT') return {};
    throw new WinnowError('download_failed', `${file} is damaged. Remove it to trust what is downloaded next.`, { cause: error });
  }
}

/** @throws {WinnowError} no_permission, read_only, disk_full */
export async function writePins(folder: string, pins: Pins): Promise<void> {
  await replaceFile(join(folder, PINS_FILE), `${JSON.stringify(pins)}\n`);
}
