import type { LeftOutReason } from '../../shared/export.ts';
import type { SplitReport, SplitRules } from '../../shared/split.ts';
import type { ExportRow } from '../index/export-rows.ts';

/** The splits that the samples of an export go to, worked out before it. */
export interface SplitPlan {
  readonly rules: SplitRules;
  readonly report: SplitReport;
  readonly ids: Uint32Array;
  /** Of each of these: place in `report.splits` + 1, 0 = none. */
  readonly splits: Uint32Array;
}

/** Which samples are exported, and to which split. */
export interface SampleChoice {
  /** Why a sample is left out; null: it is exported. */
  leftOut(row: ExportRow): LeftOutReason | null;
  /** The row with the split it goes to. */
  inSplit(row: ExportRow): ExportRow;
}

/** Not known to the plan: as good as never asked about. */
const UNPLANNED = 2 ** 16 - 1;

/**
 * Some bytes per id, since asking happens once per sample and pass.
 * @param ids what the query answered
 * @param plan null: samples stay in the splits they are in
 */
export function chooseSamples(ids: Uint32Array, plan: SplitPlan | null): SampleChoice {
  const asked = new Uint8Array(mostOf(ids) + 1);
  for (const id of ids) asked[id] = 1;
  const isAsked = (id: number): boolean => asked[id] === 1;
  const leftOut = (row: ExportRow): LeftOutReason | null => {
    if (!isAsked(row.id)) return 'not in the query';
    return row.status === 'ok' ? null : row.status;
  };
  if (plan === null || plan.rules.mode === 'keep') return { leftOut, inSplit: (row) => row };

  const names = [null, ...plan.report.splits.map(({ name }) => name)];
  const splits = new Uint16Array(mostOf(ids) + 1).fill(UNPLANNED);
  for (const [at, id] of plan.ids.entries()) splits[id] = plan.splits[at] ?? 0;
  return {
    // A file that was read only after the plan was made has no place in it.
    leftOut: (row) => leftOut(row) ?? (splits[row.id] === UNPLANNED ? 'pending' : null),
    inSplit: (row) => ({ ...row, split: names[splits[row.id] ?? 0] ?? null }),
  };
}

function mostOf(ids: Uint32Array): number {
  let most = 0;
  for (const id of ids) if (id > most) most = id;
  return most;
}
