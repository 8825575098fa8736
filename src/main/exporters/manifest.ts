import { open } from 'node:fs/promises';
import { z } from 'zod';
import { WinnowError } from '../../shared/errors.ts';
import { EXPORT_FORMATS, FILE_MODES, type Manifest, type ManifestEntry } from '../../shared/export.ts';
import type { SplitReport } from '../../shared/split.ts';
import { splitRulesSchema } from '../../shared/split-schema.ts';
import { absoluteBytes } from '../dataset/paths.ts';
import { MANIFEST_FILE, MANIFEST_ROWS_FILE } from './export-layout.ts';
import { systemCode } from './system-code.ts';

const LEFT_OUT = ['not in the query', 'class not listed', 'corrupt', 'unsupported', 'unreadable', 'missing', 'pending'] as const;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);
/** A manifest from elsewhere must not make anyone read outside of the export. */
const pathInside = z.string().refine((path) => path.split('/').every((name) => name !== '' && name !== '.' && name !== '..'));

const reportSchema: z.ZodType<SplitReport> = z.object({
  splits: z.array(z.object({ name: z.string(), count, target: z.number().nullable() })),
  unsplit: count,
  classes: z.array(z.object({ label: z.string().nullable(), counts: z.array(count), unsplit: count, largestGroup: count })),
  keptTogether: z.array(z.object({ by: z.string(), groups: count, samples: count })),
  moves: count.nullable(),
  leaks: z.object({ groups: count, samples: count }),
});

const manifestSchema: z.ZodType<Manifest> = z.object({
  winnow: z.string(),
  createdAt: z.string(),
  source: z.object({ folder: z.string(), datasetId: z.string(), samples: count }),
  query: z.string(),
  format: z.enum(EXPORT_FORMATS),
  files: z.enum(FILE_MODES),
  exported: count,
  leftOut: z.partialRecord(z.enum(LEFT_OUT), count),
  classes: z.array(z.string()),
  splits: z.record(z.string(), count),
  boxes: z.object({ classes: z.array(z.string()), exported: count, annotated: count, dropped: count }).exactOptional(),
  tables: z.record(pathInside, sha256),
  split: z.object({ rules: splitRulesSchema, report: reportSchema }).exactOptional(),
  privateMetadata: z.object({ stripped: count, kept: z.record(z.string(), count) }).exactOptional(),
});

const entrySchema: z.ZodType<ManifestEntry> = z.object({
  source: z.string(),
  sha256: sha256.nullable(),
  sizeBytes: count,
  label: z.string().nullable(),
  labelBefore: z.string().nullable().exactOptional(),
  split: z.string().nullable(),
  splitBefore: z.string().nullable().exactOptional(),
  tags: z.array(z.string()),
  exported: pathInside.nullable(),
  leftOut: z.enum(LEFT_OUT).nullable(),
  exportedSha256: sha256.exactOptional(),
  exportedBytes: count.exactOptional(),
  privateMetadata: z.enum(['stripped', 'kept']).exactOptional(),
  sidecar: z.object({ path: pathInside, sha256 }).exactOptional(),
});

/** A line of manifest.jsonl; `entry` is null where it is none. */
export interface ManifestLine {
  readonly number: number;
  readonly entry: ManifestEntry | null;
}

/** Written last: an export without one is not finished. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = await open(absoluteBytes(folder, MANIFEST_FILE), 'wx');
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
  } finally {
    await file.close();
  }
}

/** @throws {WinnowError} not_found, no_permission, or verification_failed where it is not what Winnow writes */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readText(folder);
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new WinnowError(
    'verification_failed',
    `${folder}/${MANIFEST_FILE} is not a manifest as Winnow writes it: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}.`,
  );
}

/** The rows of manifest.jsonl, read as a stream. */
export async function* manifestLines(folder: string): AsyncGenerator<ManifestLine> {
  const file = await open(absoluteBytes(folder, MANIFEST_ROWS_FILE));
  let number = 0;
  let rest = '';
  // Only line feeds end a line here; JSON text may hold other line separators.
  for await (const piece of file.createReadStream({ encoding: 'utf8' })) {
    const lines = (rest + String(piece)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield { number: ++number, entry: parseEntry(line) };
  }
  if (rest !== '') yield { number: ++number, entry: parseEntry(rest) };
}

function parseEntry(line: string): ManifestEntry | null {
  const parsed = entrySchema.safeParse(parseJson(line));
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
    const file = await open(absoluteBytes(folder, MANIFEST_FILE));
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
        `There is no ${MANIFEST_FILE} in ${folder}. Give the folder of an export that Winnow made.`,
        { cause: error },
      );
    }
    if (code !== 'EACCES') throw error;
    throw new WinnowError('no_permission', `You have no permission to read ${folder}/${MANIFEST_FILE}.`, { cause: error });
  }
}
