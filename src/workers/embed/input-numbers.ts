import type { ModelInput, ModelManifest } from '../../shared/embedding.ts';

/** What a model is given, of one kind or the other. */
export type InputNumbers = Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** Numbers of one picture. */
export function inputLength({ input, preprocessing }: Pick<ModelManifest, 'input' | 'preprocessing'>): number {
  return input.width * input.height * (preprocessing.color === 'grey' ? 1 : 3);
}

/** @returns `length` zeros */
export function inputNumbers(type: ModelInput['type'], length: number): InputNumbers {
  return type === 'float32' ? new Float32Array(length) : new Uint8Array(length);
}
