import { z } from 'zod';
import { querySchema } from './query-schema.ts';

export const MOST_NOTE = 2000;

/** What somebody writes on a sample: 1 to 2,000 characters, not only spaces; lines may end. */
export const noteSchema = z
  .string()
  .max(MOST_NOTE)
  .regex(
    /^(?=[\s\S]*\S)(?:[\n\t]|\P{Cc})+$/u,
    `a note has 1 to ${MOST_NOTE} characters, not only spaces, and no control characters`,
  );

/** Null takes it off. */
export const noteHeaderSchema = z.object({ text: noteSchema.nullable() });
export const noteRequestSchema = noteHeaderSchema.extend({ query: querySchema });
export type NoteHeader = z.infer<typeof noteHeaderSchema>;

/** The decision that is to be the newest one that stands; 0: none does. */
export const revertRequestSchema = z.object({ to: z.number().int().min(0) });
export type RevertRequest = z.infer<typeof revertRequestSchema>;
