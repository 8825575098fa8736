import { z } from 'zod';
import { type ExportRequest, exportOptionsSchema } from './export-request.ts';
import { printQuery } from './query-print.ts';
import type { RecipeRequest } from './recipe.ts';

/** How the export of a recipe is to be made; what is left out is as a recipe has it by itself. */
export const recipeRequestSchema: z.ZodType<RecipeRequest> = exportOptionsSchema.extend({ where: z.string() }).partial();

/** What a recipe keeps of an export that is asked for: all but where it goes, who asks, and an order that changes nothing. */
export function recipeRequestOf({ out: _out, by: _by, dryRun: _dryRun, query, ...options }: ExportRequest): RecipeRequest {
  return { ...options, where: printQuery({ ...query, sort: { field: 'path', descending: false } }) };
}

/** The text of a YAML file. */
export interface RecipeAnswer {
  readonly yaml: string;
}
