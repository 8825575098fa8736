import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { DatasetId } from '../../shared/sample.ts';
import { failureCode } from '../db/storage-error.ts';
import { datasetsDirectory } from './home.ts';

const CARD_FILE = 'dataset.json';

const cardSchema = z.object({
  /** Real path of the folder of images. */
  folder: z.string(),
  name: z.string(),
  samples: z.number(),
  /** Null: not among the recent ones, because the user had it forgotten. */
  openedMs: z.number().nullable(),
});

/** What can be said of an index without opening its database, kept beside it. */
export type DatasetCard = z.infer<typeof cardSchema>;

export interface IndexOnDisk {
  readonly id: DatasetId;
  readonly directory: string;
  readonly card: DatasetCard;
}

/** @returns null where a directory holds no index, or one whose card cannot be read */
export function readCard(directory: string): DatasetCard | null {
  try {
    const parsed = cardSchema.safeParse(JSON.parse(readFileSync(join(directory, CARD_FILE), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || failureCode(error) !== '') return null;
    throw error;
  }
}

/** Replaces the card whole, so that nobody reads half of one. */
export function writeCard(directory: string, card: DatasetCard): void {
  const file = join(directory, CARD_FILE);
  const aside = `${file}.${process.pid}.new`;
  writeFileSync(aside, JSON.stringify(card));
  renameSync(aside, file);
}

/** Has the list of recent datasets show this count. */
export function noteSampleCount(directory: string, samples: number): void {
  const card = readCard(directory);
  try {
    if (card !== null) writeCard(directory, { ...card, samples });
  } catch (error) {
    // On a full disk the list shows the count before.
    if (failureCode(error) === '') throw error;
  }
}

/** Every index of a WINNOW_HOME that has a card. */
export function listIndexes(home: string): readonly IndexOnDisk[] {
  return directoriesOf(datasetsDirectory(home)).flatMap((directory) => {
    const card = readCard(directory);
    return card === null ? [] : [{ id: basename(directory) as DatasetId, directory, card }];
  });
}

function directoriesOf(parent: string): readonly string[] {
  try {
    const entries = readdirSync(parent, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(parent, entry.name));
  } catch (error) {
    if (failureCode(error) === '') throw error;
    return [];
  }
}
