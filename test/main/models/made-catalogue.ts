import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** A file as a catalogue names it. @param isKnown false: nobody states its hash */
export function remoteFile(name: string, url: string, bytes: Uint8Array | string, isKnown = true) {
  const sizeBytes = Buffer.byteLength(bytes);
  return { name, urls: [url], sizeBytes, sha256: isKnown ? sha256Of(bytes) : null, sha256From: isKnown ? 'test' : null };
}

/** A line of a catalogue around a file. */
export function entryOf(name: string, file: ReturnType<typeof remoteFile>, change: object = {}) {
  return {
    name,
    title: `The model ${name}`,
    describes: 'For tests.',
    licence: 'MIT',
    source: 'https://example.org',
    file,
    input: { name: 'input', layout: 'nchw', type: 'float32', width: 8, height: 8, batch: null },
    preprocessing: { resize: 'fill', resizeTo: 8, kernel: 'cubic', color: 'rgb', range: 1, mean: [0, 0, 0], std: [1, 1, 1] },
    output: { name: 'output', isInner: false, dimensions: 4 },
    projection: 'centred',
    text: null,
    ...change,
  };
}

/** The catalogue of a WINNOW_HOME's own. */
export function writeCatalogue(home: string, models: readonly object[]): void {
  mkdirSync(join(home, 'models'), { recursive: true });
  writeFileSync(join(home, 'models', 'catalogue.json'), JSON.stringify({ models }));
}
