import { z } from 'zod';
import { isCarriedField } from './carried-field.ts';
import type { SimilarTo } from './embedding.ts';
import {
  type AnyNumberField,
  type AnyTextField,
  CLAIMS,
  COMPARISONS,
  type Filter,
  NUMBER_FIELDS,
  type NumberField,
  type Query,
  SORT_FIELDS,
  TEXT_FIELDS,
} from './query.ts';
import { isProbabilityField } from './score.ts';

const probabilitySchema = z.string().max(1100).refine(isProbabilityField, 'expected prob.CLASS');
/** `field.NAME`, from outside. */
export const carriedSchema = z.string().max(1100).refine(isCarriedField, 'expected field.NAME');
export const numberFieldSchema: z.ZodType<NumberField> = z.union([z.enum(NUMBER_FIELDS), probabilitySchema]);
export const anyNumberFieldSchema: z.ZodType<AnyNumberField> = z.union([numberFieldSchema, carriedSchema]);
export const anyTextFieldSchema: z.ZodType<AnyTextField> = z.union([z.enum(TEXT_FIELDS), carriedSchema]);
/** Of a run, which need not be there. */
export const runNameSchema = z.string().min(1).max(1000);
const run = runNameSchema.exactOptional();

/** A filter that came from outside. */
const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('and'), of: z.array(filterSchema) }),
    z.object({ kind: z.literal('or'), of: z.array(filterSchema) }),
    z.object({ kind: z.literal('not'), of: filterSchema }),
    z.object({ kind: z.literal('equals'), field: z.enum(TEXT_FIELDS), value: z.string(), run }),
    z.object({ kind: z.literal('compare'), field: numberFieldSchema, comparison: z.enum(COMPARISONS), value: z.number(), run }),
    z.object({ kind: z.literal('field'), field: carriedSchema, test: z.enum([':', ...COMPARISONS]), value: z.string() }),
    z.object({ kind: z.literal('path'), pattern: z.string() }),
    z.object({ kind: z.literal('contains'), text: z.string() }),
    z.object({ kind: z.literal('is'), claim: z.enum(CLAIMS), run }),
    z.object({ kind: z.literal('run'), run: runNameSchema }),
    z.object({ kind: z.literal('match'), label: z.string().min(1).nullable(), prediction: z.string().min(1).nullable(), run }),
    z.object({ kind: z.literal('lasso'), polygon: z.array(z.number()).min(6).max(2000) }),
  ]),
);

/** Travels in columns of 32 bits. */
export const sampleIdSchema = z
  .number()
  .int()
  .positive()
  .max(2 ** 32 - 1);
const similarTo: z.ZodType<SimilarTo> = z.union([sampleIdSchema, z.templateLiteral(['@', z.string().min(1).max(32)])]);
export const similarTosSchema = z.array(similarTo).max(1000);

export const querySchema: z.ZodType<Query> = z.object({
  filter: filterSchema.nullable(),
  sort: z.union([
    z.object({ field: z.union([z.enum(SORT_FIELDS), probabilitySchema, carriedSchema]), descending: z.boolean(), run }),
    z.object({ field: z.literal('similar'), descending: z.boolean(), to: similarTosSchema, away: similarTosSchema }),
  ]),
});
