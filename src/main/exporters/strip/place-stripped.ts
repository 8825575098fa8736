import { writeFile } from 'node:fs/promises';
import type { Transformation } from '../../../shared/export.ts';
import { contentHash } from '../../../workers/decode/content-hash.ts';
import { extensionOf } from '../../../workers/decode/formats.ts';
import { UnreadableFile, withFile } from '../../../workers/decode/read-file.ts';
import { SNIFF_BYTES, sniff } from '../../../workers/decode/sniff.ts';
import { placeFile, type SourceFile } from '../files.ts';
import type { WrittenFile } from '../placed-sample.ts';
import { stripPrivate } from './strip-private.ts';

export interface PlacedStripped {
  /** In words what is wrong with the source; null: nothing. */
  readonly wrong: string | null;
  /** Null: the bytes are the source's. */
  readonly written: WrittenFile | null;
  /** Null: it says nothing private. */
  readonly transformation: Transformation | null;
}

const failed = (wrong: string): PlacedStripped => ({ wrong, written: null, transformation: null });

/**
 * Copies a sample's file to where nothing is yet; where it says something private, without that. The file itself is
 * looked at, not the index, which may be older than the rules.
 * @param sha256 hex, as indexed
 * @throws the system's error where the target cannot be written
 */
export async function placeStripped(source: SourceFile, sha256: string | null, target: string | Buffer): Promise<PlacedStripped> {
  const bytes = await readSource(source);
  if (typeof bytes === 'string') return failed(bytes);
  if ((await hexHash(bytes)) !== sha256) return failed('changed since it was indexed');
  const format = sniff(bytes.subarray(0, SNIFF_BYTES), extensionOf(Buffer.from(source.place.path).toString('latin1')));
  const stripped = stripPrivate(bytes, format ?? '');
  if (stripped.outcome === 'stripped') {
    await writeFile(target, stripped.bytes, { flag: 'wx' });
    const written = { sha256: await hexHash(stripped.bytes), sizeBytes: stripped.bytes.length };
    return { wrong: null, written, transformation: { kind: 'private-metadata-stripped' } };
  }
  const wrong = await placeFile('copy', source, target);
  return { wrong, written: null, transformation: stripped.outcome === 'kept' ? { kind: 'private-metadata-kept' } : null };
}

/** @returns in words what is wrong, where the file cannot be read */
async function readSource({ place }: SourceFile): Promise<Uint8Array | string> {
  try {
    return await withFile(place, ({ sizeBytes, read }) => read(0, sizeBytes));
  } catch (error) {
    if (error instanceof UnreadableFile) return `cannot be read: ${error.message}`;
    throw error;
  }
}

/** SHA-256, hex; large files piece by piece, so that the engine goes on answering. */
async function hexHash(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await contentHash(bytes)).toString('hex');
}
