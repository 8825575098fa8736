import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILT_IN_MODEL, type ModelManifest } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import { modelAssets } from './assets-folder.ts';
import { manifestSchema } from './manifest-schema.ts';

export interface BuiltInModel {
  /** Absolute path of its ONNX file. */
  readonly file: string;
  readonly manifest: ModelManifest;
}

/** The model that needs no download. @throws {WinnowError} model_missing where the installation is not whole */
export async function readBuiltInModel(folder: string = modelAssets()): Promise<BuiltInModel> {
  const manifestFile = join(folder, `${BUILT_IN_MODEL}.json`);
  try {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(manifestFile, 'utf8')));
    return { file: join(folder, `${BUILT_IN_MODEL}.onnx`), manifest };
  } catch (error) {
    const message = `The built-in model could not be read from ${folder}: this installation is not whole. Install Winnow again.`;
    throw new WinnowError('model_missing', message, { cause: error });
  }
}
