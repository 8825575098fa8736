import { posix } from 'node:path';
import type { FileMode, LeftOutReason, ManifestRow, Transformation } from '../../shared/export.ts';
import type { ExportRow } from '../index/export-rows.ts';
import type { ExportLayout, PlacedRow } from './export-layout.ts';
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
  /** Null: none is. */
  written: WrittenFile | null;
  sidecar: ManifestRow['sidecar'];
  transformations: readonly Transformation[];
  /** In words, where its source is not as it was indexed. */
  wrong: string | null;
}

/** Decides what becomes of a sample. Rows must come in path order: of two names that meet, the first is kept. */
export function placeSample(
  stored: ExportRow,
  { choice, layout, files }: { readonly choice: SampleChoice; readonly layout: ExportLayout; readonly files: FileMode },
): PlacedSample {
  const leftOut = choice.leftOut(stored);
  const row = leftOut === null ? choice.asExported(stored) : stored;
  const place = leftOut === null ? layout.place(row) : null;
  const name = posix.basename(row.path);
  const isRenamed = files !== 'none' && place !== null && posix.basename(place) !== name;
  const transformations: readonly Transformation[] = isRenamed ? [{ kind: 'renamed', from: name }] : [];
  return { row, stored, leftOut, place, isRenamed, written: null, sidecar: null, transformations, wrong: null };
}

/** The sample as it is in the export. Not of one that is left out. */
export function rowAsWritten({ row, place, written }: PlacedSample): PlacedRow {
  const file = written === null ? {} : { contentHash: written.sha256, sizeBytes: written.sizeBytes };
  return { ...row, ...file, place: place ?? '' };
}

/** What the manifest says of it. Not of one that is left out. */
export function rowOfManifest({ row, stored, place, written, sidecar, transformations }: PlacedSample): ManifestRow {
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
    augmentedFrom: null,
  };
}
