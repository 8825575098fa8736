import { z } from 'zod';
import type { DatasetInfo } from './dataset.ts';
import { GROUP_KINDS, ISSUE_KINDS } from './issue.ts';
import { KEEP_RULES } from './keep-best.ts';
import { querySchema, sampleIdSchema } from './query-schema.ts';

/** No control characters, at most 64 characters, not starting with `-`. */
export const tagNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}-][^\p{Cc}]*$/u, 'a tag has 1 to 64 characters, no control characters, and does not start with "-"');
/** The query that found the samples that are named, where they are all that it found: other data can follow that. */
const foundBy = querySchema.optional();
export const tagHeaderSchema = z.object({
  tag: tagNameSchema,
  on: z.boolean(),
  /** Of a tag that goes on: another, which goes off. */
  insteadOf: tagNameSchema.optional(),
  foundBy,
});
/** When something was decided, in milliseconds since the epoch; absent: now. Of a decision that is made again elsewhere. */
const decidedAt = z.number().int().min(0).optional();
export const tagRequestSchema = tagHeaderSchema.extend({ query: querySchema, decidedAt });
export type TagHeader = z.infer<typeof tagHeaderSchema>;
export type TagRequest = z.infer<typeof tagRequestSchema>;
export interface TagAnswer {
  /** Null where nothing changed (all had the tag already; nothing to undo). */
  readonly decisionId: number | null;
  /** For a person: `Tagged 3 samples “remove”`, `Undid: tagged 3 samples “remove”`. */
  readonly message: string;
  readonly changed: number;
  readonly dataset: DatasetInfo;
}

/** 1 to 200 characters, no control characters, not only spaces. */
export const classNameSchema = z
  .string()
  .max(200)
  .regex(/^(?=.*\S)\P{Cc}+$/u, 'a class has 1 to 200 characters, not only spaces, and no control characters');
/** `label` null: none any more. */
export const relabelHeaderSchema = z.object({ label: classNameSchema.nullable(), foundBy });
export const relabelRequestSchema = relabelHeaderSchema.extend({ query: querySchema, decidedAt });
export type RelabelHeader = z.infer<typeof relabelHeaderSchema>;
export type RelabelRequest = z.infer<typeof relabelRequestSchema>;

export const notIssueHeaderSchema = z.object({ issue: z.enum(ISSUE_KINDS), on: z.boolean() });
export const notIssueRequestSchema = notIssueHeaderSchema.extend({ query: querySchema });
export type NotIssueHeader = z.infer<typeof notIssueHeaderSchema>;
export type NotIssueRequest = z.infer<typeof notIssueRequestSchema>;

export const notDuplicatesRequestSchema = z.object({
  /** Samples of one group. */
  ids: z.array(sampleIdSchema).min(2).max(100_000),
  /** Those of them that are no duplicate of any other; null: none is a duplicate of another. */
  single: z.array(sampleIdSchema).min(1).nullable(),
});
export type NotDuplicatesRequest = z.infer<typeof notDuplicatesRequestSchema>;

export const keepRules = z.array(z.enum(KEEP_RULES)).max(KEEP_RULES.length);
export const keepBestRequestSchema = z.object({
  kind: z.enum(GROUP_KINDS),
  rules: keepRules,
  /** Least ids of the groups; null: every open one that the query leaves. */
  groups: z.array(sampleIdSchema).min(1).max(100_000).nullable(),
  /** Of groups that are named, only the samples it finds count. */
  query: querySchema.optional(),
  decidedAt,
  /** Only says how many samples it would tag. */
  dryRun: z.boolean().optional(),
});
export type KeepBestRequest = z.infer<typeof keepBestRequestSchema>;
