import { z } from 'zod';
import { querySchema } from './query-schema.ts';

export const autoCleanRequestSchema = z.object({
  /** Samples whose labels the user vouches for. */
  trusted: querySchema,
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional(),
});
export type AutoCleanRequest = z.infer<typeof autoCleanRequestSchema>;

export const decideStepSchema = z.object({
  /** Id of an `auto-clean` job that is done. */
  job: z.string().min(1),
  /** Place of the step in its list. */
  step: z.number().int().min(0),
});
