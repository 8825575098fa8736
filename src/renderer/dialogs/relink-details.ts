import { z } from 'zod';

const detailsSchema = z.object({
  datasetId: z.string(),
  name: z.string(),
  /** Where the dataset was when it was last opened. */
  oldFolder: z.string(),
  /** Of the files compared by content, those that are the same. */
  matched: z.number(),
  checked: z.number(),
});

export type RelinkDetails = z.infer<typeof detailsSchema>;

/** The dataset that an opened folder may be, from the details of `relink_needed`; null where they say none. */
export function relinkDetails(details: unknown): RelinkDetails | null {
  const parsed = detailsSchema.safeParse(details);
  return parsed.success ? parsed.data : null;
}
