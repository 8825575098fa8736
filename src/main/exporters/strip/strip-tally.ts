import { posix } from 'node:path';
import type { ManifestEntry, StripCounts } from '../../../shared/export.ts';
import { extensionOf, formatOfExtension, formatTitle } from '../../../workers/decode/formats.ts';

/** Counts what became of private metadata, entry by entry. */
export interface StripTally {
  add(entry: ManifestEntry): void;
  result(): { readonly stripped: StripCounts; readonly savedBytes: number };
}

export function createStripTally(): StripTally {
  const kept: Record<string, number> = {};
  let stripped = 0;
  let savedBytes = 0;
  return {
    add({ privateMetadata, sizeBytes, exportedBytes = sizeBytes, source }) {
      savedBytes += sizeBytes - exportedBytes;
      if (privateMetadata === 'stripped') stripped++;
      if (privateMetadata === 'kept') {
        const format = formatName(source);
        kept[format] = (kept[format] ?? 0) + 1;
      }
    },
    result: () => ({ stripped: { stripped, kept }, savedBytes }),
  };
}

function formatName(path: string): string {
  const extension = extensionOf(posix.basename(path));
  const format = formatOfExtension(extension);
  return format === null ? extension : formatTitle(format);
}
