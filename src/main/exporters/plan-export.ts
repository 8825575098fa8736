import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LeftOutReason, Manifest } from '../../shared/export.ts';
import type { ReadableDb } from '../db/connection.ts';
import { type ExportRow, exportRows } from '../index/export-rows.ts';

/** What an export comprises, counted before anything is written. */
export interface ExportPlan {
  /** All samples of the dataset. */
  readonly samples: number;
  readonly exported: number;
  /** Of the exported files. */
  readonly bytes: number;
  readonly leftOut: Manifest['leftOut'];
  /** Of the exported samples, in alphabetical order. */
  readonly classes: readonly string[];
  readonly splits: Readonly<Record<string, number>>;
  readonly hasUnlabeled: boolean;
  readonly hasUnsplit: boolean;
}

/** Tells whether a query answered an id. */
export type IsAsked = (id: number) => boolean;

/** A byte per id, since asking happens once per sample and pass. */
export function askedIds(ids: Uint32Array): IsAsked {
  let maxId = 0;
  for (const id of ids) if (id > maxId) maxId = id;
  const isAsked = new Uint8Array(maxId + 1);
  for (const id of ids) isAsked[id] = 1;
  return (id) => isAsked[id] === 1;
}

/** Why a sample is left out; null: it is exported. */
export function leftOutReason(row: ExportRow, isAsked: IsAsked): LeftOutReason | null {
  if (!isAsked(row.id)) return 'not in the query';
  return row.status === 'ok' ? null : row.status;
}

/** Counts what an export would do. About 10 µs a sample, with pauses for others. */
export async function planExport(db: ReadableDb, isAsked: IsAsked, signal: AbortSignal): Promise<ExportPlan> {
  const classes = new Set<string | null>();
  const splits = new Map<string | null, number>();
  const leftOut: Partial<Record<LeftOutReason, number>> = {};
  let samples = 0;
  let exported = 0;
  let bytes = 0;
  for (const rows of exportRows(db)) {
    signal.throwIfAborted();
    for (const row of rows) {
      samples++;
      const reason = leftOutReason(row, isAsked);
      if (reason === null) {
        exported++;
        bytes += row.sizeBytes;
        classes.add(row.label);
        splits.set(row.split, (splits.get(row.split) ?? 0) + 1);
      } else leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    }
    await nextTurn();
  }
  const named = [...splits].filter((entry): entry is [string, number] => entry[0] !== null);
  return {
    samples,
    exported,
    bytes,
    leftOut,
    classes: [...classes].filter((name) => name !== null).sort(),
    splits: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))),
    hasUnlabeled: classes.has(null),
    hasUnsplit: splits.has(null),
  };
}
