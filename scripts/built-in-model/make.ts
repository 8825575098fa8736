import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { BUILT_IN_MODEL, type ModelManifest } from '../../src/shared/embedding.ts';
import { gradientHistogramModel } from './gradient-histogram.ts';
import { DIMENSIONS, SETTINGS } from './settings.ts';

/** What stands beside the built-in model's file. */
export function builtInManifest(file: Uint8Array): ModelManifest {
  return {
    name: BUILT_IN_MODEL,
    title: 'Gradients and colours (built in)',
    sha256: createHash('sha256').update(file).digest('hex'),
    sizeBytes: file.length,
    input: { name: 'pixels', layout: 'nhwc', type: 'uint8', width: SETTINGS.side, height: SETTINGS.side, batch: null },
    preprocessing: {
      resize: 'center-crop',
      resizeTo: SETTINGS.cutFrom,
      kernel: 'linear',
      color: 'rgb',
      range: 255,
      mean: [0, 0, 0],
      std: [1, 1, 1],
    },
    output: { name: 'embedding', isInner: false, dimensions: DIMENSIONS },
    projection: 'half-whitened',
    licence: 'Apache-2.0',
    source: 'Made by Winnow, without training',
  };
}

/** `node scripts/built-in-model/make.ts` writes the built-in model and its manifest to assets/models. */
if (import.meta.main) {
  const folder = new URL('../../assets/models/', import.meta.url);
  const file = gradientHistogramModel();
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${BUILT_IN_MODEL}.onnx`, folder), file);
  writeFileSync(new URL(`${BUILT_IN_MODEL}.json`, folder), `${JSON.stringify(builtInManifest(file), null, 2)}\n`);
}
