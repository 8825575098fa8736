import { z } from 'zod';
import { querySchema } from './query-schema.ts';

/** `POST objects`: every box of the samples of a query, given and of the active run. */
export const objectsRequestSchema = z.object({ query: querySchema });
export type ObjectsRequest = z.infer<typeof objectsRequestSchema>;
