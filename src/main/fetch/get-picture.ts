import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { extensionOf, formatTitle, isImageFormat } from '../../workers/decode/formats.ts';
import { SNIFF_BYTES, sniff } from '../../workers/decode/sniff.ts';
import { statusProblem } from '../models/download-problem.ts';
import { type Answer, askPolitely, type Manners } from './ask-politely.ts';
import { PictureProblem } from './picture-problem.ts';
import type { Robots } from './robots.ts';

const MOST_REDIRECTS = 8;
/** Words of `X-Robots-Tag` by which a host keeps its pictures out of datasets; as img2dataset reads them. */
const UNWANTED = /(?:^|[\s,])(noai|noimageai|noindex|noimageindex)(?=$|[\s,])/i;

export interface PictureTools {
  readonly manners: Manners;
  readonly robots: Robots;
  readonly maxBytes: number;
  /** Whether addresses of the table may lead to this machine and its network. */
  readonly allowPrivate: boolean;
}

export interface ReceivedPicture {
  /** As in `sample.format`. */
  readonly format: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/**
 * Downloads one picture to a file that is not there yet; left unfinished where anything is thrown.
 * @throws {PictureProblem} where it is none, or must not be fetched; {PrivateHost}; {DownloadProblem}; an AbortError; the system's error
 * where the file cannot be written
 */
export async function getPicture(
  url: URL,
  file: string,
  { manners, robots, maxBytes, allowPrivate }: PictureTools,
  signal: AbortSignal,
): Promise<ReceivedPicture> {
  const hops = { most: MOST_REDIRECTS, before: robots.expectAllowed };
  const answer = await askPolitely({ url, isPrivateAllowed: allowPrivate }, hops, manners, signal);
  try {
    expectPicture(answer, manners, maxBytes);
    return await receivePicture(answer, file, maxBytes);
  } catch (error) {
    throw answer.inWords(error);
  } finally {
    answer.leave();
  }
}

/** By what the headers say. */
function expectPicture({ response, url }: Answer, { gates }: Manners, maxBytes: number): void {
  const { statusCode = 0, headers } = response;
  if (statusCode > 200 && statusCode < 300) throw new PictureProblem('not-image', `it sends no file (HTTP ${statusCode})`);
  if (statusCode !== 200) {
    const problem = statusProblem(statusCode, headers['retry-after'] ?? null);
    if (problem.waitMs !== null) gates.postpone(url.host, problem.waitMs);
    throw problem.remedy === 'again' ? problem : new PictureProblem('gone', problem.message);
  }
  const unwanted = UNWANTED.exec(tagsForAll(headers['x-robots-tag']))?.[1];
  if (unwanted !== undefined) throw new PictureProblem('refused', `the host does not want it used (X-Robots-Tag: ${unwanted})`);
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
}

/** Words of the header; those for one crawler by name count for that one only. */
function tagsForAll(header: string | readonly string[] | undefined): string {
  const values = typeof header === 'string' ? [header] : (header ?? []);
  return values
    .filter((value) => !/^\s*[\w-]+:/.test(value) || /^\s*winnow:/i.test(value))
    .join(', ')
    .replaceAll(/winnow:/gi, '');
}

async function receivePicture(answer: Answer, file: string, maxBytes: number): Promise<ReceivedPicture> {
  const hash = createHash('sha256');
  const handle = await open(file, 'wx');
  let format: string | null = null;
  let start: Buffer = Buffer.alloc(0);
  let sizeBytes = 0;
  try {
    for await (const piece of unpacked(answer.response) as AsyncIterable<Buffer>) {
      answer.feed();
      sizeBytes += piece.length;
      if (sizeBytes > maxBytes) throw tooLarge(maxBytes);
      if (format === null) {
        start = Buffer.concat([start, piece]);
        if (start.length >= SNIFF_BYTES) format = imageFormat(start, answer.url);
      }
      hash.update(piece);
      await handle.appendFile(piece);
    }
    format ??= imageFormat(start, answer.url);
    await handle.sync();
  } catch (error) {
    throw isPackingError(error) ? new PictureProblem('not-image', 'it is packed, but cannot be unpacked', error) : error;
  } finally {
    await handle.close();
  }
  return { format, sizeBytes, sha256: hash.digest('hex') };
}

/** @throws {PictureProblem} where a file does not begin as pictures do */
function imageFormat(start: Buffer, url: URL): string {
  if (start.length === 0) throw new PictureProblem('not-image', 'the file is empty');
  const format = sniff(start.subarray(0, SNIFF_BYTES), extensionOf(url.pathname));
  if (format !== null && isImageFormat(format)) return format;
  const what = format === null ? 'of no format that is known' : formatTitle(format);
  throw new PictureProblem('not-image', `it is no picture: ${what}`);
}

/** The body without the packing that some servers put around it unasked. */
function unpacked(response: IncomingMessage): Readable {
  const unpacker = unpackerOf(response.headers['content-encoding'] ?? 'identity');
  if (unpacker === null) return response;
  response.on('error', (error) => unpacker.destroy(error));
  return response.pipe(unpacker);
}

function unpackerOf(encoding: string): (Readable & NodeJS.WritableStream) | null {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new PictureProblem('not-image', `it is packed as ${encoding.slice(0, 40)}, which cannot be unpacked`);
  }
}

function isPackingError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z_|ERR__?BROTLI|ERR_BROTLI)/.test(String(error.code));
}

function tooLarge(maxBytes: number): PictureProblem {
  return new PictureProblem('too-large', `it is larger than ${(maxBytes / 1e6).toFixed(maxBytes < 1e6 ? 3 : 0)} MB`);
}
