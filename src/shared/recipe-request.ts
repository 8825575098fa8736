import { z } from 'zod';
import { EXPORT_FORMATS, FILE_MODES, OTHER_CLASSES, PATH_STYLES } from './export.ts';
import type { RecipeRequest } from './recipe.ts';
import { splitRulesSchema } from './split-schema.ts';

/** How the export of a recipe is to be made; what is left out is as a recipe has it by itself. */
export const recipeRequestSchema: z.ZodType<RecipeRequest> = z
  .object({
    format: z.enum(EXPORT_FORMATS),
    files: z.enum(FILE_MODES),
    where: z.string(),
    split: splitRulesSchema,
    stripPrivate: z.boolean(),
    paths: z.enum(PATH_STYLES).nullable(),
    classes: z.array(z.string().min(1)).min(1).nullable(),
    otherClasses: z.enum(OTHER_CLASSES).nullable(),
  })
  .partial();

/** The text of a YAML file. */
export interface RecipeAnswer {
  readonly yaml: string;
}
