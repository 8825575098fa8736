import { posix } from 'node:path';
import type { FileMode, PathStyle } from '../../shared/export.ts';
import type { PlacedRow } from './export-layout.ts';

export interface PathStyleTask {
  /** Absent: relative where there are files in the export, else absolute. */
  readonly style: PathStyle | undefined;
  readonly files: FileMode;
  /** Of the finished export, absolute. */
  readonly out: string;
  /** Of the dataset, absolute. */
  readonly source: string;
}

/** How the tables of an export call a sample's file: the one in the export, or the original where none is written. */
export function pathStyle({ style, files, out, source }: PathStyleTask): (row: PlacedRow) => string {
  if (files === 'none') return style === 'relative' ? ({ path }) => path : ({ path }) => posix.join(source, path);
  return style === 'absolute' ? ({ place }) => posix.join(out, place) : ({ place }) => place;
}
