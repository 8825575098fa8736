import { posix } from 'node:path';
import type { StripCounts } from '../../../shared/export.ts';
import { extensionOf, formatOfExtension, formatTitle } from '../../../workers/decode/formats.ts';
import type { PlacedSample } from '../placed-sample.ts';

/** Counts what became of private metadata, sample by sample. */
export interface StripTally {
  add(sample: PlacedSample): void;
  result(): StripCounts;
}

export function createStripTally(): StripTally {
  const kept: Record<string, number> = {};
  let stripped = 0;
  return {
    add({ transformations, row }) {
      for (const { kind } of transformations) {
        if (kind === 'private-metadata-stripped') stripped++;
        if (kind !== 'private-metadata-kept') continue;
        const format = formatName(row.path);
        kept[format] = (kept[format] ?? 0) + 1;
      }
    },
    result: () => ({ stripped, kept }),
  };
}

function formatName(path: string): string {
  const extension = extensionOf(posix.basename(path));
  const format = formatOfExtension(extension);
  return format === null ? extension : formatTitle(format);
}
