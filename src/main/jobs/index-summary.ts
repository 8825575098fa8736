import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IndexSummary } from '../../shared/dataset.ts';
import type { ReadableDb } from '../db/connection.ts';
import { namesOf } from '../index/classes.ts';
import { lastSampleId, type Tally, tallyRange } from '../index/tally.ts';
import { peakMemory } from '../log/peak-memory.ts';

/** About 10 ms of counting. */
const SAMPLES_AT_ONCE = 20_000;
const BYTES_PER_MB = 1024 ** 2;

export interface JobFacts {
  /** The newest run that ended well before this one. */
  readonly sinceRun: number;
  readonly ignored: number;
  readonly unreadableFolders: readonly string[];
  readonly decoded: number;
  /** Of the job, and of its decoding, which begins with the first file found. */
  readonly seconds: number;
}

/** Counts the whole index, a stretch at a time. */
export async function summarise(db: ReadableDb, facts: JobFacts): Promise<IndexSummary> {
  const tallies = await tallyAll(db, facts.sinceRun);
  const count = (fits: (tally: Tally) => boolean): number =>
    tallies.reduce((sum, tally) => sum + (fits(tally) ? tally.count : 0), 0);
  const ofStatus = (status: Tally['status']): number => count((tally) => tally.status === status);
  const isThere = (tally: Tally): boolean => tally.status !== 'missing';
  return {
    samples: count(() => true),
    ok: ofStatus('ok'),
    corrupt: ofStatus('corrupt'),
    unsupported: ofStatus('unsupported'),
    unreadable: ofStatus('unreadable'),
    missing: ofStatus('missing'),
    ignored: facts.ignored,
    added: count((tally) => isThere(tally) && (tally.change === 'added' || tally.change === 'returned')),
    changed: count((tally) => isThere(tally) && tally.change === 'changed'),
    moved: count((tally) => isThere(tally) && tally.change === 'moved'),
    removed: count((tally) => tally.status === 'missing' && tally.change === 'removed'),
    unchanged: count((tally) => isThere(tally) && tally.change === null),
    classes: namesOf(db, 'class'),
    splits: splitCounts(tallies),
    unreadableFolders: facts.unreadableFolders,
    seconds: facts.seconds,
    imagesPerSecond: facts.seconds === 0 ? 0 : facts.decoded / facts.seconds,
    peakRssMb: Math.round(peakMemory() / BYTES_PER_MB),
  };
}

async function tallyAll(db: ReadableDb, sinceRun: number): Promise<readonly Tally[]> {
  const tallies: Tally[] = [];
  const last = lastSampleId(db);
  for (let after = 0; after < last; after += SAMPLES_AT_ONCE) {
    tallies.push(...tallyRange(db, after, SAMPLES_AT_ONCE, sinceRun));
    await nextTurn();
  }
  return tallies;
}

function splitCounts(tallies: readonly Tally[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { split, count } of tallies) {
    if (split !== null) counts.set(split, (counts.get(split) ?? 0) + count);
  }
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
