import { readFileSync } from 'node:fs';
import { z } from 'zod';

const figures = z.object({ mean: z.array(z.number()).length(3), std: z.array(z.number()).length(3) });
const schema = z.object({
  small: figures.extend({ files: z.array(z.string()) }),
  photos: z.object({
    pictures: z.number(),
    bytes: z.number(),
    classes: z.record(z.string(), z.number()),
    sizes: z.object({
      median: z.tuple([z.number(), z.number()]),
      mostCommon: z.tuple([z.number(), z.number(), z.number()]),
      distinct: z.number(),
      portrait: z.number(),
      landscape: z.number(),
    }),
    whole: figures,
    reduced: figures,
  }),
});

/** Numbers computed with Pillow and numpy; the script beside them says how. */
export const golden = schema.parse(JSON.parse(readFileSync(new URL('../../golden/report/golden.json', import.meta.url), 'utf8')));
