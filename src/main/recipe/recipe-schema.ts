import { z } from 'zod';
import { classNameSchema, tagNameSchema } from '../../shared/decision-api.ts';
import { balanceSchema, exportOptionsSchema } from '../../shared/export-request.ts';
import { GROUP_KINDS, ISSUE_KINDS, SCORE_KINDS } from '../../shared/issue.ts';
import { DEFAULT_KEEP_RULES, KEEP_RULES } from '../../shared/keep-best.ts';
import { parseQuery } from '../../shared/query-language.ts';
import { LIMIT_NAMES, type LimitValue, RECIPE_VERSION } from '../../shared/recipe.ts';
import { MOST_SHARES, SPLIT_BALANCES, sharesProblem } from '../../shared/split.ts';
import { parseGrouping } from '../../shared/split-grouping.ts';

/** Of a text that has a meaning: why it has none. */
function said(problemOf: (text: string) => string | null) {
  return z.string().superRefine((text, context) => {
    const message = problemOf(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
}

const query = said((text) => {
  const parsed = parseQuery(text);
  return parsed.ok ? null : `no query: ${parsed.message}`;
});
const grouping = said((text) => {
  const read = parseGrouping(text);
  return 'problem' in read ? read.problem : null;
});

const limit = z.unknown().transform((value, context): LimitValue => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return { count: value };
  const [, percent] = (typeof value === 'string' ? /^(\d+(?:\.\d+)?)%$/.exec(value) : null) ?? [];
  // Exactly what was written: a division is not.
  if (percent !== undefined) return { share: Number(`${percent}e-2`) };
  context.addIssue({ code: 'custom', message: 'expected a count such as 0, or a share such as 2%' });
  return z.NEVER;
});

/** By the key that says what is done. */
const RULES = {
  remove: z.strictObject({ remove: query }),
  tag: z.strictObject({ tag: tagNameSchema, where: query }),
  untag: z.strictObject({ untag: tagNameSchema, where: query }),
  relabel: z.strictObject({ relabel: classNameSchema.nullable(), where: query }),
  'keep-best': z.strictObject({
    'keep-best': z.enum(GROUP_KINDS),
    by: z
      .array(z.enum(KEEP_RULES))
      .min(1)
      .default([...DEFAULT_KEEP_RULES]),
    where: query.optional(),
  }),
} as const;
type RuleKey = keyof typeof RULES;
const RULE_KEYS = Object.keys(RULES) as readonly RuleKey[];
type RuleEntry = { [Key in RuleKey]: z.infer<(typeof RULES)[Key]> }[RuleKey];

/** A union would say of every rule why it is none of the others, too. */
const rule = z
  .record(z.string(), z.unknown(), { error: `expected one of ${RULE_KEYS.join(', ')}` })
  .transform((entry, context): RuleEntry => {
    const key = RULE_KEYS.find((known) => known in entry);
    if (key === undefined) {
      context.addIssue({ code: 'custom', message: `expected one of ${RULE_KEYS.join(', ')}` });
      return z.NEVER;
    }
    const parsed = RULES[key].safeParse(entry);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) context.addIssue({ ...issue });
    return z.NEVER;
  });

const shares = z.record(z.string().min(1).max(200), z.number().gt(0).max(1)).superRefine((found, context) => {
  const list = Object.entries(found).map(([name, share]) => ({ name, share }));
  const problem = list.length > MOST_SHARES ? `there can be ${MOST_SHARES} splits` : sharesProblem(list);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});
const splits = z.unknown().transform((value, context): 'keep' | 'repair' | Record<string, number> => {
  if (value === 'keep' || value === 'repair') return value;
  if (typeof value !== 'object') {
    context.addIssue({ code: 'custom', message: 'expected keep, repair, or shares such as {train: 0.8, val: 0.2}' });
    return z.NEVER;
  }
  const parsed = shares.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue({ ...issue });
  return z.NEVER;
});

const level = z.number().int().min(1).max(16).nullable();

const seed = balanceSchema.shape.seed;
const { format, files, paths, classes, otherClasses, unlabeled, removed, convert, resize, weights } = exportOptionsSchema.shape;

/** The document of a recipe, as YAML has it. Keys that it does not know are refused. */
export const recipeSchema = z.strictObject({
  'winnow-recipe': z.literal(RECIPE_VERSION, { error: `expected ${RECIPE_VERSION}, the version that this Winnow reads` }),
  name: z.string().min(1).max(200),
  decided: z.iso.datetime({ error: 'expected a time such as 2026-05-01T12:00:00.000Z' }).optional(),
  embed: z.boolean().default(false),
  layout: z.strictObject({ splits: level, classes: level }).optional(),
  cuts: z.partialRecord(z.enum(SCORE_KINDS), z.number().min(0).max(1)).default({}),
  rules: z.array(rule).default([]),
  limits: z.partialRecord(z.enum([...LIMIT_NAMES, ...ISSUE_KINDS]), limit).default({}),
  export: z.strictObject({
    format,
    files: files.default('copy'),
    where: query.default('-tag:remove'),
    splits: splits.default('keep'),
    'split-by': z.enum(SPLIT_BALANCES).default('stratified'),
    'group-by': z.array(grouping).default([]),
    seed: seed.default(0),
    'strip-private': z.boolean().default(false),
    paths,
    classes,
    'other-classes': otherClasses,
    unlabeled,
    removed,
    convert,
    resize,
    weights,
    balance: z.strictObject({ target: balanceSchema.shape.target, seed: seed.default(0) }).optional(),
  }),
});
export type RecipeDocument = z.infer<typeof recipeSchema>;
