import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { openDataset } from '../../../src/main/dataset/open.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { importLabels } from '../../../src/main/labels/import-labels.ts';
import type { LabelFile } from '../../../src/main/labels/label-reader.ts';
import type { LabelFilesSummary } from '../../../src/shared/label-files.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { hasLabelName } from '../../../src/workers/scan/is-image-file.ts';
import { addSamples } from '../../fixtures/make-index.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

export const context = { signal: new AbortController().signal, report: () => undefined };

/** Opens a folder with samples of 640 × 480 pixels in its index, decoding nothing. */
export async function withSamples(
  folder: string,
  paths: readonly string[],
  work: (dataset: Dataset) => Promise<void>,
): Promise<void> {
  const dataset = await openDataset({ home: tempFolder(), request: { folder }, endpoint: null });
  try {
    addSamples(
      writerOf(dataset),
      paths.map((path) => ({ path })),
    );
    await dataset.changed(null);
    await work(dataset);
  } finally {
    await dataset.close();
  }
}

/** Reads the annotations that are in the folder, as an index job does after its scan. */
export async function readLabels(dataset: Dataset): Promise<LabelFilesSummary | null> {
  const [first, ...others] = await readAllLabels(dataset);
  if (others.length > 0) throw new Error(`${others.length + 1} sets of annotation files.`);
  return first ?? null;
}

/** The same where several sets of files label it. */
export async function readAllLabels(dataset: Dataset): Promise<readonly LabelFilesSummary[]> {
  return (await importLabels(dataset, { labelFiles: labelFilesIn(dataset.folder), folders: [] }, context)).summaries;
}

/** As the scan finds them. */
export function labelFilesIn(folder: string): readonly LabelFile[] {
  const entries: Dirent[] = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter(hasLabelName).map((path): LabelFile => {
    const { size, mtimeMs } = statSync(path);
    return { path, sizeBytes: size, mtimeMs };
  });
}

export const given = (dataset: Dataset): unknown[] =>
  dataset.read
    .prepare(`
      SELECT path, class.name AS class, x, y, given_box.width AS w, given_box.height AS h FROM given_box
      JOIN sample ON sample.id = sample_id JOIN class ON class.id = given_box.class_id ORDER BY path, given_box.id`)
    .raw()
    .all();

export async function pathsOf(dataset: Dataset, text: string): Promise<readonly string[]> {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.message);
  const { ids } = await dataset.query.call('query', { query: parsed.query });
  const find = dataset.read.prepare<[number], string>('SELECT path FROM sample WHERE id = ?').pluck();
  return Array.from(ids, (id) => find.get(id) ?? '');
}
