import { basename, dirname } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { splitInName } from '../dataset/layout.ts';
import type { HeadColumn } from '../predictions/detect-columns.ts';
import type { PredictionTable } from '../predictions/prediction-file.ts';
import { openTable } from '../predictions/read-table.ts';
import type { LabelCandidates, LabelFile, LabelReader, ReadLabels } from './label-reader.ts';
import { pacedGroups } from './paced-filter.ts';
import { readTableLabels } from './read-table-labels.ts';
import { isSplitList, splitListsOf, splitsOfLists } from './split-lists.ts';
import { type OtherPurpose, PURPOSES } from './table-purpose.ts';
import { detectTableRoles } from './table-roles.ts';

const HEAD_ROWS = 500;
/** Tables of a folder that are opened; where there are more they are one a picture, or no labels. */
const MOST_TABLES = 50;
const TABLE_NAME = /\.(?:csv|tsv|jsonl|ndjson|parquet)$/i;
/** Of these a word is said only where there are no pictures at all: many folders hold tables of other things. */
const TOLD_ALONE: ReadonlySet<OtherPurpose> = new Set(['pixels', 'no-pictures']);
/** Winnow's own lists of what it exported are no labels. */
const OWN_NAME = /^(?:winnow-)?(?:manifest|removed|lineage)\.jsonl?$/i;

/** A table of pictures: CSV, TSV, JSON Lines or Parquet; each is a set of its own. */
export const tableReader: LabelReader = {
  format: 'csv',
  async find(candidates) {
    const tables = (await candidates.named(TABLE_NAME)).filter(({ path }) => !OWN_NAME.test(basename(path)));
    const byFolder = [...(await pacedGroups(tables, ({ path }) => dirname(path))).values()];
    const few = byFolder.filter(({ length }) => length <= MOST_TABLES).flat();
    const sets = [];
    for (const file of few.slice(0, MOST_TABLES)) {
      if (!(await isLabelTable(file, candidates))) continue;
      sets.push({ format: 'csv' as const, files: [file, ...(await splitListsOf(file, candidates))], origin: file.path });
    }
    return sets;
  },
  async read({ files }, into) {
    const lists = files.filter(({ path }) => isSplitList(path));
    const splitOf = await splitsOfLists(lists);
    for (const { path } of files.filter(({ path }) => !isSplitList(path))) {
      await readTableFile(path, into, splitInName(basename(path)), splitOf);
    }
  },
};

/**
 * Reads one table. @param split of its pictures, where neither a row nor a list says one
 * @throws {WinnowError} bad_predictions where it is none of labels; AbortError
 */
export async function readTableFile(
  file: string,
  into: ReadLabels,
  split: string | null = null,
  splitOf: (path: string) => string | null = () => null,
): Promise<void> {
  await withLabelTable(file, into.signal, async (table, head, roles) => {
    if (typeof roles === 'string') {
      throw new WinnowError('bad_predictions', `${basename(file)} is a ${PURPOSES[roles].format}. ${PURPOSES[roles].reason}`);
    }
    await readTableLabels({ file, table, head, roles, splitOf: (path) => splitOf(path) ?? split }, into);
  });
}

async function isLabelTable(file: LabelFile, { refuse }: LabelCandidates): Promise<boolean> {
  try {
    const signal = new AbortController().signal;
    const roles = await withLabelTable(file.path, signal, async (_, __, found) => found);
    if (typeof roles === 'string' && !TOLD_ALONE.has(roles)) refuse(file, PURPOSES[roles]);
    return typeof roles !== 'string';
  } catch (error) {
    if (!(error instanceof WinnowError)) throw error;
    refuse(file, { format: 'table', reason: `It cannot be read: ${error.message}` });
    return false;
  }
}

/** Opens a table with its first rows and what they tell. @throws {WinnowError} bad_predictions, not_found, no_permission */
export async function withLabelTable<T>(
  file: string,
  signal: AbortSignal,
  work: (table: PredictionTable, head: readonly HeadColumn[], roles: ReturnType<typeof detectTableRoles>) => Promise<T>,
): Promise<T> {
  const table = await openTable({ file }, signal);
  try {
    const head = await headOf(table, signal);
    return await work(table, head, detectTableRoles(head));
  } finally {
    await table.close();
  }
}

async function headOf(table: PredictionTable, signal: AbortSignal): Promise<readonly HeadColumn[]> {
  const cells: HeadColumn['cells'][number][][] = table.columns.map(() => []);
  let rows = 0;
  for await (const block of table.blocks(signal)) {
    for (let row = 0; row < block.rows && rows < HEAD_ROWS; row++, rows++) {
      for (const [column, values] of cells.entries()) values.push(block.cell(row, column));
    }
    if (rows >= HEAD_ROWS) break;
  }
  return table.columns.map((name, column) => ({ name, cells: cells[column] ?? [] }));
}
