import { dirname, join, relative } from 'node:path';
import type { FieldValue } from '../../shared/label-files.ts';
import { splitOfName } from '../dataset/layout.ts';
import type { HeadColumn } from '../predictions/detect-columns.ts';
import { type Cell, createPauses, type PredictionTable, type TableBlock } from '../predictions/prediction-file.ts';
import { textOf } from '../predictions/read-number.ts';
import { finite } from './column-kinds.ts';
import type { ReadLabels } from './label-reader.ts';
import type { KnownImage } from './label-sink.ts';
import { type BoxOrder, boxPlace, fourIn, fourOf, listedBoxes, listedTexts, orderThatFits } from './table-boxes.ts';
import { rolesByColumn, type TableRoles } from './table-roles.ts';

/** What the boxes of a table without classes are called. */
const NO_CLASS = 'object';

export interface TableLabels {
  /** Absolute. */
  readonly file: string;
  readonly table: PredictionTable;
  readonly head: readonly HeadColumn[];
  readonly roles: TableRoles;
  /** Of a picture whose row says none. @param path as the row has it */
  splitOf(path: string): string | null;
}

/** A row as its roles have it. */
interface Row {
  readonly path: string;
  cell(column: string): Cell;
}

/**
 * Tells the sink what the rows of a table say.
 * @throws {WinnowError} bad_predictions where it cannot be read on; AbortError
 */
export async function readTableLabels(labels: TableLabels, { folder, sink, signal }: ReadLabels): Promise<void> {
  const { file, table, roles, head } = labels;
  sink.columns(rolesByColumn(head, roles));
  const onlyFlags = roles.flags.length > 0 && (await isOneEach(table, roles, signal));
  const boxes = createBoxAdder(roles, sink);
  const said = new Map<number, string>();
  const interned = new Map<string, string>();
  const pause = createPauses(signal);
  const pathsOf = createPathFinder(file, folder);
  for await (const block of table.blocks(signal)) {
    const rows = rowsOf(block, table, roles.path);
    for (const at of block.uneven) sink.problem('extra-cells', `row ${block.firstRow + at}`);
    const found: (readonly [Row, KnownImage])[] = [];
    for (const [at, row] of rows.entries()) {
      const waiting = pause();
      if (waiting !== undefined) await waiting;
      if (row === null) {
        sink.problem('missing-path', `row ${block.firstRow + at}`);
        continue;
      }
      const label = onlyFlags ? flagOf(row, roles) : pictureLabel(row, roles);
      const split = (roles.split === null ? null : splitIn(row.cell(roles.split))) ?? labels.splitOf(row.path);
      const image = await sink.image({
        paths: pathsOf(row.path),
        size: sizeOf(row, roles),
        split,
        label,
        isLookedAt: saysBoxes(row, roles),
        fields: fieldsOf(row, roles, onlyFlags),
      });
      if (image === null) continue;
      found.push([row, image]);
      if (!onlyFlags) tellSeveral(row, roles, sink);
      if (label !== null) tellOther(image.id, label);
    }
    if (roles.box !== null) await boxes.add(found);
    sink.progress(block.share);
  }
  await boxes.finish();

  /** A picture of several rows, each with another class. */
  function tellOther(id: number, label: string): void {
    const known = interned.get(label) ?? label;
    interned.set(known, known);
    const before = said.get(id);
    if (before === undefined) said.set(id, known);
    else if (before !== known) sink.problem('several-labels', `"${before}" and "${known}" of one picture: the first counts`);
  }
}

function rowsOf(block: TableBlock, { columns }: PredictionTable, path: string): readonly (Row | null)[] {
  const places = new Map(columns.map((name, place) => [name, place]));
  return Array.from({ length: block.rows }, (_, at) => {
    const cell = (column: string): Cell => block.cell(at, places.get(column) ?? -1);
    const text = textOf(cell(path));
    return text === null ? null : { path: text, cell };
  });
}

/** Beside the table, or wherever the name fits. */
function createPathFinder(file: string, folder: string): (path: string) => readonly string[] {
  const beside = relative(folder, dirname(file)).replaceAll('\\', '/');
  if (beside.startsWith('..') || beside === '') return (path) => [path];
  return (path) => [join(beside, path).replaceAll('\\', '/'), path];
}

function splitIn(cell: Cell): string | null {
  const text = textOf(cell)?.trim() ?? null;
  return text === null ? null : (splitOfName(text) ?? text);
}

function sizeOf({ cell }: Row, { size }: TableRoles): { readonly width: number; readonly height: number } | null {
  const [width, height] = size === null ? [0, 0] : [finite(cell(size[0])), finite(cell(size[1]))];
  return width > 0 && height > 0 ? { width, height } : null;
}

/** Of a table with boxes only where a row has none: "no finding". */
function pictureLabel({ cell }: Row, { label, box }: TableRoles): string | null {
  if (label !== null && box?.order === 'objects') return textOf(cell(label))?.trim() ?? null;
  if (label === null || box?.columns.some((column) => hasValue(cell(column))) === true) return null;
  return textOf(cell(label))?.trim() ?? null;
}

/** Boxes of a row, or that its picture has none. */
const saysBoxes = ({ cell }: Row, { box }: TableRoles): boolean =>
  box !== null && (box.order !== 'objects' || cell(box.columns[0] ?? '') !== null);

