import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { startEmbedder } from '../../../src/main/embeddings/start-embedder.ts';
import { createModels } from '../../../src/main/models/create-models.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { sendFile, serveFiles } from './file-server.ts';
import { entryOf, remoteFile, writeCatalogue } from './made-catalogue.ts';
import { tinyImageEncoder, tinyTextEncoder } from './tiny-onnx.ts';

/** Ranks 0 to 6; ids of merges begin at 512. */
const MERGES = '#version: 0.2\nr e\nre d</w>\ng re\ngre e\ngree n</w>\nb l\nbl ue</w>\nu e</w>\n';
const MEANINGS = new Map<number, readonly [number, number, number]>([
  [513, [1, 0, 0]],
  [516, [0, 1, 0]],
  [518, [0, 0, 1]],
]);
const IDS = 512 + 8 + 2;

const embedder = startEmbedder({ cores: 1 });
afterAll(() => embedder.close());

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
const picture = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 16, height: 16, channels: 3, background } })
    .jpeg()
    .toBuffer();

test('words find the picture they describe: downloaded, tokenized, embedded into the space of the pictures', async () => {
  const home = tempFolder();
  const image = tinyImageEncoder();
  const encoder = tinyTextEncoder(Array.from({ length: IDS }, (_, id) => MEANINGS.get(id) ?? [0.01, 0.01, 0.01]));
  const server = await serveFiles({
    '/image': sendFile(image),
    '/text': sendFile(encoder),
    '/merges': sendFile(Buffer.from(MERGES)),
  });
  const text = {
    encoder: remoteFile('text.onnx', `${server.url}/text`, encoder),
    merges: remoteFile('merges.txt', `${server.url}/merges`, MERGES),
    length: 8,
  };
  const input = { name: 'pixel_values', layout: 'nchw', type: 'float32', width: 8, height: 8, batch: null };
  const output = { name: 'image_embeds', isInner: false, dimensions: 3 };
  writeCatalogue(home, [entryOf('tiny-clip', remoteFile('image.onnx', `${server.url}/image`, image), { text, input, output })]);

  const models = createModels({ home, embedder: () => embedder });
  await models.get('tiny-clip', { signal: new AbortController().signal, report: () => undefined });
  await server.close();
  const ready = await models.ready('tiny-clip');
  expect(ready).toMatchObject({ file: join(home, 'models/tiny-clip/image.onnx'), manifest: { output } });
  if (ready.text === null) throw new Error('The model takes no words.');

  const session = await embedder.open({ file: ready.file, manifest: ready.manifest, threads: 1 });
  const jpegs = await Promise.all(['#ff0000', '#00ff00', '#0000ff'].map(picture));
  const { vectors, failures } = await session.embed(
    jpegs.map((jpeg) => ({ jpeg })),
    new AbortController().signal,
  );
  session.release();
  expect(failures).toEqual([]);
  const pictures = [0, 1, 2].map((i) => vectors.subarray(i * 3, i * 3 + 3));

  for (const [place, words] of ['a RED thing', 'green', 'the blue'].entries()) {
    const { file, sha256, length } = ready.text;
    const found = await embedder.embedTokens({ file, sha256, length, tokens: ready.text.tokens(words) });
    expect(found.dimensions).toBe(session.dimensions);
    const nearness = pictures.map((one) => dot(one, found.vectors));
    expect(nearness.indexOf(Math.max(...nearness))).toBe(place);
  }
});
