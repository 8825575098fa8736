import { z } from 'zod';

/** Dragged at once: system drags of more take seconds to begin. */
export const MOST_DRAGGED = 1000;

/** Files that are dragged out of the window. */
export const fileDragSchema = z.object({
  /** Absolute paths. */
  files: z.array(z.string().min(1)).min(1).max(MOST_DRAGGED),
  /** What is seen under the pointer: a PNG as a data URL. */
  icon: z
    .string()
    .max(1_000_000)
    .regex(/^data:image\/png;base64,[A-Za-z0-9+/]+=*$/),
});
export type FileDrag = z.infer<typeof fileDragSchema>;
