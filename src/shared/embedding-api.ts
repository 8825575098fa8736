import { z } from 'zod';
import { MAP_ENGINES, type MapInfo, type SimilarSample } from './embedding.ts';
import { TEXT_FIELDS } from './query.ts';
import { numberFieldSchema, querySchema, runNameSchema, similarTosSchema } from './query-schema.ts';

/** Bodies of the door's routes about models, what they gave and where it lies; the routes stand in `api.ts`. */

export const embedRequestSchema = z.object({
  /** Name of a model that is here, or absolute path of an ONNX file; absent: the active one, else the built-in one. */
  model: z.string().min(1).optional(),
  /** False: no map is laid out when all is embedded. */
  map: z.boolean().optional(),
});
export type EmbedRequest = z.infer<typeof embedRequestSchema>;

export const activeModelRequestSchema = z.object({ modelId: z.number().int().positive() });

export const addModelRequestSchema = z.object({
  /** Absolute path. */
  file: z.string().min(1),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'a name has small letters, digits, ".", "_" and "-"')
    .optional(),
  /** What to do otherwise than `inspect` suggested. */
  input: z.object({ width: z.number().int().min(1).max(4096), height: z.number().int().min(1).max(4096) }).optional(),
  layout: z.enum(['nchw', 'nhwc']).optional(),
  preprocessing: z
    .object({
      /** `cover`: a center-crop of the short side that cuts off no more than it must. */
      resize: z.enum(['cover', 'center-crop', 'fill']),
      resizeTo: z.number().int().min(1).max(8192),
      kernel: z.enum(['cubic', 'linear', 'lanczos3']),
      color: z.enum(['rgb', 'bgr', 'grey']),
      range: z.union([z.literal(1), z.literal(255)]),
      mean: z.array(z.number()).min(1).max(3),
      std: z.array(z.number().positive()).min(1).max(3),
    })
    .partial()
    .optional(),
  /** Name of an output or inner tensor. */
  output: z.string().min(1).optional(),
});
export type AddModelRequest = z.infer<typeof addModelRequestSchema>;

export const similarRequestSchema = z.object({
  to: similarTosSchema.min(1),
  away: similarTosSchema.optional(),
  k: z.number().int().min(1).max(10_000),
  query: querySchema.optional(),
});
export type SimilarRequest = z.infer<typeof similarRequestSchema>;
export type SimilarAnswer = readonly SimilarSample[];

export const probeTextSchema = z.object({ text: z.string().trim().min(1).max(1000) });

/** Fields to colour by. Of tags a sample's first in alphabetical order, of issues its most severe kind. */
export const columnRequestSchema = z.object({
  field: z.union([z.enum(TEXT_FIELDS), numberFieldSchema]),
  /** Whose predictions; absent: the active run's. */
  run: runNameSchema.exactOptional(),
});
export type ColumnRequest = z.infer<typeof columnRequestSchema>;
export type ColumnAnswer =
  /** `values`: Uint32Array of places in `names`, which starts with null: none; by count, largest first. */
  | {
      readonly kind: 'text';
      readonly revision: number;
      readonly names: readonly (string | null)[];
      readonly counts: readonly number[];
    }
  /** `values`: Float32Array, NaN is missing. */
  | { readonly kind: 'number'; readonly revision: number; readonly min: number | null; readonly max: number | null };

export const mapRequestSchema = z.object({
  /** Absent: the active one. */
  modelId: z.number().int().positive().optional(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional(),
  engine: z.enum(MAP_ENGINES).optional(),
  epochs: z.number().int().min(1).max(5000).optional(),
  neighbours: z.number().int().min(2).max(50).optional(),
  minDistance: z.number().min(0).max(1).optional(),
});
export type MapRequest = z.infer<typeof mapRequestSchema>;

export interface MapAnswer {
  readonly modelId: number | null;
  readonly map: MapInfo | null;
}

/** Of the layout that runs, or else the one stored. `version` rises with every state; columns are empty where nothing is newer. */
export interface LiveMap extends MapAnswer {
  readonly version: number;
  readonly isRunning: boolean;
  readonly epoch: number;
  readonly epochs: number;
}

export const arrangeRequestSchema = z.object({
  query: querySchema,
  /** Width / height of where it is shown. */
  aspect: z.number().min(0.05).max(20),
});
export type ArrangeRequest = z.infer<typeof arrangeRequestSchema>;

export interface ArrangedAnswer {
  readonly columns: number;
  readonly rows: number;
  readonly levels: readonly { readonly columns: number; readonly rows: number }[];
  /** Samples of the query without a vector, which are not in it. */
  readonly leftOut: number;
}
