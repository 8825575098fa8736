import { createHash } from 'node:crypto';
import { z } from 'zod';
import { encodeFrame } from '../../shared/frame.ts';
import { readFrame, writeWhole } from './model-files.ts';
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
  const frame = await readFrame(directory, FILE);
  const parsed = headerSchema.safeParse(frame?.header);
  const { mean, directions } = frame?.columns ?? {};
  if (!parsed.success || !(mean instanceof Float64Array)) return null;
  if (directions !== undefined && !(directions instanceof Float64Array)) return null;
  const { kind, dimensions, samples } = parsed.data;
  return named({ kind, dimensions, samples, mean, directions: directions ?? null });
}

/** @param mayWrite false: it is only named */
export async function keepProjection(
  directory: string,
  projection: FittedProjection,
  mayWrite: boolean,
): Promise<KnownProjection> {
  if (mayWrite) await writeWhole(directory, FILE, encoded(projection));
  return named(projection);
}

function encoded({ kind, dimensions, samples, mean, directions }: FittedProjection): Uint8Array<ArrayBuffer> {
  return encodeFrame({ version: VERSION, kind, dimensions, samples }, { mean, ...(directions === null ? {} : { directions }) });
}

function named(projection: FittedProjection): KnownProjection {
  return { projection, fit: createHash('sha256').update(encoded(projection)).digest('hex').slice(0, 16) };
}
