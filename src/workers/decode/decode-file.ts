import { fingerprint } from '../duplicates/fingerprint.ts';
import { assessPicture } from '../quality/assess-picture.ts';
import { intactShare } from '../quality/intact.ts';
import type { DecodeInput, DecodeLimits, DecodeOutput } from './calls.ts';
import { contentHash, contentHashOf } from './content-hash.ts';
import { EMPTY_OUTPUT } from './empty-output.ts';
import { extensionOf, formatOfExtension, formatTitle, isDecodable, isImageFormat, isSameFamily } from './formats.ts';
import { greySquare } from './grey-square.ts';
import { meanColor } from './mean-color.ts';
import { miniatureOf } from './miniature.ts';
import { HASH_SIDE, perceptualHash } from './perceptual-hash.ts';
import type { Pixels } from './pixels.ts';
import { findPrivateMetadata } from './private-metadata.ts';
import { type OpenFile, UnreadableFile, withFile } from './read-file.ts';
import { type Picture, readPicture } from './read-picture.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';

const PIECE_BYTES = 1 << 23;
const EMPTY_FILE = 'the file is empty (0 bytes)';

/** What the extension claims, where there is content and it is something else. */
const contradiction = (byName: string | null, byContent: string | null): string | null =>
  byName === null || (byContent !== null && isSameFamily(byName, byContent)) ? null : byName;

/** What the file's name says about it. */
interface Name {
  readonly extension: string;
  readonly format: string | null;
}

function nameOf(path: Uint8Array): Name {
  const extension = extensionOf(Buffer.from(path).toString('latin1'));
  return { extension, format: formatOfExtension(extension) };
}

async function* piecesOf(file: OpenFile): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.sizeBytes; at += PIECE_BYTES) yield await file.read(at, PIECE_BYTES);
}

const tooLarge = (sizeBytes: number, maxBytes: number): string =>
  `${sizeBytes.toLocaleString('en')} bytes are over the limit of ${maxBytes.toLocaleString('en')} bytes`;

function notDecodable(format: string | null, head: Uint8Array): string {
  if (format === null) {
    return `not an image that Winnow knows: the content starts with ${Buffer.from(head.subarray(0, 8)).toString('hex')}`;
  }
  return isImageFormat(format)
    ? `there is no decoder for ${formatTitle(format)}`
    : `not an image: the content is ${formatTitle(format)}`;
}

/** A file that is being decoded. */
interface Encoded {
  readonly bytes: Uint8Array;
  readonly format: string;
  /** Whether image issues are looked for. */
  readonly checks: boolean;
}

/** What a sound picture shows. Damaged ones hash alike whatever they were (grey from there on), and would make groups of strangers. */
function looksOf(pixels: Pixels, { bytes, format, checks }: Encoded): Partial<DecodeOutput> {
  const grey = greySquare(pixels, HASH_SIDE);
  const hash = { perceptualHash: perceptualHash(grey) };
  return checks ? { ...hash, ...assessPicture(pixels, bytes, format), fingerprint: fingerprint(pixels, grey) } : hash;
}

/** What can be said of a damaged picture. */
function damageOf({ facts, pixels }: Picture, { format, checks }: Encoded): Partial<DecodeOutput> {
  if (!checks) return {};
  return { intact: facts === null || pixels === null ? 0 : intactShare({ ...facts, pixels, format }) };
}

/** All that is to be known of a file whose bytes are there. */
async function decodeBytes(bytes: Uint8Array, name: Name, { limits, checks = true }: DecodeInput): Promise<DecodeOutput> {
  const head = bytes.subarray(0, SNIFF_BYTES);
  const format = sniff(head, name.extension);
  const metadata = checks && format !== null ? findPrivateMetadata(bytes, format) : null;
  const identity = {
    ...EMPTY_OUTPUT,
    format,
    extensionFormat: contradiction(name.format, format),
    contentHash: await contentHash(bytes),
    privateMetadata: metadata?.tags ?? [],
    capturedMs: metadata?.takenMs ?? null,
  };
  if (bytes.length === 0) return { ...identity, extensionFormat: null, status: 'corrupt', reason: EMPTY_FILE, intact: 0 };
  if (format === null || !isDecodable(format)) {
    return { ...identity, status: 'unsupported', reason: notDecodable(format, head) };
  }
  const picture = await readPicture(bytes, format, limits);
  const { status, reason, facts, pixels, thumbnail } = picture;
  return {
    ...identity,
    status,
    reason,
    width: facts?.width ?? null,
    height: facts?.height ?? null,
    channels: facts?.channels ?? null,
    bitDepth: facts?.bitDepth ?? null,
    orientation: facts?.orientation ?? null,
    frames: facts?.frames ?? null,
    meanColor: pixels === null ? null : meanColor(pixels),
    thumbnail,
    miniature: pixels === null ? null : miniatureOf(pixels),
    ...(status === 'ok' && pixels !== null ? looksOf(pixels, { bytes, format, checks }) : {}),
    ...(status === 'corrupt' ? damageOf(picture, { bytes, format, checks }) : {}),
  };
}

/** Neither by name nor by content; a sample that was one has been written over since. */
function noImage(head: Uint8Array, format: string | null): DecodeOutput {
  const refused = { ...EMPTY_OUTPUT, isImage: false, format };
  if (head.length === 0) return { ...refused, status: 'corrupt', reason: EMPTY_FILE };
  return { ...refused, status: 'unsupported', reason: notDecodable(format, head) };
}

/** What reading came to: the bytes to decode, or an answer without. */
type Reading = { readonly bytes: Uint8Array; readonly answer: null } | { readonly bytes: null; readonly answer: DecodeOutput };

/** Reads no more of a file than is needed to know that it is none of ours. */
async function read(file: OpenFile, name: Name, limits: DecodeLimits): Promise<Reading> {
  const fits = file.sizeBytes <= limits.maxBytes;
  if (name.format !== null && fits) return { bytes: await file.read(0, file.sizeBytes), answer: null };
  const head = await file.read(0, SNIFF_BYTES);
  const format = sniff(head, name.extension);
  if (name.format === null && (format === null || !isImageFormat(format))) return { bytes: null, answer: noImage(head, format) };
  if (fits) return { bytes: await file.read(0, file.sizeBytes), answer: null };
  const answer: DecodeOutput = {
    ...EMPTY_OUTPUT,
    status: 'unsupported',
    reason: tooLarge(file.sizeBytes, limits.maxBytes),
    format,
    extensionFormat: contradiction(name.format, format),
    contentHash: await contentHashOf(piecesOf(file)),
  };
  return { bytes: null, answer };
}

function unreadable(name: Name, reason: string): DecodeOutput {
  return { ...EMPTY_OUTPUT, isImage: name.format !== null, status: 'unreadable', reason };
}

/**
 * Reads a file once and gives all that the index keeps of it. Whatever is wrong with the file is a status with a reason,
 * never an error.
 * @throws the signal's reason, where it is aborted before the decoding starts
 */
export async function decodeFile(input: DecodeInput, signal?: AbortSignal): Promise<DecodeOutput> {
  const name = nameOf(input.path);
  try {
    const { bytes, answer } = await withFile(input, (file) => read(file, name, input.limits));
    signal?.throwIfAborted();
    return answer ?? (await decodeBytes(bytes, name, input));
  } catch (error) {
    if (error instanceof UnreadableFile) return unreadable(name, error.message);
    throw error;
  }
}
