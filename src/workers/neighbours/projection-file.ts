import { createHash } from 'node:crypto';
import { z } from 'zod';
import { decodeFrame, encodeFrame } from '../../shared/frame.ts';
import { readWhole, writeWhole } from './model-files.ts';
import type { FittedProjection } from './projection.ts';

const FILE = 'projection.frame';
/** Raised when what is fitted changes: an older one is fitted anew. */
const VERSION = 1;

const headerSchema = z.object({
  version: z.literal(VERSION),
  kind: z.enum(['centred', 'half-whitened']),
  dimensions: z.number().int().positive(),
  samples: z.number().int().positive(),
});

/** A projection and the name of its fit: what was made with another one is of no use with it. */
export interface KnownProjection {
  readonly projection: FittedProjection;
  readonly fit: string;
}

/** @returns null where there is none that this Winnow can use */
export async function readProjection(directory: string): Promise<KnownProjection | null> {
  const bytes = await readWhole(directory, FILE);
  if (bytes === null) return null;
  const { header, columns } = decodeFrame<unknown>(bytes);
  const parsed = headerSchema.safeParse(header);
  const { mean, directions } = columns;
  if (!parsed.success || !(mean instanceof Float64Array)) return null;
  if (directions !== undefined && !(directions instanceof Float64Array)) return null;
  const { kind, dimensions, samples } = parsed.data;
  return {
    projection: { kind, dimensions, samples, mean, directions: directions ?? null },
    fit: fitOf(new Uint8Array(bytes)),
  };
}

/** @param mayWrite false: it is only named */
export async function keepProjection(
  directory: string,
  projection: FittedProjection,
  mayWrite: boolean,
): Promise<KnownProjection> {
  const { kind, dimensions, samples, mean, directions } = projection;
  const header = { version: VERSION, kind, dimensions, samples };
  const bytes = encodeFrame(header, { mean, ...(directions === null ? {} : { directions }) });
  if (mayWrite) await writeWhole(directory, FILE, bytes);
  return { projection, fit: fitOf(bytes) };
}

function fitOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
