import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { type DeepTilePlace, isLossy, RENDER_SIDE, type Region, SCREEN_SIDE, SHOWN_BY_BROWSERS } from '../../shared/deep-zoom.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { SampleDetails, SampleId } from '../../shared/sample.ts';
import { DEFAULT_LIMITS, type Rendering } from '../../workers/decode/calls.ts';
import { type FilePlace, fileOf, stretchOf, TAR_CHANGED } from '../../workers/decode/file-place.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { filePlace } from '../dataset/file-place.ts';
import type { DeepPicture } from '../deep-zoom/deep-pictures.ts';
import type { Engine } from '../engine/engine.ts';
import { readDetails } from '../index/details.ts';
import { countParam, datasetOf, noSuchSample, sampleIdOf } from './dataset-of.ts';

/** Longest side of what is cut out of a picture, px. */
const MOST_CROP_SIDE = 1024;
/** An SVG opened by itself is a document: it gets no scripts, no origin and nothing from elsewhere. */
const IMAGE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'";
/**
 * `/images/:id`: a sample at full size, or `/screen`, as large as a screen, or one part of it. Only files of samples are reachable,
 * by id, never by path.
 */
export function imageRoutes(engine: Engine): Hono {
  return new Hono()
    .get('/images/:id', async (c) => {
      const dataset = datasetOf(engine, c);
      const details = detailsOf(dataset, sampleIdOf(c));
      const mimeType = details.status === 'ok' ? SHOWN_BY_BROWSERS[details.format ?? ''] : undefined;
      if (mimeType !== undefined) return original(dataset, details, mimeType);
      return rendering(engine, dataset, details, RENDER_SIDE, c.req.raw.signal);
    })
    .get('/images/:id/screen', async (c) => {
      const dataset = datasetOf(engine, c);
      return rendering(engine, dataset, detailsOf(dataset, sampleIdOf(c)), SCREEN_SIDE, c.req.raw.signal);
    })
    .get('/images/:id/crop', async (c) => {
      const dataset = datasetOf(engine, c);
      const [part, side] = cropOf(c);
      const place = await checkedPlace(dataset, detailsOf(dataset, sampleIdOf(c)).path);
      const asked = { ...place, limits: DEFAULT_LIMITS, part, maxSide: side };
      return versioned(c, await engine.compute().crop(asked, c.req.raw.signal));
    })
    .get('/images/:id/histogram', async (c) => {
      const dataset = datasetOf(engine, c);
      const place = await checkedPlace(dataset, detailsOf(dataset, sampleIdOf(c)).path);
      return c.json(await engine.compute().histogram({ ...place, limits: DEFAULT_LIMITS }, c.req.raw.signal));
    })
    .get('/images/:id/unpacked', async (c) => {
      const dataset = datasetOf(engine, c);
      await engine.deepPictures.unpacked(await deepPictureOf(dataset, sampleIdOf(c)), c.req.raw.signal);
      return c.body(null, 204);
    })
    .get('/images/:id/tiles/:level/:column/:row', async (c) => {
      const place = tilePlaceOf(c);
      const picture = await deepPictureOf(datasetOf(engine, c), sampleIdOf(c));
      return versioned(c, await engine.deepPictures.tile(picture, place, c.req.raw.signal));
    });
}

/** Kept by the browser where its address names the version. */
function versioned(c: Context, { bytes, mimeType }: Rendering): Response {
  const caching = c.req.query('v') === undefined ? 'no-cache' : 'private, max-age=86400, immutable';
  return new Response(new Uint8Array(bytes), { headers: { ...imageHeaders(mimeType), 'cache-control': caching } });
}

/** @throws {WinnowError} not_found, no_permission */
async function deepPictureOf(dataset: Dataset, id: SampleId): Promise<DeepPicture> {
  const { path, contentHash, modifiedMs, format, width, height } = detailsOf(dataset, id);
  return {
    key: `${dataset.id} ${id} ${contentHash ?? modifiedMs}`,
    place: await checkedPlace(dataset, path),
    isLossy: isLossy(format),
    pixels: (width ?? 0) * (height ?? 0),
  };
}

/** @throws {WinnowError} not_found */
function detailsOf(dataset: Dataset, id: SampleId): SampleDetails {
  const details = readDetails(dataset.read, id);
  if (details === null) throw noSuchSample(id);
  return details;
}

/** @throws {WinnowError} bad_request */
function tilePlaceOf(c: Context): DeepTilePlace {
  const [level = 0, column = 0, row = 0] = (['level', 'column', 'row'] as const).map((name) => {
    const text = c.req.param(name) ?? '';
    if (/^\d{1,6}$/.test(text)) return Number(text);
    throw new WinnowError('bad_request', `"${text}" is no ${name} of a part of a picture; expected a whole number from 0.`);
  });
  return { level, column, row };
}

/** `?part=left,top,width,height&side=` @throws {WinnowError} bad_request */
function cropOf(c: Context): readonly [part: Region, side: number] {
  const text = c.req.query('part') ?? '';
  const [left = Number.NaN, top = Number.NaN, width = Number.NaN, height = Number.NaN, ...more] = text.split(',').map(Number);
  const isPart = [left, top, width, height].every(Number.isFinite) && width > 0 && height > 0 && more.length === 0;
  if (!isPart) {
    throw new WinnowError('bad_request', `"part" is "${text}"; expected left,top,width,height in pixels, such as 10,20,64,64.`);
  }
  return [{ left, top, width, height }, Math.max(1, countParam(c, 'side', MOST_CROP_SIDE, MOST_CROP_SIDE))];
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
async function rendering(
  engine: Engine,
  dataset: Dataset,
  details: SampleDetails,
  maxSide: number,
  signal: AbortSignal,
): Promise<Response> {
  const place = await checkedPlace(dataset, details.path);
  const { bytes, mimeType } = await engine.compute().render({ ...place, limits: DEFAULT_LIMITS, maxSide }, signal);
  return new Response(new Uint8Array(bytes), { headers: imageHeaders(mimeType) });
}

/** Where a sample's bytes are, which can be read. @throws {WinnowError} not_found, no_permission */
async function checkedPlace(dataset: Dataset, path: string): Promise<FilePlace> {
  const place = filePlace(dataset.read, dataset.folder, path);
  await (await openFile(path, place)).file.close();
  return place;
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
