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
}

/** What the duplicate groups hold, what removing all but one of each would save, and which splits they join. */
export async function collectDuplicates(source: ReportSource): Promise<ReportDuplicates> {
  const kinds: DuplicateFigures[] = [];
  let widest: ReadonlyMap<number, Group> = new Map();
  for (const kind of DUPLICATE_KINDS) {
    const groups = await groupsOf(source, kind);
    kinds.push(figuresOf(kind, groups));
    if (groups.size > 0) widest = groups;
  }
  return { isSearched: lastDoneRun(source.db, DUPLICATES_RUN) > 0, kinds, leaks: leaksOf(widest, readSplits(source.db)) };
}

async function groupsOf(source: ReportSource, kind: DuplicateKind): Promise<ReadonlyMap<number, Group>> {
  const groups = new Map<number, Group>();
  await eachRange(source, (after, upto) => {
    for (const [id, sizeBytes, split] of readDuplicates(source.db, kind, after, upto)) {
      const group = groups.get(id) ?? { samples: 0, bytes: 0, largest: 0, splits: new Set() };
      group.samples++;
      group.bytes += sizeBytes;
      group.largest = Math.max(group.largest, sizeBytes);
      if (split !== null) group.splits.add(split);
      groups.set(id, group);
    }
  });
  return groups;
}

function figuresOf(kind: DuplicateKind, groups: ReadonlyMap<number, Group>): DuplicateFigures {
  const figures = { kind, groups: 0, samples: 0, redundant: 0, redundantBytes: 0 };
  for (const { samples, bytes, largest } of groups.values()) {
    // The others of its group are missing.
    if (samples < 2) continue;
    figures.groups++;
    figures.samples += samples;
    figures.redundant += samples - 1;
    figures.redundantBytes += bytes - largest;
  }
  return figures;
}

function leaksOf(
  groups: ReadonlyMap<number, Group>,
  splits: readonly { readonly id: number; readonly name: string }[],
): LeakMatrix | null {
  if (splits.length < 2) return null;
  const ordered = splits.toSorted((a, b) => compareSplits(a.name, b.name));
  const place = new Map(ordered.map(({ id }, index) => [id, index]));
  const matrix = ordered.map(() => ordered.map(() => 0));
  for (const group of groups.values()) {
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
