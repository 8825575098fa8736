import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { absoluteBytes } from '../../../src/main/dataset/paths.ts';
import type { WritableDb } from '../../../src/main/db/connection.ts';
import { exportDataset } from '../../../src/main/exporters/export-dataset.ts';
import type { ExportOrder, ExportSource } from '../../../src/main/exporters/export-order.ts';
import type { JobContext } from '../../../src/main/jobs/job-context.ts';
import type { ExportSummary, Lineage, ManifestRow, RemovedRow } from '../../../src/shared/export.ts';
import type { DatasetId } from '../../../src/shared/sample.ts';
import { changePicture } from '../../../src/workers/decode/change-picture.ts';
import { addSamples, makeIndex, type NewSample, type TestIndex } from '../../fixtures/make-index.ts';

export interface ExportFixture {
  readonly db: WritableDb;
  readonly source: ExportSource;
  /** Ids of all samples, in the order given. */
  readonly ids: Uint32Array;
  readonly index: TestIndex;
}

export type FixtureSample = NewSample & { readonly content?: string | Uint8Array };

/** Real files in `folder` and an index that knows them. Without content, a file holds its own path. */
export function makeDataset(folder: string, samples: readonly FixtureSample[]): ExportFixture {
  const index = makeIndex();
  const rows = samples.map((sample) => {
    const content = sample.content ?? sample.path;
    const file = absoluteBytes(folder, sample.path);
    mkdirSync(dirname(file.toString('latin1')), { recursive: true });
    writeFileSync(file, content);
    const contentHash = sample.status === 'unreadable' ? null : createHash('sha256').update(content).digest();
    return { contentHash, sizeBytes: Buffer.byteLength(content), ...sample };
  });
  const ids = Uint32Array.from(addSamples(index.db, rows));
  const source = { read: index.db, folder, datasetId: 'fixture-1' as DatasetId, version: '0.1.0-test', change: changePicture };
  return { db: index.db, source, ids, index };
}

export const quiet: JobContext = { signal: new AbortController().signal, report: () => {} };

export type OrderChanges = Partial<ExportOrder> & Pick<ExportOrder, 'out'>;

export function orderOf(fixture: ExportFixture, changes: OrderChanges): ExportOrder {
  const who = { by: 'tester', at: new Date('2026-01-02T03:04:05.678Z') };
  return { format: 'folders', files: 'copy', ids: fixture.ids, queryText: '', ...who, ...changes };
}

export function exportTo(fixture: ExportFixture, changes: OrderChanges, context = quiet): Promise<ExportSummary> {
  return exportDataset(fixture.source, orderOf(fixture, changes), context);
}

/** Every file below a folder, hidden ones too, in alphabetical order. */
export function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Of winnow-manifest.jsonl. */
export function manifestOf(out: string): ManifestRow[] {
  return rowsOf(join(out, 'winnow-manifest.jsonl')) as ManifestRow[];
}

/** Of winnow-removed.jsonl. */
export function removedOf(out: string): RemovedRow[] {
  return rowsOf(join(out, 'winnow-removed.jsonl')) as RemovedRow[];
}

export function lineageOf(out: string): Lineage {
  return JSON.parse(readFileSync(join(out, 'winnow-lineage.json'), 'utf8')) as Lineage;
}

export function rowsOf(file: string): unknown[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}
