import type { LeftOutReason, OtherClasses } from '../../shared/export.ts';
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

/** Classes that the user fixed, in their order. */
export interface ClassList {
  readonly names: readonly string[];
  /** refuse: another class is an error; drop: samples and boxes of other classes are left out. */
  readonly others: OtherClasses;
}

export interface Chosen {
  /** What the query answered, in any order. */
  readonly ids: Uint32Array;
  /** Absent: samples stay in the splits they are in. */
  readonly split?: SplitPlan | undefined;
  /** Absent: the classes there are. */
  readonly classes?: ClassList | undefined;
}

/** Which samples are exported, and as what. */
export interface SampleChoice {
  /** Why a sample is left out; null: it is exported. */
  leftOut(row: ExportRow): LeftOutReason | null;
  /** The row in the split it goes to, with the boxes that go along. */
  asExported(row: ExportRow): ExportRow;
}

/** Not known to the plan: as good as never asked about. */
const UNPLANNED = 2 ** 16 - 1;

/**
 * Some bytes per id, since asking happens once per sample and pass.
 * @param saysLabels whether the format says a sample's class; where not, the list is about boxes alone
 */
export function chooseSamples({ ids, split, classes }: Chosen, saysLabels: boolean): SampleChoice {
  const asked = new Uint8Array(mostOf(ids) + 1);
  for (const id of ids) asked[id] = 1;
  const splitOf = split === undefined || split.rules.mode === 'keep' ? null : splitReader(ids, split);
  const kept = classes?.others === 'drop' ? new Set(classes.names) : null;
  return {
    leftOut(row) {
      if (asked[row.id] !== 1) return 'not in the query';
      if (row.status !== 'ok') return row.status;
      // A file that was read only after the plan was made has no place in it.
      if (splitOf?.(row.id) === undefined && splitOf !== null) return 'pending';
      return saysLabels && kept !== null && row.label !== null && !kept.has(row.label) ? 'class not listed' : null;
    },
    asExported(row) {
      const placed = splitOf === null ? row : { ...row, split: splitOf(row.id) ?? null };
      return kept === null ? placed : { ...placed, annotation: onlyBoxesOf(kept, placed.annotation) };
    },
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
