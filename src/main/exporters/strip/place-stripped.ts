import { writeFile } from 'node:fs/promises';
import type { ManifestEntry } from '../../../shared/export.ts';
import { contentHash } from '../../../workers/decode/content-hash.ts';
import { extensionOf } from '../../../workers/decode/formats.ts';
import { UnreadableFile, withFile } from '../../../workers/decode/read-file.ts';
import { SNIFF_BYTES, sniff } from '../../../workers/decode/sniff.ts';
import { placeFile, type SourceFile } from '../files.ts';
import { stripPrivate } from './strip-private.ts';

export interface PlacedStripped {
  /** In words what is wrong with the source; null: nothing. */
  readonly wrong: string | null;
  /** What the manifest says of the file beside what it says of every other. */
  readonly changes: Pick<ManifestEntry, 'exportedSha256' | 'exportedBytes' | 'privateMetadata'>;
}

const CHANGED: PlacedStripped = { wrong: 'changed since it was indexed', changes: {} };

/**
 * Copies a sample's file to where nothing is yet; where it says something private, without that. The file itself is
 * looked at, not the index, which may be older than the rules.
 * @param sha256 hex, as indexed
 * @throws the system's error where the target cannot be written
 */
export async function placeStripped(source: SourceFile, sha256: string | null, target: string | Buffer): Promise<PlacedStripped> {
  const bytes = await readSource(source);
  if (typeof bytes === 'string') return { wrong: bytes, changes: {} };
  if ((await hexHash(bytes)) !== sha256) return CHANGED;
  const format = sniff(bytes.subarray(0, SNIFF_BYTES), extensionOf(Buffer.from(source.place.path).toString('latin1')));
  const stripped = stripPrivate(bytes, format ?? '');
  if (stripped.outcome === 'stripped') {
    await writeFile(target, stripped.bytes, { flag: 'wx' });
    const { length: exportedBytes } = stripped.bytes;
    return {
      wrong: null,
      changes: { exportedSha256: await hexHash(stripped.bytes), exportedBytes, privateMetadata: 'stripped' },
    };
  }
  const wrong = await placeFile('copy', source, target);
  return { wrong, changes: stripped.outcome === 'kept' ? { privateMetadata: 'kept' } : {} };
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
