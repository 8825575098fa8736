import { createHash } from 'node:crypto';
import type { ModelManifest } from '../../shared/embedding.ts';

/**
 * What decides the vectors of a model: its files, what it is given and which of its tensors is taken. Models that agree in
 * this give the same vectors, whatever they are called; how these become points of the space is another matter.
 * @returns SHA-256, hexadecimal
 */
export function modelIdentity({ sha256, weights = [], input, preprocessing, output }: ModelManifest): string {
  const { name, layout, type, width, height } = input;
  const { resize, resizeTo, kernel, color, range, mean, std } = preprocessing;
  const decisive = [sha256, name, layout, type, width, height, resize, resizeTo, kernel, color, range, mean, std, output.name];
  for (const file of weights) decisive.push(file.name, file.sha256);
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
}
