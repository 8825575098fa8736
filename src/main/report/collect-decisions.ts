import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReportDecisions } from '../../shared/report.ts';
import { countNotDuplicates, countRelabeled, readKeptIssues, readStepsBefore, readTags } from '../index/report-decisions.ts';
import { addTo, eachRange, type ReportSource } from './report-source.ts';

/** Steps of the history read at once. */
const CHUNK = 5000;

/** What was decided and stands. */
export async function collectDecisions(source: ReportSource): Promise<ReportDecisions> {
  const tags = new Map<string, { samples: number; bytes: number }>();
  const kept = new Map<string, number>();
  let relabeled = 0;
  await eachRange(source, (after, upto) => {
    for (const { name, samples, bytes } of readTags(source.db, after, upto)) {
      const tag = tags.get(name) ?? { samples: 0, bytes: 0 };
      tags.set(name, { samples: tag.samples + samples, bytes: tag.bytes + bytes });
    }
    for (const { kind, samples } of readKeptIssues(source.db, after, upto)) addTo(kept, kind, samples);
    relabeled += countRelabeled(source.db, after, upto);
  });
  return {
    ...(await countSteps(source)),
    tags: [...tags]
      .map(([name, sums]) => ({ name, ...sums }))
      .toSorted((a, b) => b.samples - a.samples || (a.name < b.name ? -1 : 1)),
    kept: [...kept].map(([kind, samples]) => ({ kind, samples })).toSorted((a, b) => b.samples - a.samples),
    relabeled,
    notDuplicates: countNotDuplicates(source.db),
  };
}

/** A decision stands unless the newest step that names it is an undo. */
async function countSteps({ db, signal }: ReportSource): Promise<Pick<ReportDecisions, 'decisions' | 'undone' | 'lastMs'>> {
  const isUndone = new Map<number, boolean>();
  const counts: { decisions: number; undone: number; lastMs: number | null } = { decisions: 0, undone: 0, lastMs: null };
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    signal?.throwIfAborted();
    const steps = readStepsBefore(db, before, CHUNK);
    for (const { id, kind, atMs, target } of steps) {
      before = id;
      counts.lastMs ??= atMs;
      if (kind !== 'undo' && kind !== 'redo') counts[isUndone.get(id) === true ? 'undone' : 'decisions']++;
      else if (target !== null && !isUndone.has(target)) isUndone.set(target, kind === 'undo');
    }
    if (steps.length < CHUNK) return counts;
    await nextTurn();
  }
}
