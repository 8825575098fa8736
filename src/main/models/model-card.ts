import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { failureCode } from '../db/storage-error.ts';
import { manifestSchema, modelNameSchema, sha256Schema } from './manifest-schema.ts';
import { makeFolder, modelFolder, replaceFile } from './model-folder.ts';

const CARD_FILE = 'model.json';

const keptFileSchema = z.object({
  /** Name in the model's own folder, or absolute path of a file of the user's. */
  path: z.string().min(1),
  sizeBytes: z.number(),
  /** Of the file when its bytes were last known to be these, ms. */
  modifiedMs: z.number(),
  sha256: sha256Schema,
});
/** A file whose bytes were read once. */
export type KeptFile = Readonly<z.infer<typeof keptFileSchema>>;

const cardSchema = z.object({
  origin: z.enum(['catalogue', 'file']),
  manifest: manifestSchema,
  model: keptFileSchema,
  /** Files beside it that hold weights, in the order of the manifest. */
  weights: z.array(keptFileSchema).readonly().default([]),
  text: z.object({ encoder: keptFileSchema, merges: keptFileSchema, length: z.number().int().positive() }).readonly().nullable(),
});
/** What is known of a model that was downloaded or added, kept in its folder below WINNOW_HOME. */
export type ModelCard = Readonly<z.infer<typeof cardSchema>>;

export interface StoredCard {
  readonly name: string;
  readonly folder: string;
  readonly card: ModelCard;
}

/** Null where there is none, or one that cannot be read: the model can be had again. */
export async function readCard(models: string, name: string): Promise<StoredCard | null> {
  if (!isModelName(name)) return null;
  const folder = modelFolder(models, name);
  try {
    const parsed = cardSchema.safeParse(JSON.parse(await readFile(join(folder, CARD_FILE), 'utf8')));
    return parsed.success ? { name, folder, card: parsed.data } : null;
  } catch (error) {
    if (error instanceof SyntaxError || failureCode(error) !== '') return null;
    throw error;
  }
}

/** Written last, so that a card means a whole model. @throws {WinnowError} no_permission, read_only, disk_full */
export async function writeCard(folder: string, card: ModelCard): Promise<void> {
  await makeFolder(folder);
  await replaceFile(join(folder, CARD_FILE), `${JSON.stringify(card, null, 2)}\n`);
}

/** By name. */
export async function listCards(models: string): Promise<readonly StoredCard[]> {
  const names = await readdir(models).catch(() => []);
  const cards = await Promise.all(names.map((name) => readCard(models, name)));
  return cards.filter((card) => card !== null).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** False for what leads out of the folder of models, too. */
const isModelName = (name: string): boolean => modelNameSchema.safeParse(name).success;

/** Goes first, so that what is half removed is no model. */
export async function removeCard(folder: string): Promise<void> {
  await rm(join(folder, CARD_FILE), { force: true });
}

/** Absolute path. */
export function pathOf(folder: string, file: KeptFile): string {
  return resolve(folder, file.path);
}

/** @param sha256 that its bytes were just found to have */
export async function keptFile(file: string, folder: string, sha256: string): Promise<KeptFile> {
  const { size, mtimeMs } = await stat(file);
  const path = resolve(folder, basename(file)) === file ? basename(file) : file;
  return { path, sizeBytes: size, modifiedMs: mtimeMs, sha256 };
}
