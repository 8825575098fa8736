import { z } from 'zod';
import { type ColumnMapping, MATCH_RULES, VALUE_KINDS } from '../../shared/prediction-file.ts';

const column = z.string().nullable();

/** A mapping that came from outside: which column says what. */
export const columnMappingSchema: z.ZodType<ColumnMapping> = z.object({
  path: column,
  prediction: column,
  confidence: column,
  label: column,
  probabilities: z
    .union([
      z.object({
        kind: z.literal('columns'),
        columns: z.array(z.object({ column: z.string(), className: z.string().min(1) })).min(1),
      }),
      z.object({ kind: z.literal('list'), column: z.string() }),
    ])
    .nullable(),
  values: z.enum(VALUE_KINDS),
  confidenceValues: z.enum(['probabilities', 'percentages']),
  classes: z.array(z.string().min(1)).min(1).nullable(),
  rules: z.array(z.enum(MATCH_RULES)).min(1),
});
