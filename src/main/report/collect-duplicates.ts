import { DUPLICATE_KINDS, type DuplicateKind } from '../../shared/issue.ts';
import type { DuplicateFigures, LeakMatrix, ReportDuplicates } from '../../shared/report.ts';
import { readDuplicates, readSplits } from '../index/report-duplicates.ts';
import { lastDoneRun } from '../index/runs.ts';
import { DUPLICATES_RUN } from '../jobs/find-duplicates.ts';
import { compareSplits } from './name-order.ts';
import { eachRange, type ReportSource } from './report-source.ts';

interface Group {
  samples: number;
  bytes: number;
  /** Of its largest file, which is the one to keep as far as is known here. */
  largest: number;
  readonly splits: Set<number>;
  /** All of it lies in a group of a wider kind. */
  readonly isInWider: boolean;
}

/** What the duplicate groups hold, what removing all but one of each would save, and which splits they join. */
export async function collectDuplicates(source: ReportSource): Promise<ReportDuplicates> {
  const kinds: ReportDuplicates['kinds'][number][] = [];
  const all: Group[] = [];
  const isInWider = new Uint8Array(source.lastId + 1);
  for (const kind of DUPLICATE_KINDS.toReversed()) {
    const groups = await groupsOf(source, kind, isInWider);
    kinds.unshift({ kind, ...figuresOf(groups) });
    for (const group of groups) if (!group.isInWider) all.push(group);
  }
  const isSearched = lastDoneRun(source.db, DUPLICATES_RUN) > 0;
  return { isSearched, kinds, all: figuresOf(all), leaks: leaksOf(all, readSplits(source.db)) };
}

/** @param isInWider by sample: marked here for the narrower kinds; a wider group holds a narrower one whole */
async function groupsOf(source: ReportSource, kind: DuplicateKind, isInWider: Uint8Array): Promise<readonly Group[]> {
  const groups = new Map<number, Group>();
  await eachRange(source, (after, upto) => {
    for (const [sample, id, sizeBytes, split] of readDuplicates(source.db, kind, after, upto)) {
      const group = groups.get(id) ?? { samples: 0, bytes: 0, largest: 0, splits: new Set(), isInWider: isInWider[sample] === 1 };
      group.samples++;
      group.bytes += sizeBytes;
      group.largest = Math.max(group.largest, sizeBytes);
      if (split !== null) group.splits.add(split);
      groups.set(id, group);
      isInWider[sample] = 1;
    }
  });
  // The others of its group are missing.
  return [...groups.values()].filter(({ samples }) => samples > 1);
}

function figuresOf(groups: readonly Group[]): DuplicateFigures {
  const figures = { groups: groups.length, samples: 0, redundant: 0, redundantBytes: 0 };
  for (const { samples, bytes, largest } of groups) {
    figures.samples += samples;
    figures.redundant += samples - 1;
    figures.redundantBytes += bytes - largest;
  }
  return figures;
}

function leaksOf(groups: readonly Group[], splits: readonly { readonly id: number; readonly name: string }[]): LeakMatrix | null {
  if (splits.length < 2) return null;
  const ordered = splits.toSorted((a, b) => compareSplits(a.name, b.name));
  const place = new Map(ordered.map(({ id }, index) => [id, index]));
  const matrix = ordered.map(() => ordered.map(() => 0));
  for (const group of groups) {
    const places = [...group.splits].flatMap((id) => place.get(id) ?? []);
    for (const a of places) {
      for (const b of places) {
        const row = matrix[a];
        if (a !== b && row !== undefined) row[b] = (row[b] ?? 0) + 1;
      }
    }
  }
  return { splits: ordered.map(({ name }) => name), groups: matrix };
}
