import type { FileSizes } from '../../shared/report.ts';
import { readFileSizes } from '../index/report-sizes.ts';
import { logHistogram } from './log-histogram.ts';
import { addTo, eachRange, type ReportSource } from './report-source.ts';

/** Fine enough for a median within 2%; what is drawn is coarser. */
const PER_OCTAVE = 32;
const DRAWN_PER_OCTAVE = 4;

/** How the files' sizes are spread; null where there is no file. */
export async function collectFiles(source: ReportSource): Promise<FileSizes | null> {
  const bins = new Map<number, number>();
  let [files, empty, smallest, largest] = [0, 0, Number.POSITIVE_INFINITY, 0];
  await eachRange(source, (after, upto) => {
    for (const row of readFileSizes(source.db, after, upto, PER_OCTAVE)) {
      files += row.files;
      if (row.bin === null) {
        empty += row.files;
        continue;
      }
      addTo(bins, row.bin, row.files);
      smallest = Math.min(smallest, row.smallest);
      largest = Math.max(largest, row.largest);
    }
  });
  if (files === 0) return null;
  const drawn = new Map<number, number>();
  for (const [bin, count] of bins) addTo(drawn, Math.floor((bin * DRAWN_PER_OCTAVE) / PER_OCTAVE), count);
  const histogram = logHistogram(drawn, DRAWN_PER_OCTAVE);
  const median = Math.min(largest, Math.max(smallest, medianOf(bins, files - empty)));
  return { files, empty, smallest: bins.size === 0 ? 0 : smallest, median: bins.size === 0 ? 0 : median, largest, histogram };
}

/** Middle of the bin that the median lies in. */
function medianOf(bins: ReadonlyMap<number, number>, files: number): number {
  let seen = 0;
  for (const [bin, count] of [...bins].toSorted(([a], [b]) => a - b)) {
    seen += count;
    if (seen * 2 >= files) return Math.round(2 ** ((bin + 0.5) / PER_OCTAVE));
  }
  return 0;
}
