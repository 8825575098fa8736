import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { entryUrl } from '../../../src/workers/rpc/entry-url.ts';

test('runs the TypeScript source from the source tree', () => {
  expect(fileURLToPath(entryUrl('decode/decode.worker'))).toMatch(/src[\\/]workers[\\/]decode[\\/]decode\.worker\.ts$/);
});

test('runs the flat entry beside the bundle', () => {
  expect(entryUrl('decode/decode.worker', 'file:///app/engine/engine.js').href).toBe('file:///app/engine/decode.worker.js');
  expect(entryUrl('compute-process', 'file:///app/engine/cli.js').href).toBe('file:///app/engine/compute-process.js');
});