const hasValue = (cell: Cell): boolean => textOf(cell) !== null || (typeof cell === 'object' && cell !== null);

/** The class whose flag is set. */
function flagOf({ cell }: Row, { flags }: TableRoles): string | null {
  return flags.find((name) => isSet(cell(name))) ?? null;
}

const isSet = (cell: Cell): boolean => cell === true || cell === 1 || /^\s*(?:1(?:\.0*)?|true)\s*$/i.test(String(cell));

/** Whether each row has one class: then the flags are a label written otherwise. */
async function isOneEach(table: PredictionTable, { flags, path }: TableRoles, signal: AbortSignal): Promise<boolean> {
  const pause = createPauses(signal);
  for await (const block of table.blocks(signal)) {
    for (const row of rowsOf(block, table, path)) {
      const waiting = pause();
      if (waiting !== undefined) await waiting;
      if (row !== null && flags.filter((name) => isSet(row.cell(name))).length !== 1) return false;
    }
  }
  return true;
}

function tellSeveral({ path, cell }: Row, { flags, lists }: TableRoles, sink: ReadLabels['sink']): void {
  const several = [...flags.filter((name) => isSet(cell(name))), ...lists.map((name) => shown(cell(name)))];
  if (flags.length + lists.length > 0) sink.problem('several-labels', `${path}: ${several.join(', ') || 'none'}`);
}

const shown = (cell: Cell): string =>
  typeof cell === 'object' && cell !== null ? Array.from(cell).join(', ') : String(cell ?? '');

function fieldsOf(
  { cell }: Row,
  { fields, lists, flags, numbers }: TableRoles,
  onlyFlags: boolean,
): Readonly<Record<string, FieldValue>> {
  const said: [string, FieldValue][] = [];
  for (const name of onlyFlags ? fields : [...fields, ...lists, ...flags]) {
    const value = fieldValue(cell(name), numbers.has(name) || flags.includes(name));
    if (value !== null) said.push([name, value]);
  }
  return Object.fromEntries(said);
}

/** Text stays as it is written: "007" is no 7. Null: nothing is said. */
export function fieldValue(cell: Cell, isNumber: boolean): FieldValue | null {
  if (cell === null) return null;
  if (typeof cell === 'object') return JSON.stringify(Array.from(cell));
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  const text = String(cell);
  if (text.trim() === '') return null;
  const number = isNumber ? Number(text) : Number.NaN;
  return String(number) === text.trim() ? number : text;
}

/** Boxes that tell how the numbers of all are meant. */
const TELLING = 500;

interface ReadBox {
  readonly four: readonly number[] | null;
  readonly name: string;
  readonly row: Row;
  readonly image: KnownImage;
}

/** Puts the boxes of rows. How their numbers are meant, where no name says it, is told once, by the first of them. */
function createBoxAdder(roles: TableRoles, sink: ReadLabels['sink']) {
  const { box } = roles;
  let order: BoxOrder | null = box === null || box.order === 'unknown' ? null : box.order;
  let waiting: ReadBox[] = [];

  async function put(): Promise<void> {
    if (box === null) return;
    order ??= orderThatFits(
      waiting.flatMap(({ four, image }) => (four === null ? [] : [{ four, size: box.isNormalized ? UNIT : image.size }])),
    );
    const boxes = waiting;
    waiting = [];
    for (const { four, name, row, image } of boxes) {
      const place = four === null ? null : boxPlace(four, order === 'objects' ? 'size' : order, box.isNormalized, image.size);
      if (four !== null && place === null) sink.problem('no-size', row.path);
      else if (place === null) sink.problem('bad-box', `${row.path}: no four numbers`);
      else await sink.box(image.id, { class: name, place, isCrowd: false, area: null, extra: boxFieldsOf(row, roles) });
    }
  }
  return {
    async add(rows: readonly (readonly [Row, KnownImage])[]): Promise<void> {
      for (const [row, image] of rows) for (const one of boxesOf(row, roles)) waiting.push({ ...one, row, image });
      if (order !== null || waiting.length >= TELLING) await put();
    },
    finish: put,
  };
}

const UNIT = { width: 1, height: 1 };

function boxFieldsOf({ cell }: Row, { boxFields, numbers }: TableRoles): Readonly<Record<string, FieldValue>> | null {
  const said = boxFields.flatMap((name) => {
    const value = fieldValue(cell(name), numbers.has(name));
    return value === null ? [] : [[name, value] as const];
  });
  return said.length === 0 ? null : Object.fromEntries(said);
}

/** Of a row without any: none. A box that is none has no numbers. */
function boxesOf(
  { cell }: Row,
  { box, label }: TableRoles,
): readonly { readonly four: readonly number[] | null; readonly name: string }[] {
  const [column = '', classes] = box?.columns ?? [];
  if (box?.order === 'objects') {
    const names = classes === undefined ? [] : listedTexts(cell(classes));
    return listedBoxes(cell(column)).map((four, at) => ({ four, name: names[at] ?? NO_CLASS }));
  }
  const cells = (box?.columns ?? []).map(cell);
  if (!cells.some(hasValue)) return [];
  const four = cells.length === 1 ? fourOf(cells[0] ?? null) : fourIn(cells);
  return [{ four, name: (label === null ? null : textOf(cell(label))?.trim()) ?? NO_CLASS }];
}
