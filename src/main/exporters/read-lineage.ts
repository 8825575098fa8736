import { open } from 'node:fs/promises';
import { WinnowError } from '../../shared/errors.ts';
import type { Lineage, ManifestRow } from '../../shared/export.ts';
import { lineageSchema, manifestRowSchema } from '../../shared/export-schema.ts';
import { absoluteBytes } from '../dataset/paths.ts';
import { LINEAGE_FILE, MANIFEST_FILE } from './export-layout.ts';
import { systemCode } from './system-code.ts';

/** A line of winnow-manifest.jsonl; `row` is null where it is none. */
export interface ManifestLine {
  readonly number: number;
  readonly row: ManifestRow | null;
}

/** @throws {WinnowError} not_found, no_permission, or verification_failed where it is not what Winnow writes */
export async function readLineage(folder: string): Promise<Lineage> {
  const text = await readText(folder);
  const parsed = lineageSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new WinnowError(
    'verification_failed',
    `${folder}/${LINEAGE_FILE} is no lineage as Winnow writes it: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}.`,
  );
}

/** The rows of winnow-manifest.jsonl, read as a stream. */
export async function* manifestLines(folder: string): AsyncGenerator<ManifestLine> {
  const file = await open(absoluteBytes(folder, MANIFEST_FILE));
  let number = 0;
  let rest = '';
  // Only line feeds end a line here; JSON text may hold other line separators.
  for await (const piece of file.createReadStream({ encoding: 'utf8' })) {
    const lines = (rest + String(piece)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield { number: ++number, row: parseRow(line) };
  }
  if (rest !== '') yield { number: ++number, row: parseRow(rest) };
}

function parseRow(line: string): ManifestRow | null {
  const parsed = manifestRowSchema.safeParse(parseJson(line));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function readText(folder: string): Promise<string> {
  try {
    const file = await open(absoluteBytes(folder, LINEAGE_FILE));
    try {
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new WinnowError(
        'not_found',
        `There is no ${LINEAGE_FILE} in ${folder}. Give the folder of an export that Winnow made.`,
        { cause: error },
      );
    }
    if (code !== 'EACCES') throw error;
    throw new WinnowError('no_permission', `You have no permission to read ${folder}/${LINEAGE_FILE}.`, { cause: error });
  }
}
