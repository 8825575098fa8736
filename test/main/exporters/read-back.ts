import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { detectLayout, placeOf } from '../../../src/main/dataset/layout.ts';
import type { WritableDb } from '../../../src/main/db/connection.ts';
import { applyBoxSource, beginBoxSource } from '../../../src/main/index/boxes.ts';
import { createAnnotationReader, type ExportBox } from '../../../src/main/index/export-boxes.ts';
import { createAnnotationRows } from '../../../src/main/labels/annotation-rows.ts';
import { findLabelFiles } from '../../../src/main/labels/find-label-files.ts';
import { readLabelSets } from '../../../src/main/labels/read-label-sets.ts';
import { readSampleLookup } from '../../../src/main/predictions/match-samples.ts';
import type { LabelFilesSummary } from '../../../src/shared/label-files.ts';
import { hasLabelName } from '../../../src/workers/scan/is-image-file.ts';
import { addSamples, makeIndex } from '../../fixtures/make-index.ts';
import { manifestOf } from './export-fixture.ts';

export interface SampleRead {
  readonly split: string | null;
  /** Class of the whole picture, as annotations say it. */
  readonly label: string | null;
  /** Null: nobody annotated it. */
  readonly boxes: readonly ExportBox[] | null;
}

export interface ReadBack {
  /** By the path each had in the source. */
  readonly samples: ReadonlyMap<string, SampleRead>;
  readonly summaries: readonly LabelFilesSummary[];
}

/** Frame of a picture by its path in the source; absent: 640 × 480, upright. */
export type FrameOf = (
  source: string,
) => { readonly width: number; readonly height: number; readonly orientation: number } | null;

/** Reads the annotations of an export as an index job would, without decoding a picture. */
export async function readBack(folder: string, frameOf: FrameOf = () => null): Promise<ReadBack> {
  const index = makeIndex();
  try {
    const placed = manifestOf(folder).map(({ source, path }) => ({ source, path: path ?? '' }));
    const ids = addSamples(index.db, placed);
    const resize = index.db.prepare(
      'UPDATE sample SET width = @width, height = @height, orientation = @orientation WHERE id = @id',
    );
    for (const [at, { source }] of placed.entries()) {
      const frame = frameOf(source);
      if (frame !== null) resize.run({ ...frame, id: ids[at] });
    }
    const summaries = await readInto(index.db, folder);
    const annotations = createAnnotationReader(index.db)(ids);
    const splitOf = index.db
      .prepare<[number], string>('SELECT name FROM given_annotation JOIN split ON split.id = split_id WHERE sample_id = ?')
      .pluck();
    const labelOf = index.db
      .prepare<[number], string>(
        'SELECT name FROM given_annotation AS given JOIN class ON class.id = given.class_id WHERE sample_id = ?',
      )
      .pluck();
    const layout = detectLayout(foldersOf(placed.map(({ path }) => path)));
    const samples = placed.map(({ source, path }, at): [string, SampleRead] => {
      const split = splitOf.get(ids[at] ?? 0) ?? placeOf(path, layout).split;
      const label = labelOf.get(ids[at] ?? 0) ?? null;
      return [source, { split, label, boxes: annotations.get(ids[at] ?? 0)?.boxes ?? null }];
    });
    return { samples: new Map(samples), summaries };
  } finally {
    index.close();
  }
}

/** Reads the annotations of a folder into an index that knows its pictures. */
export async function readInto(db: WritableDb, folder: string): Promise<readonly LabelFilesSummary[]> {
  const { signal } = new AbortController();
  const { sets } = await findLabelFiles(folder, labelFilesIn(folder));
  const id = beginBoxSource(db, 'export');
  const rows = createAnnotationRows(db, id, signal);
  const lookup = await readSampleLookup(db, folder, signal);
  const summaries = await readLabelSets(sets, { db, lookup, rows, signal, onProgress: () => undefined });
  rows.flush();
  applyBoxSource(db, { id, summaries });
  return summaries;
}

function labelFilesIn(folder: string) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths
    .filter((path) => hasLabelName(relative(folder, path)))
    .map((path) => {
      const { size, mtimeMs } = statSync(path);
      return { path, sizeBytes: size, mtimeMs };
    });
}

function foldersOf(paths: readonly string[]) {
  const groups = Map.groupBy(paths, (path) => path.split('/').slice(0, -1).join('/'));
  return [...groups].map(([path, some]) => ({ path, images: some.length }));
}
