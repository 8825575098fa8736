import { open, rm } from 'node:fs/promises';
import type { Lineage } from '../../shared/export.ts';
import { absoluteBytes } from '../dataset/paths.ts';
import type { ReadableDb } from '../db/connection.ts';
import { lineageModels, lineageRuns } from '../index/lineage-rows.ts';
import { LINEAGE_FILE } from './export-layout.ts';
import { type ExportOrder, type ExportSource, optionsOf } from './export-order.ts';
import type { FillOutcome } from './fill-export.ts';
import type { ExportPlan } from './plan-export.ts';

export interface LineageTask {
  readonly db: ReadableDb;
  readonly source: ExportSource;
  readonly order: ExportOrder;
  readonly plan: ExportPlan;
  readonly filled: FillOutcome;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** What an export says of itself: from what it was made, how, by whom. */
export function lineageOf({ db, source, order, plan, filled, createdAt }: LineageTask): Lineage {
  const { folder, datasetId, version } = source;
  const { samples, exported, leftOut, classes, splits, boxes, fingerprint } = plan;
  const { split, by, format, files, queryText: query, stripPrivate } = order;
  return {
    winnow: version,
    versions: { node: process.versions.node, platform: `${process.platform}-${process.arch}` },
    createdAt,
    by,
    plan: fingerprint,
    source: { folder, datasetId, samples },
    query,
    format,
    files,
    options: optionsOf(order),
    exported,
    augmented: plan.augmented,
    leftOut,
    classes,
    splits,
    ...(boxes === undefined ? {} : { boxes }),
    ...(split === undefined ? {} : { split: { rules: split.rules, report: split.report } }),
    ...(stripPrivate === true ? { privateMetadata: filled.stripped } : {}),
    ...(plan.weights === undefined ? {} : { weights: Object.fromEntries(plan.weights) }),
    runs: lineageRuns(db),
    models: lineageModels(db),
    tables: filled.tables,
  };
}

/** Written last: an export without one is not finished. */
export async function writeLineage(folder: string, lineage: Lineage): Promise<void> {
  const path = absoluteBytes(folder, LINEAGE_FILE);
  // Of an interrupted run.
  await rm(path, { force: true });
  const file = await open(path, 'wx');
  try {
    await file.writeFile(`${JSON.stringify(lineage, null, 2)}\n`);
  } finally {
    await file.close();
  }
}
