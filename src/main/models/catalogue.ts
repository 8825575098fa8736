import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BUILT_IN_MODEL, type ModelManifest } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import { failureCode } from '../db/storage-error.ts';
import { modelAssets } from './assets-folder.ts';
import { isLoopback } from './loopback.ts';
import { manifestBodySchema, sha256Schema } from './manifest-schema.ts';

const remoteFileSchema = z
  .object({
    /** As it is kept on this machine. */
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/)
      .refine((name) => !/\.(?:json|db|part)$/.test(name), "a name with an ending of Winnow's own files"),
    /** Addresses of the same bytes, to be tried in this order. */
    urls: z.array(z.url().refine(isSafeAddress, 'expected an https address')).min(1).readonly(),
    sizeBytes: z.number().int().positive(),
    /** Null: its publisher states none, or nobody checked it; what comes first is then what has to come again. */
    sha256: sha256Schema.nullable(),
    /** Who says so. */
    sha256From: z.string().min(1).nullable(),
  })
  .refine((file) => (file.sha256 === null) === (file.sha256From === null), 'sha256 and sha256From go together');
/** A file to download. */
export type RemoteFile = Readonly<z.infer<typeof remoteFileSchema>>;

const entrySchema = manifestBodySchema.extend({
  describes: z.string().min(1),
  licence: z.string().min(1),
  source: z.string().min(1),
  file: remoteFileSchema,
  text: z
    .object({ encoder: remoteFileSchema, merges: remoteFileSchema, length: z.number().int().positive() })
    .readonly()
    .nullable(),
});
/** A model that can be downloaded. */
export type CatalogueEntry = Readonly<z.infer<typeof entrySchema>>;

const catalogueSchema = z
  .object({ models: z.array(entrySchema) })
  .refine(({ models }) => new Set(models.map(({ name }) => name)).size === models.length, 'two models have one name')
  .refine(({ models }) => models.every(({ name }) => name !== BUILT_IN_MODEL), `"${BUILT_IN_MODEL}" is the built-in model's name`)
  .refine(
    ({ models }) => models.every((entry) => new Set(filesOf(entry).map(({ name }) => name)).size === filesOf(entry).length),
    'two files of a model have one name',
  );

const FILE_NAME = 'catalogue.json';

/**
 * Winnow's catalogue, and that of the house, `catalogue.json` in `models` below WINNOW_HOME, where there is one: an
 * organisation's own models and mirrors. Its entries stand before and instead of Winnow's of the same name.
 * @throws {WinnowError} bad_request, naming what is wrong with the file
 */
export async function readCatalogue(modelsDirectory: string): Promise<readonly CatalogueEntry[]> {
  const own = await readCatalogueFile(join(modelsDirectory, FILE_NAME));
  const shipped = (await readCatalogueFile(join(modelAssets(), FILE_NAME))) ?? [];
  if (own === null) return shipped;
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...shipped.filter(({ name }) => !names.has(name))];
}

/** @returns null where there is no such file */
export async function readCatalogueFile(file: string): Promise<readonly CatalogueEntry[] | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (failureCode(error) === 'ENOENT') return null;
    throw new WinnowError('bad_request', `The catalogue ${file} cannot be read (${failureCode(error)}).`, { cause: error });
  }
  return parseCatalogue(text, file);
}

function parseCatalogue(text: string, file: string): readonly CatalogueEntry[] {
  const parsed = catalogueSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.models;
  const issue = parsed.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at "${issue.path.join('.')}"`;
  throw new WinnowError('bad_request', `${file} is no catalogue of models${where}: ${issue?.message}. Correct or remove it.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** All that is downloaded for a model, the model itself first. */
export function filesOf({ file, text }: Pick<CatalogueEntry, 'file' | 'text'>): readonly RemoteFile[] {
  return text === null ? [file] : [file, text.encoder, text.merges];
}

export function sizeOf(entry: CatalogueEntry): number {
  return filesOf(entry).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** @param sha256 of the bytes that are here; the entry's own where it has one */
export function manifestOf(entry: CatalogueEntry, sha256: string): ModelManifest {
  const { name, title, input, preprocessing, output, projection, licence, source, file } = entry;
  return { name, title, input, preprocessing, output, projection, licence, source, sha256, sizeBytes: file.sizeBytes };
}

/** Nobody between here and the server can change what comes, or the server is this machine. */
function isSafeAddress(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
}
