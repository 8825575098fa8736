import { basename } from 'node:path';
import type { ModelManifest } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { PredictRequest } from '../../shared/prediction-api.ts';
import { classifierOutput } from '../../workers/embed/classifier-output.ts';
import { mergeOptions } from '../models/merge-options.ts';
import type { Models } from '../models/models.ts';

/** A model to be run for its numbers by class. */
export interface ReadyClassifier {
  readonly file: string;
  /** Its output is that of the classes, also where the model is known for an embedding inside it. */
  readonly manifest: ModelManifest;
  readonly isKnown: boolean;
}

/** @throws {WinnowError} not_found, model_missing; bad_model, also where the model has no output of classes; bad_request */
export async function readyClassifier(
  models: Pick<Models, 'ready' | 'inspect'>,
  { model, input, layout, preprocessing, output }: PredictRequest,
): Promise<ReadyClassifier> {
  const { file, manifest } = await models.ready(model);
  const inspection = await models.inspect(file);
  const options = {
    ...(input && { input }),
    ...(layout && { layout }),
    ...(preprocessing && { preprocessing }),
    ...(output !== undefined && { output }),
  };
  const merged = mergeOptions({ ...inspection, suggested: manifest }, { file, ...options });
  const { isKnown } = inspection;
  if (output !== undefined) return { file, manifest: { ...merged, output: { ...merged.output, isOfClasses: true } }, isKnown };
  const found = classifierOutput(inspection.outputs);
  if (found === null) {
    const names = inspection.outputs.map(({ name }) => `"${name}"`).join(', ');
    throw new WinnowError(
      'bad_model',
      `${basename(file)} gives ${names}, which says nothing of classes. Name the output that does (--output), or take another model.`,
    );
  }
  const ofClasses = { name: found.name, isInner: false, dimensions: null, isOfClasses: true };
  return { file, manifest: { ...merged, output: ofClasses }, isKnown };
}
