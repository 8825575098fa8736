import { z } from 'zod';

/** Details of `relink_needed`: the indexes that hold what the folder holds. */
const detailsSchema = z.object({
  candidates: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Where it was when it was last opened. */
      folder: z.string(),
      samples: z.number(),
      openedMs: z.number().nullable().optional(),
    }),
  ),
});

export type RelinkCandidate = z.infer<typeof detailsSchema>['candidates'][number];

/** The datasets that an opened folder may be; none where the engine did not say. */
export function relinkCandidates(details: unknown): readonly RelinkCandidate[] {
  const parsed = detailsSchema.safeParse(details);
  return parsed.success ? parsed.data.candidates : [];
}
