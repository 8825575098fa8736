import type { ExportSummary } from '../../shared/export.ts';
import type { ExportOrder } from './export-order.ts';
import type { FillOutcome } from './fill-export.ts';
import type { OutputFolder } from './output-folder.ts';
import type { ExportPlan } from './plan-export.ts';

export interface SummaryTask {
  readonly order: ExportOrder;
  readonly place: OutputFolder;
  readonly plan: ExportPlan;
  readonly unopened: number;
  readonly renamed: number;
  /** `performance.now()` then. */
  readonly started: number;
  /** Null: nothing was written. */
  readonly filled: FillOutcome | null;
}

/** What was done, or would be. */
export function summaryOf({ order, place, plan, unopened, renamed, started, filled }: SummaryTask): ExportSummary {
  const { format, files, split, stripPrivate } = order;
  const { exported, leftOut, classes, splits, perClass, boxes } = plan;
  return {
    out: place.out,
    dryRun: filled === null,
    format,
    files,
    exported,
    augmented: plan.augmented,
    leftOut,
    classes,
    perClass,
    splits,
    renamed,
    bytes: files === 'none' ? 0 : (filled?.bytes ?? plan.bytes),
    seconds: (performance.now() - started) / 1000,
    resumed: filled?.resumed ?? 0,
    verified: filled === null || files === 'none' ? 0 : exported + plan.augmented,
    ...(unopened > 0 ? { unopened } : {}),
    ...(plan.weights === undefined ? {} : { weights: Object.fromEntries(plan.weights) }),
    ...(boxes === undefined ? {} : { boxes }),
    ...(split === undefined ? {} : { split: { rules: split.rules, report: split.report } }),
    ...(filled !== null && stripPrivate === true ? { privateMetadata: filled.stripped } : {}),
  };
}
