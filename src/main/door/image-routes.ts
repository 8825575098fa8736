import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { WinnowError } from '../../shared/errors.ts';
import type { SampleDetails } from '../../shared/sample.ts';
import { DEFAULT_LIMITS } from '../../workers/decode/calls.ts';
import { type FilePlace, fileOf, stretchOf, TAR_CHANGED } from '../../workers/decode/file-place.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { filePlace } from '../dataset/file-place.ts';
import type { Engine } from '../engine/engine.ts';
import { readDetails } from '../index/details.ts';
import { datasetOf, noSuchSample, sampleIdOf } from './dataset-of.ts';

/** Formats every browser shows; their files are sent as they are. */
const SHOWN_BY_BROWSERS: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
};
/** An SVG opened by itself is a document: it gets no scripts, no origin and nothing from elsewhere. */
const IMAGE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'";
/** Longest side of a rendering, px: enough for any screen, small enough to be quick. */
const RENDER_SIDE = 4096;

/** `/images/:id`: a sample at full size. Only files of samples are reachable, by id, never by path. */
export function imageRoutes(engine: Engine): Hono {
  return new Hono().get('/images/:id', async (c) => {
    const dataset = datasetOf(engine, c);
    const id = sampleIdOf(c);
    const details = readDetails(dataset.read, id);
    if (details === null) throw noSuchSample(id);
    const mimeType = details.status === 'ok' ? SHOWN_BY_BROWSERS[details.format ?? ''] : undefined;
    if (mimeType !== undefined) return original(dataset, details, mimeType);
    return rendering(engine, dataset, details, c.req.raw.signal);
  });
}

function imageHeaders(mimeType: string): Record<string, string> {
  return { 'content-type': mimeType, 'cache-control': 'private, max-age=3600', 'content-security-policy': IMAGE_POLICY };
}

/** The picture's own bytes, streamed. */
async function original(dataset: Dataset, details: SampleDetails, mimeType: string): Promise<Response> {
  const { file, start, sizeBytes } = await openFile(details.path, filePlace(dataset.read, dataset.folder, details.path));
  const bytes = file.createReadStream({ start, end: Math.max(start, start + sizeBytes - 1) });
  const stream = Readable.toWeb(bytes) as ReadableStream<Uint8Array<ArrayBuffer>>;
  return new Response(stream, { headers: { ...imageHeaders(mimeType), 'content-length': String(sizeBytes) } });
}

/** A picture of what no browser shows, or of what is left of a damaged file. */
async function rendering(engine: Engine, dataset: Dataset, details: SampleDetails, signal: AbortSignal): Promise<Response> {
  const place = filePlace(dataset.read, dataset.folder, details.path);
  await (await openFile(details.path, place)).file.close();
  const { bytes, mimeType } = await engine.compute().render({ ...place, limits: DEFAULT_LIMITS, maxSide: RENDER_SIDE }, signal);
  return new Response(new Uint8Array(bytes), { headers: imageHeaders(mimeType) });
}

/** Non-blocking, so that a file that became a FIFO since it was indexed holds up nobody. */
async function openFile(
  path: string,
  place: FilePlace,
): Promise<{ readonly file: FileHandle; readonly start: number; readonly sizeBytes: number }> {
  const file = await open(fileOf(place), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (error: NodeJS.ErrnoException) => {
      throw fileProblem(error, path);
    },
  );
  const stats = await file.stat();
  const stretch = stats.isFile() ? stretchOf(place, stats) : null;
  if (stretch !== null) return { file, ...stretch };
  await file.close();
  const what = stats.isFile() ? `cannot be read: ${TAR_CHANGED}` : 'is no file any more';
  throw new WinnowError('not_found', `${path} ${what}. Index the folder again.`);
}

function fileProblem(error: NodeJS.ErrnoException, path: string): unknown {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    return new WinnowError('not_found', `${path} is no longer there. Index the folder again.`, { cause: error });
  }
  if (error.code === 'EACCES' || error.code === 'EPERM') {
    return new WinnowError('no_permission', `You have no permission to read ${path}.`, { cause: error });
  }
  return new WinnowError('not_found', `${path} cannot be read: ${error.message}.`, { cause: error });
}
