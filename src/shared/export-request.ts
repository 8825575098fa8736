import { z } from 'zod';
import { EXPORT_FORMATS, FILE_MODES, KEEP_OR_DROP, OTHER_CLASSES, PATH_STYLES, PICTURE_FORMATS } from './export.ts';
import { querySchema } from './query-schema.ts';
import { MOST_SEED } from './split.ts';
import { splitRulesSchema } from './split-schema.ts';

/** Longest side that pictures can be resized to, px. */
export const MOST_SIDE = 16_384;
/** Samples of a class that it can be balanced to. */
export const MOST_BALANCED = 1_000_000;

/** What every class is brought to: a number of samples, that of the largest class, or the one in the middle. */
const balanceTargetSchema = z.union([z.literal('max'), z.literal('median'), z.number().int().min(1).max(MOST_BALANCED)], {
  error: `expected max, median or a whole number from 1 to ${MOST_BALANCED}`,
});
export type BalanceTarget = z.infer<typeof balanceTargetSchema>;
/** The seed says which samples are copied or left out. */
export const balanceSchema = z.object({ target: balanceTargetSchema, seed: z.number().int().min(0).max(MOST_SEED) });

/** How a dataset is exported: what a recipe keeps of it, and the same for any dataset. Absent: the first of the choices, or not at all. */
export const exportOptionsSchema = z.object({
  format: z.enum(EXPORT_FORMATS),
  files: z.enum(FILE_MODES),
  /** How tables call files; absent: relative where files are written, else absolute. */
  paths: z.enum(PATH_STYLES).optional(),
  /** Class names in the order of their numbers; absent: those there are, in alphabetical order. */
  classes: z.array(z.string().min(1)).min(1).optional(),
  /** Of classes that are not listed. */
  otherClasses: z.enum(OTHER_CLASSES).optional(),
  /** Samples without a class; of formats of boxes, those that no annotation speaks of. */
  unlabeled: z.enum(KEEP_OR_DROP).optional(),
  /** Samples tagged `remove`. */
  removed: z.enum(KEEP_OR_DROP).optional(),
  /** Leave out GPS position, serial numbers and names of persons where the format allows it without decoding. */
  stripPrivate: z.boolean().optional(),
  /** Pictures are encoded anew in this format. */
  convert: z.enum(PICTURE_FORMATS).optional(),
  /** Pictures whose longest side is longer are made smaller, boxes with them; px. */
  resize: z.number().int().min(1).max(MOST_SIDE).optional(),
  /** A column with the weight of each sample, by how rare its class is. */
  weights: z.boolean().optional(),
  /** Brings every class to the same number of samples: changed copies of some, or leaving out some; of boxes: repeats of some. */
  balance: balanceSchema.optional(),
  /** Absent: samples stay in the splits they are in. */
  split: splitRulesSchema.optional(),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

export const exportRequestSchema = exportOptionsSchema.extend({
  /** Absolute path of a folder that does not exist yet. */
  out: z.string().min(1),
  query: querySchema,
  /** Who exports, for the lineage; absent: the user of the system. */
  by: z.string().trim().min(1).max(200).optional(),
  dryRun: z.boolean().optional(),
});
export type ExportRequest = z.infer<typeof exportRequestSchema>;
