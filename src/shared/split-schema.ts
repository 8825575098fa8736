import { z } from 'zod';
import { TEXT_FIELDS } from './query.ts';
import { carriedSchema, numberFieldSchema, querySchema } from './query-schema.ts';
import {
  MOST_GAP_SECONDS,
  MOST_SEED,
  MOST_SHARES,
  patternProblem,
  SPLIT_BALANCES,
  type SplitRules,
  sharesProblem,
} from './split.ts';

const splitName = z
  .string()
  .max(200)
  .regex(/^(?=.*\S)\P{Cc}+$/u, 'a split has 1 to 200 characters, not only spaces, and no control characters');
const pattern = z
  .string()
  .max(1000)
  .superRefine((text, context) => {
    const problem = patternProblem(text);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });
const groupBy = z
  .array(
    z.discriminatedUnion('by', [
      z.object({ by: z.literal('folder') }),
      z.object({ by: z.literal('name'), pattern }),
      z.object({ by: z.literal('time'), seconds: z.number().min(0).max(MOST_GAP_SECONDS), isPerFolder: z.boolean() }),
      z.object({ by: z.literal('field'), field: z.union([z.enum(TEXT_FIELDS), numberFieldSchema, carriedSchema]) }),
    ]),
  )
  .max(20);
const seed = z.number().int().min(0).max(MOST_SEED);

/** Rules that came from outside. */
export const splitRulesSchema: z.ZodType<SplitRules> = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('keep') }),
  z.object({ mode: z.literal('repair'), groupBy, seed }),
  z.object({
    mode: z.literal('new'),
    shares: z
      .array(z.object({ name: splitName, share: z.number().gt(0).max(1) }))
      .min(1)
      .max(MOST_SHARES)
      .superRefine((shares, context) => {
        const problem = sharesProblem(shares);
        if (problem !== null) context.addIssue({ code: 'custom', message: problem });
      }),
    balance: z.enum(SPLIT_BALANCES),
    groupBy,
    seed,
  }),
]);

export const splitRequestSchema = z.object({ query: querySchema, rules: splitRulesSchema });
export type SplitRequest = z.infer<typeof splitRequestSchema>;
