import type { ModelInspection, TensorInfo } from '../../shared/embedding.ts';
import { KNOWN_MODELS } from './known-models.ts';
import { modelProblem } from './model-problem.ts';
import { badModel, readModel } from './open-model.ts';
import { suggestManifest } from './suggest-manifest.ts';
import { suggestOutput } from './suggest-output.ts';
import { dimensionsOf } from './tensor-dimensions.ts';

/** Reads what a model's file says of itself. @throws {WinnowError} bad_model, model_missing */
export async function inspectModel(file: string): Promise<ModelInspection> {
  const { graph, sha256, sizeBytes, weights } = await readModel(file);
  const problem = modelProblem(graph);
  if (problem !== null) throw badModel(file, problem);
  const { best, isInner, inner } = suggestOutput(graph);
  const output = { name: best.name, isInner, dimensions: dimensionsOf(best) };
  return {
    file,
    sizeBytes,
    sha256,
    inputs: graph.inputs,
    outputs: graph.outputs,
    inner,
    // A model of pictures has one input.
    suggested: suggestManifest({ file, sha256, sizeBytes, weights }, graph.inputs[0] as TensorInfo, output),
    isKnown: KNOWN_MODELS.has(sha256),
  };
}
