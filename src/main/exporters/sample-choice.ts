import type { LeftOutReason } from '../../shared/export.ts';
import type { Says } from '../../shared/export-formats.ts';
import type { ExportOptions } from '../../shared/export-request.ts';
import type { SplitReport, SplitRules } from '../../shared/split.ts';
import type { ExportRow } from '../index/export-rows.ts';
import { DROPPED } from './balance-classes.ts';
import type { Balance } from './plan-balance.ts';

/** The splits that the samples of an export go to, worked out before it. */
export interface SplitPlan {
  readonly rules: SplitRules;
  readonly report: SplitReport;
  readonly ids: Uint32Array;
  /** Of each of these: place in `report.splits` + 1, 0 = none. */
  readonly splits: Uint32Array;
}

export interface Chosen extends Pick<ExportOptions, 'classes' | 'otherClasses' | 'unlabeled' | 'removed'> {
  /** What the query answered, in any order. */
  readonly ids: Uint32Array;
  /** Absent: samples stay in the splits they are in. */
  readonly split?: SplitPlan | undefined;
}

/** Which samples are exported, and as what. */
export interface SampleChoice {
  /** What the format says of samples of this dataset. */
  readonly says: Says;
  /** Why a sample is left out; null: it is exported. */
  leftOut(row: ExportRow): LeftOutReason | null;
  /** The row in the split it goes to, with the boxes that go along. */
  asExported(row: ExportRow): ExportRow;
  /** Copies of it that are exported beside it. */
  copies(row: ExportRow): number;
  /** Copies are not changed. */
  readonly areRepeats: boolean;
}

/** Not known to the plan: as good as never asked about. */
const UNPLANNED = 2 ** 16 - 1;

/** Some bytes per id, since asking happens once per sample and pass. */
export function chooseSamples({ ids, split, ...options }: Chosen, says: Says): SampleChoice {
  const asked = new Uint8Array(mostOf(ids) + 1);
  for (const id of ids) asked[id] = 1;
  const splitOf = split === undefined || split.rules.mode === 'keep' ? null : splitReader(ids, split);
  const kept = options.otherClasses === 'drop' && options.classes !== undefined ? new Set(options.classes) : null;
  const unwanted = unwantedBy(options, says, kept);
  return {
    says,
    copies: () => 0,
    areRepeats: false,
    leftOut(row) {
      if (asked[row.id] !== 1) return 'not in the query';
      if (row.status !== 'ok') return row.status;
      // A file that was read only after the plan was made has no place in it.
      if (splitOf !== null && splitOf(row.id) === undefined) return 'pending';
      return unwanted(row);
    },
    asExported(row) {
      const placed = splitOf === null ? row : { ...row, split: splitOf(row.id) ?? null };
      return kept === null ? placed : { ...placed, annotation: onlyBoxesOf(kept, placed.annotation) };
    },
  };
}

/** The same, with as many of each class as were planned. */
export function balanced(choice: SampleChoice, { copies, areRepeats }: Balance): SampleChoice {
  return {
    says: choice.says,
    asExported: choice.asExported,
    areRepeats,
    copies: ({ id }) => Math.max(0, copies.get(id) ?? 0),
    leftOut: (row) => choice.leftOut(row) ?? (copies.get(row.id) === DROPPED ? 'over the target' : null),
  };
}

/** @param kept classes that go along; null: all */
function unwantedBy(
  { removed, unlabeled }: Omit<Chosen, 'ids'>,
  says: Says,
  kept: ReadonlySet<string> | null,
): (row: ExportRow) => LeftOutReason | null {
  return ({ tags, label, annotation }) => {
    if (removed === 'drop' && tags.includes('remove')) return 'tagged remove';
    const isLabelled = (says.labels && label !== null) || (says.boxes && annotation !== null);
    if (unlabeled === 'drop' && !isLabelled) return 'unlabeled';
    return says.labels && kept !== null && label !== null && !kept.has(label) ? 'class not listed' : null;
  };
}

function onlyBoxesOf(kept: ReadonlySet<string>, annotation: ExportRow['annotation']): ExportRow['annotation'] {
  return annotation && { ...annotation, boxes: annotation.boxes.filter((box) => kept.has(box.class)) };
}

/** @returns finds the split of a sample by its id; null: none; undefined: it is not in the plan */
function splitReader(ids: Uint32Array, plan: SplitPlan): (id: number) => string | null | undefined {
  const names = [null, ...plan.report.splits.map(({ name }) => name)];
  const splits = new Uint16Array(mostOf(ids) + 1).fill(UNPLANNED);
  for (const [at, id] of plan.ids.entries()) splits[id] = plan.splits[at] ?? 0;
  return (id) => names[splits[id] ?? UNPLANNED];
}

function mostOf(ids: Uint32Array): number {
  let most = 0;
  for (const id of ids) if (id > most) most = id;
  return most;
}
