import { z } from 'zod';
import type { ModelManifest } from '../../shared/embedding.ts';

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 small hexadecimal digits');
/** As on the command line, and a file name everywhere. */
export const modelNameSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/);
const positive = z.number().int().positive();

/** What a manifest says beside its file: how pictures go in and vectors come out. */
export const manifestBodySchema = z.object({
  name: modelNameSchema,
  title: z.string().min(1),
  input: z.object({
    name: z.string().min(1),
    layout: z.enum(['nchw', 'nhwc']),
    type: z.enum(['float32', 'uint8']),
    width: positive,
    height: positive,
    batch: positive.nullable(),
  }),
  preprocessing: z
    .object({
      resize: z.enum(['center-crop', 'fill']),
      resizeTo: positive,
      kernel: z.enum(['cubic', 'linear', 'lanczos3']),
      color: z.enum(['rgb', 'bgr', 'grey']),
      range: z.union([z.literal(1), z.literal(255)]),
      mean: z.array(z.number()),
      std: z.array(z.number().positive()),
    })
    .refine(({ color, mean, std }) => {
      const channels = color === 'grey' ? 1 : 3;
      return mean.length === channels && std.length === channels;
    }, 'mean and std need one number a channel'),
  output: z.object({ name: z.string().min(1), isInner: z.boolean(), dimensions: positive.nullable() }),
  projection: z.enum(['centred', 'half-whitened']),
  licence: z.string().min(1).nullable(),
  source: z.string().min(1).nullable(),
});

/** Reads what is written beside models. */
export const manifestSchema: z.ZodType<ModelManifest> = manifestBodySchema.extend({
  sha256: sha256Schema,
  sizeBytes: positive,
  weights: z.array(z.object({ name: z.string().min(1), sha256: sha256Schema })).optional(),
});
