import { columnKey, LABEL_NAMES, OTHER_NUMBERS } from '../predictions/detect-column-names.ts';
import type { HeadColumn } from '../predictions/detect-columns.ts';
import { isNameless, isNumbers, numbersIn, textsOf } from './column-kinds.ts';

export interface ClassColumns {
  readonly label: string | null;
  readonly lists: readonly string[];
  readonly flags: readonly string[];
}

/** The likeliest first; a name says more than a number. */
const NAMES = [
  'label_after',
  ...['label', 'class_name', 'label_name', 'category_name', 'class', 'category', 'labels', 'classes', 'categories', 'target'],
  ...['species', 'breed', 'variety', 'diagnosis', 'dx', 'disease', 'emotion', 'cell_type', 'object', 'object_class', 'type'],
  ...[...LABEL_NAMES, 'label_id', 'class_id', 'category_id', 'class_label', 'identity', 'tag', 'tags', 'genus', 'common_name'],
];
/** What else columns of one text are. */
const NO_CLASS =
  /(?:^|_)(?:caption|captions|text|description|comment|comments|title|url|uri|source|time|date|licen[cs]e|author|note|notes|sha\d*|md5|hash|reason|status|mask|prompt)(?:_|$)/;
/** Longer values are sentences. */
const MOST_WORDS = 5;

/** What says classes: one column; columns of several classes each; or a column for each class. */
export function findClassColumns(columns: readonly HeadColumn[], hasBoxes: boolean): ClassColumns {
  const label = labelColumn(columns, hasBoxes);
  const isSure = hasBoxes || isOwn(columns);
  if (label !== null && !isSure && holdsLists(label)) return { label: null, lists: [label.name], flags: [] };
  if (label !== null) return { label: label.name, lists: [], flags: [] };
  const flags = hasBoxes ? [] : columns.filter(isFlag);
  return { label: null, lists: [], flags: flags.length >= 2 ? flags.map(({ name }) => name) : [] };
}

/** Of a table that Winnow wrote: its label is one class, whatever its name has in it. */
function isOwn(columns: readonly HeadColumn[]): boolean {
  const names = new Set(columns.map(({ name }) => name));
  return names.has('source') && (names.has('label_after') || (names.has('label') && names.has('tags')));
}

/** By name; else the only column that could be it. */
function labelColumn(columns: readonly HeadColumn[], hasBoxes: boolean): HeadColumn | null {
  const filled = columns.filter((column) => textsOf(column).length > 0 || column.cells.some((cell) => typeof cell === 'object'));
  for (const name of NAMES) {
    const found = filled.find((column) => columnKey(column.name) === name);
    if (found !== undefined) return found;
  }
  const texts = filled.filter((column) => !isNumbers(column) && !NO_CLASS.test(columnKey(column.name)) && isShort(column));
  const suffixed = texts.filter(({ name }) => /_(?:label|class|category|type|species|breed|name)$/.test(columnKey(name)));
  if (suffixed.length === 1) return suffixed[0] ?? null;
  if (texts.length === 1 && (hasBoxes || filled.length === 1)) return texts[0] ?? null;
  const isOnly = filled.length === 1 && !isFlagName(filled[0]) && (isNameless(filled) || isNumbers(filled[0] as HeadColumn));
  return isOnly ? (filled[0] ?? null) : null;
}

const isFlagName = (column: HeadColumn | undefined): boolean =>
  column === undefined || OTHER_NUMBERS.test(columnKey(column.name));

function isShort(column: HeadColumn): boolean {
  const texts = textsOf(column);
  const words = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0);
  return words <= texts.length * MOST_WORDS;
}

/**
 * Whether values are lists of classes. `;` and `|` stand in no name; what parts at spaces and commas is a list only where that
 * leaves fewer different ones: "sea lion" is one class.
 */
function holdsLists(column: HeadColumn): boolean {
  if (column.cells.some((cell) => typeof cell === 'object' && cell !== null)) return true;
  const texts = new Set(textsOf(column));
  if ([...texts].some((text) => /[;|]/.test(text) || /^\[\s*(?:["'\d\]])/.test(text))) return true;
  const separator = [...texts].some((text) => text.includes(',')) ? /\s*,\s*/ : /\s+/;
  const tokens = new Set([...texts].flatMap((text) => text.split(separator)));
  return texts.size >= 3 && tokens.size < texts.size;
}

/** 0 and 1, -1 and 1, true and false; not what `is_crowd` says. */
function isFlag(column: HeadColumn): boolean {
  const values = column.cells.filter((cell) => cell !== null && cell !== '');
  if (values.length === 0 || OTHER_NUMBERS.test(columnKey(column.name))) return false;
  if (values.every((cell) => typeof cell === 'boolean' || /^(?:true|false)$/i.test(String(cell)))) return true;
  const numbers = numbersIn(column);
  return numbers.length === values.length && numbers.every((value) => value === 0 || value === 1 || value === -1);
}
