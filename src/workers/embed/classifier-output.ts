import type { TensorInfo } from '../../shared/embedding.ts';

const EMBEDDING_NAME = /embed|feature|pool|repr|latent|hidden/i;
const CLASSES_NAME = /logit|prob|softmax|class|score/i;
const NUMBERS = new Set(['float32', 'float16', 'float64', 'uint8', 'int8', 'unknown']);

/**
 * The output of a classifier that has one number a class: by name, else the first of one row a picture, else the first.
 * @returns null where all outputs are something else: embeddings by their names, or no numbers
 */
export function classifierOutput(outputs: readonly TensorInfo[]): TensorInfo | null {
  const usable = outputs.filter(({ name, type }) => NUMBERS.has(type) && !EMBEDDING_NAME.test(name));
  const rows = usable.filter(({ shape }) => shape.length === 2);
  const byName = (among: readonly TensorInfo[]): TensorInfo | undefined => among.find(({ name }) => CLASSES_NAME.test(name));
  return byName(rows) ?? rows[0] ?? byName(usable) ?? usable[0] ?? null;
}
