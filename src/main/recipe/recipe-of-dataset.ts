import { BUILT_IN_MODEL } from '../../shared/embedding.ts';
import type { RecipeRequest } from '../../shared/recipe.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { activeModel } from '../embeddings/stored-models.ts';
import { checkOrder } from '../exporters/export-order.ts';
import { readCuts } from '../index/issue-cuts.ts';
import { deriveRecipe } from './derive-recipe.ts';
import { printRecipe } from './print-recipe.ts';
import { standingDecisions } from './standing-decisions.ts';

/**
 * The recipe of a dataset, as the text of a YAML file.
 * @throws {WinnowError} bad_request: what is asked for does not go together
 */
export function recipeOfDataset(dataset: Dataset, asked: RecipeRequest): string {
  const { name, samples, layout, detectedLayout } = dataset.info();
  const model = activeModel(dataset.read);
  const isDetected = layout.labelLevel === detectedLayout.labelLevel && layout.splitLevel === detectedLayout.splitLevel;
  const { recipe, leftOut } = deriveRecipe({
    name,
    decisions: standingDecisions(dataset.read),
    cuts: readCuts(dataset.read),
    layout: isDetected ? null : layout,
    model: model === null ? null : { title: model.manifest.title, isBuiltIn: model.manifest.name === BUILT_IN_MODEL },
    export: asked,
  });
  checkOrder(recipe.export);
  return printRecipe(recipe, { from: `${samples} samples of ${JSON.stringify(name)}`, leftOut });
}
