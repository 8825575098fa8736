import { posix } from 'node:path';
import type { FileMode, LeftOutReason, ManifestRow, Transformation } from '../../shared/export.ts';
import type { ExportOptions } from '../../shared/export-request.ts';
import type { ExportRow } from '../index/export-rows.ts';
import type { ExportLayout, PlacedRow } from './export-layout.ts';
import { type Copy, changeOf, type PictureChange, pathAfter, rowAfter } from './picture-changes.ts';
import type { ExportPlan } from './plan-export.ts';
import type { SampleChoice } from './sample-choice.ts';

/** The file of a sample in the export. */
export interface WrittenFile {
  /** Hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** A sample on its way into an export, or left out of it. */
export interface PlacedSample {
  /** As it is exported; as it is in the dataset, where it is left out. */
  row: ExportRow;
  /** As it is in the dataset. */
  readonly stored: ExportRow;
  readonly leftOut: LeftOutReason | null;
  /** Where it goes, whether a file is written or not; null: it is left out. */
  readonly place: string | null;
  readonly isRenamed: boolean;
  /** What its picture is made into; null: nothing else. */
  readonly change: PictureChange | null;
  /** Of a copy: the sample itself; null: it is the sample itself. */
  readonly original: PlacedSample | null;
  /** Null: none is. */
  written: WrittenFile | null;
  sidecar: ManifestRow['sidecar'];
  transformations: readonly Transformation[];
  /** In words, where its source is not as it was indexed. */
  wrong: string | null;
}

export interface PlaceTask extends Pick<ExportOptions, 'convert' | 'resize' | 'balance'> {
  readonly choice: SampleChoice;
  readonly layout: ExportLayout;
  readonly files: FileMode;
}

type Weighing = Pick<ExportPlan, 'weights' | 'isTraining'>;

/** A sample and the copies of it that balance its class. */
export function placeWithCopies(stored: ExportRow, task: PlaceTask): readonly PlacedSample[] {
  const sample = placeSample(stored, task);
  if (sample.leftOut !== null) return [sample];
  const seed = task.choice.areRepeats ? null : (task.balance?.seed ?? 0);
  const copies = Array.from({ length: task.choice.copies(stored) }, (_, at) => ({
    ...placeSample(stored, task, { number: at + 1, seed }),
    original: sample,
  }));
  return [sample, ...copies];
}

/** Decides what becomes of a sample. Rows must come in path order: of two names that meet, the first is kept. */
export function placeSample(stored: ExportRow, task: PlaceTask, copy: Copy = null): PlacedSample {
  const { choice, layout, files } = task;
  const leftOut = choice.leftOut(stored);
  const exported = leftOut === null ? choice.asExported(stored) : stored;
  const change = leftOut === null ? changeOf(exported, task, copy) : null;
  const row = rowAfter(exported, change);
  const path = pathAfter(row.path, change, copy);
  const place = leftOut === null ? layout.place({ ...row, path }) : null;
  const name = posix.basename(copy === null ? row.path : path);
  const isRenamed = files !== 'none' && place !== null && posix.basename(place) !== name;
  const transformations: readonly Transformation[] = isRenamed ? [{ kind: 'renamed', from: name }] : [];
  const state = { written: null, sidecar: null, wrong: null };
  return { ...state, row, stored, leftOut, place, change, original: null, isRenamed, transformations };
}

/** The sample as it is in the export. Not of one that is left out. */
export function rowAsWritten({ row, place, written }: PlacedSample, plan: Weighing): PlacedRow {
  const file = written === null ? {} : { contentHash: written.sha256, sizeBytes: written.sizeBytes };
  const isWeighed = row.label !== null && plan.isTraining(row.split);
  const weight = isWeighed ? (plan.weights?.get(row.label) ?? null) : null;
  return { ...row, ...file, place: place ?? '', weight };
}

/** What the manifest says of it. Not of one that is left out. */
export function rowOfManifest({ row, stored, place, original, written, sidecar, transformations }: PlacedSample): ManifestRow {
  const { label, labelBefore = label, split, tags } = row;
  return {
    path: written === null ? null : place,
    sha256: written?.sha256 ?? null,
    sizeBytes: written?.sizeBytes ?? null,
    source: stored.path,
    sourceSha256: stored.contentHash,
    label,
    labelBefore,
    split,
    splitBefore: stored.split,
    tags,
    transformations,
    sidecar,
    augmentedFrom: original?.place ?? null,
  };
}
