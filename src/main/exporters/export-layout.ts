import type { ExportFormat, FileMode } from '../../shared/export.ts';
import type { ExportRow } from '../index/export-rows.ts';
import type { ExportPlan } from './plan-export.ts';

/** Names at the top of every export. */
export const LINEAGE_FILE = 'winnow-lineage.json';
export const MANIFEST_FILE = 'winnow-manifest.jsonl';
export const REMOVED_FILE = 'winnow-removed.jsonl';
/** What a layout must not call a file or folder of its own at the top. */
export const RESERVED_NAMES: readonly string[] = [LINEAGE_FILE, MANIFEST_FILE, REMOVED_FILE];

/**
 * How one format arranges an export. A layout only says what goes where; files are copied, texts written, hashed into the
 * manifest and verified by the exporter. It is made anew for each export and asked twice the same way when an export is
 * resumed, so what it answers follows from the plan and the rows alone: no clock, no random numbers, no reading of files.
 *
 * Adding a format: its name in `EXPORT_FORMATS`, what it can say in `FORMATS` (shared/export-formats.ts), a file here with a
 * function from a `LayoutContext` to an `ExportLayout`, a case in `layoutOf`. YOLO, as an example of everything:
 *
 *     const take = createTakenStems();
 *     const numberOf = new Map(plan.boxClasses.map((name, number) => [name, number]));
 *     return {
 *       // images/train/a.jpg; `a.png` beside it becomes a-2.png, since both would share a.txt.
 *       place: (row) => placeIn(`images/${splitFolder(row.split)}`, row, take),
 *       // Nobody annotated it: no file. Annotated without a box: an empty one, a negative example.
 *       sidecar: (row) => row.annotation && {
 *         path: row.place.replace(/^images/, 'labels').replace(/(\\.[^./]*)?$/, '.txt'),
 *         text: row.annotation.boxes.map((box) => line(box, row, numberOf)).join(''),
 *       },
 *       fixed: [{ path: 'data.yaml', text: dataYaml(plan) }],
 *     };
 *
 * COCO: a table `labels.json` for each split, with a section for `images`, one for `annotations` and one without rows for
 * `categories`; ids are counted in the layout, in the order rows are asked for.
 */
export interface ExportLayout {
  /**
   * Where a sample's file goes, relative to the export, `/` between folders. Asked once per exported sample, in path order,
   * also where no file will be written. Must be unique whatever file system it lands on: take names from `createTakenNames`
   * (or `createTakenStems`, where files of other kinds are named after it), folders from `safeFolderName`.
   */
  place(row: ExportRow): string;
  /** Written row by row, in path order. */
  readonly tables?: readonly ExportTable[];
  /** A text file that goes with a sample; null: it has none. Its path must be as unique as the place it is derived from. */
  sidecar?(row: PlacedRow): TextFile | null;
  /** Files that the plan alone determines. */
  readonly fixed?: readonly TextFile[];
}

/** What a layout is made from. */
export interface LayoutContext {
  readonly plan: ExportPlan;
  readonly format: ExportFormat;
  readonly files: FileMode;
  /** Rows have weights, and are to show them. */
  readonly hasWeights: boolean;
  /** How a table should call a sample's file: in the export or the original's, relative or absolute, as the user asked. */
  readonly pathOf: (row: PlacedRow) => string;
}

/**
 * A sample as it is written: where pictures are changed on the way, width, height, boxes, size and hash are those of the file in
 * the export.
 */
export interface PlacedRow extends ExportRow {
  /** What `place` answered. */
  readonly place: string;
  /** How much it should count in training; null: not asked for, or it is not for training. */
  readonly weight: number | null;
}

export interface TextFile {
  /** Relative to the export. */
  readonly path: string;
  readonly text: string;
}

/** A text file that grows with the samples: its sections one after the other, each of any size. */
export interface ExportTable {
  /** Relative to the export. */
  readonly path: string;
  readonly sections: readonly TableSection[];
  /** Paths in it are the bytes of names, also of those that are no UTF-8. Absent: the file is UTF-8. */
  readonly isBytes?: boolean;
}

export interface TableSection {
  readonly head: string;
  /** Of one exported sample; '': nothing, and then no separator either. Never kept in memory. */
  row(row: PlacedRow): string;
  /** Between the texts of rows, as `,` in JSON. Absent: nothing. */
  readonly separator?: string;
  readonly foot: string;
}
