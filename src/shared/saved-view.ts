import { z } from 'zod';
import { ISSUE_KINDS } from './issue.ts';

/** 1 to 100 characters, no control characters. */
export const viewNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}+$/u, 'a view has a name of 1 to 100 characters, and no control characters');

/** JSON of a layout is this long at most. */
const LONGEST_LAYOUT = 10_000;

/** How a view is looked at. What a page does not know of it, it leaves alone. */
export const viewLayoutSchema = z
  .object({
    /** `grid`, `map`, `confusion`, … */
    shows: z.string().min(1).max(32),
    /** The kind of issue that is open. */
    issue: z.enum(ISSUE_KINDS).nullable(),
    /** Settings of the page by name, such as the size of thumbnails. */
    settings: z.record(z.string().max(64), z.unknown()),
    /** What samples are put together by; null: nothing; absent, as in views saved before it was kept: whatever it is. */
    groupBy: z.string().max(32).nullable().exactOptional(),
  })
  .refine((layout) => JSON.stringify(layout).length <= LONGEST_LAYOUT, `a layout has at most ${LONGEST_LAYOUT} characters`);
export type ViewLayout = z.infer<typeof viewLayoutSchema>;

/** All samples in the grid, as the page is set. */
export const PLAIN_LAYOUT: ViewLayout = { shows: 'grid', issue: null, settings: {} };

/** A query that was saved under a name, with how it is looked at. */
export interface SavedView {
  readonly id: number;
  /** No other view of the dataset has it. */
  readonly name: string;
  /** In the search language. */
  readonly query: string;
  readonly layout: ViewLayout;
}

/** What a saved view finds now. */
export interface ViewCount {
  readonly id: number;
  /** Null: its query cannot be answered. */
  readonly count: number | null;
  /** What it asks for and is not there any more, for a person; empty: it fits. */
  readonly problems: readonly string[];
}

const queryText = z.string().max(100_000);
const position = z.number().int().min(0);
export const saveViewRequestSchema = z.object({
  name: viewNameSchema,
  query: queryText,
  layout: viewLayoutSchema,
  /** From 0; absent: the last. */
  position: position.exactOptional(),
});
export type SaveViewRequest = z.infer<typeof saveViewRequestSchema>;

/** What is absent stays. */
export const changeViewRequestSchema = z.object({
  name: viewNameSchema.exactOptional(),
  query: queryText.exactOptional(),
  layout: viewLayoutSchema.exactOptional(),
  position: position.exactOptional(),
});
export type ChangeViewRequest = z.infer<typeof changeViewRequestSchema>;
