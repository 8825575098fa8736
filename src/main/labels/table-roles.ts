import type { LabelColumn, LabelColumnRole } from '../../shared/label-files.ts';
import { hasImageName } from '../../workers/scan/is-image-file.ts';
import { splitOfName } from '../dataset/layout.ts';
import { columnKey, OTHER_LISTS, PATH_NAMES, rankAmong } from '../predictions/detect-column-names.ts';
import type { HeadColumn } from '../predictions/detect-columns.ts';
import { textOf } from '../predictions/read-number.ts';
import { isNumbers, textsOf } from './column-kinds.ts';
import { type BoxColumns, findBoxColumns, findSizeColumns } from './table-boxes.ts';
import { findClassColumns } from './table-classes.ts';
import { type OtherPurpose, otherPurpose } from './table-purpose.ts';

/** What each column of a table of labels says. */
export interface TableRoles {
  readonly path: string;
  /** Class of the picture, or of the box where the table has boxes. */
  readonly label: string | null;
  /** Several classes in one value: carried, never made one. */
  readonly lists: readonly string[];
  /** A class each, 1 where the picture has it. */
  readonly flags: readonly string[];
  readonly split: string | null;
  readonly size: readonly [width: string, height: string] | null;
  readonly box: BoxColumns | null;
  /** Of the picture; those that differ between boxes of one picture are of the box. */
  readonly fields: readonly string[];
  readonly boxFields: readonly string[];
  /** Columns whose values are numbers. */
  readonly numbers: ReadonlySet<string>;
}

const SPLIT_NAMES = ['split', 'subset', 'partition', 'set', 'data_set', 'dataset', 'phase', 'usage', 'fold_name'];
/** Names of columns that samples may go by, but other things too. */
const VAGUE_PATH_NAMES: ReadonlySet<string> = new Set(['id', 'key', 'name', 'sample', 'sample_id', 'uri', 'url']);

/** Guesses what the columns say from their names and first values. @returns what else the table is for, where it has no labels */
export function detectTableRoles(head: readonly HeadColumn[]): TableRoles | OtherPurpose {
  const path = pathColumn(head);
  if (path === null) return otherPurpose(head, null) ?? 'no-pictures';
  const rest = head.filter((column) => column !== path);
  const other = otherPurpose(rest, path);
  if (other !== null) return other;
  const box = findBoxColumns(rest);
  const size = findSizeColumns(rest, box);
  const split = splitColumn(rest);
  const taken = new Set([...(box?.columns ?? []), ...(size ?? []), split]);
  const open = rest.filter(({ name }) => !taken.has(name));
  const classes = findClassColumns(open, box !== null);
  const isVague = !path.cells.some((cell) => typeof cell === 'string' && hasImageName(cell));
  const saysClasses = classes.label !== null || classes.flags.length > 0 || classes.lists.length > 0;
  if (isVague && !saysClasses && box === null && split === null) return 'no-pictures';
  const named = new Set([classes.label, ...classes.flags, ...classes.lists]);
  const others = open.filter(({ name }) => !named.has(name) && name !== '');
  const isOfBox = (column: HeadColumn): boolean => box !== null && box.order !== 'objects' && differsWithin(column, path);
  return {
    path: path.name,
    ...classes,
    split,
    size,
    box,
    fields: others.filter((column) => !isOfBox(column)).map(({ name }) => name),
    boxFields: others.filter(isOfBox).map(({ name }) => name),
    numbers: new Set(others.filter(isNumbers).map(({ name }) => name)),
  };
}

/** What holds names of images; else the one that is named so. Of several, the one named likeliest. */
function pathColumn(head: readonly HeadColumn[]): HeadColumn | null {
  const rank = ({ name }: HeadColumn): number => rankAmong(PATH_NAMES, columnKey(name).replace(/^.+_(?=file_?name$)/, ''));
  const ofImages = head.filter((column) => {
    const texts = textsOf(column);
    return texts.length > 0 && texts.filter((text) => hasImageName(text) && !/^https?:/i.test(text)).length * 2 > texts.length;
  });
  const [best] = ofImages.toSorted((a, b) => rank(a) - rank(b));
  if (best !== undefined) return best;
  const named = head.filter(
    (column) => rank(column) < PATH_NAMES.length && textsOf(column).length > 0 && !OTHER_LISTS.test(columnKey(column.name)),
  );
  const isVague = ({ name }: HeadColumn): boolean => VAGUE_PATH_NAMES.has(columnKey(name));
  const sure = named.filter((column) => !isVague(column));
  const [first] = (sure.length > 0 ? sure : named).toSorted((a, b) => rank(a) - rank(b));
  return first === undefined || textsOf(first).every((text) => /^https?:/i.test(text)) ? null : first;
}

/** Named for it, with values that mostly name splits, or few of them. */
function splitColumn(columns: readonly HeadColumn[]): string | null {
  const found = columns.find((column) => {
    if (!SPLIT_NAMES.includes(columnKey(column.name))) return false;
    const texts = textsOf(column);
    const known = texts.filter((text) => splitOfName(text) !== null).length;
    return known * 2 > texts.length || (columnKey(column.name) === 'split' && texts.length > 0 && !isNumbers(column));
  });
  return found?.name ?? null;
}

/** Whether rows of one picture differ in a column. */
function differsWithin({ cells }: HeadColumn, path: HeadColumn): boolean {
  const first = new Map<string, string>();
  return cells.some((cell, row) => {
    const [of, text] = [textOf(path.cells[row] ?? null) ?? '', JSON.stringify(cell)];
    const before = first.get(of);
    if (before === undefined) first.set(of, text);
    return before !== undefined && before !== text;
  });
}

/** The columns with what each was taken for, for a person. @param head in the file's order */
export function rolesByColumn(head: readonly HeadColumn[], roles: TableRoles): readonly LabelColumn[] {
  return head.map((column) => ({
    name: column.name,
    role: roleOf(column.name, roles),
    examples: textsOf(column)
      .slice(0, 3)
      .map((text) => text.slice(0, 80)),
  }));
}

function roleOf(name: string, { path, label, lists, flags, split, size, box, boxFields }: TableRoles): LabelColumnRole {
  if (name === path) return 'path';
  if (name === label) return 'label';
  if (name === split) return 'split';
  if (lists.includes(name)) return 'several labels';
  if (flags.includes(name)) return 'class flag';
  if (box?.columns.includes(name) === true || boxFields.includes(name)) return boxFields.includes(name) ? 'box field' : 'box';
  return size?.includes(name) === true ? 'size' : 'field';
}
