import type { FieldValue } from '../../shared/label-files.ts';
import { splitOfName } from '../dataset/layout.ts';
import { pictureClasses } from './picture-classes.ts';

/** What a member of a WebDataset that is no picture says. */
export type MemberKind = 'class' | 'json' | 'caption';
type Class = string | number;

export interface MemberName {
  /** Members of one key are one sample: the path up to the first dot of its last part. */
  readonly key: string;
  /** The path without its last extension. */
  readonly stem: string;
  /** Null: it is no label. */
  readonly kind: MemberKind | null;
}

/** Classes that a member names in one place. A number is one by its place in a list. */
interface ClassWord {
  /** Of the JSON's key, else `cls`. */
  readonly name: string;
  readonly classes: readonly Class[];
}

export interface MemberWords {
  readonly classes: readonly ClassWord[];
  readonly split: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** The endings that the webdataset library itself decodes as these. */
const KINDS: Readonly<Record<string, MemberKind>> = {
  cls: 'class',
  class: 'class',
  json: 'json',
  jsn: 'json',
  txt: 'caption',
  text: 'caption',
};
/** Keys whose values are classes, as writers of tars name them. */
const CLASS_KEYS: ReadonlySet<string> = new Set([
  ...['label', 'class', 'cls', 'category', 'target', 'class_name', 'label_name', 'category_name', 'class_label'],
]);
/** Longer text, or text of several lines, is no name. */
const LONGEST_NAME = 200;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** @param path of a member, below its tar */
export function memberName(path: string): MemberName {
  const base = path.lastIndexOf('/') + 1;
  const [first, last] = [path.indexOf('.', base + 1), path.lastIndexOf('.')];
  if (first === -1) return { key: path, stem: path, kind: null };
  return { key: path.slice(0, first), stem: path.slice(0, last), kind: KINDS[path.slice(last + 1).toLowerCase()] ?? null };
}

/** @returns what a member says, or in words what is wrong where it is not what its ending tells */
export function parseMember(kind: MemberKind, bytes: Uint8Array): MemberWords | string {
  const text = decoded(bytes);
  if (text === null) return 'it is no text in UTF-8';
  if (kind === 'caption') return { ...SILENT, fields: text === '' ? {} : { caption: text } };
  if (text === '') return 'it is empty';
  if (kind === 'json') return parseJson(text);
  const one = classOf(text);
  return one === null ? `${JSON.stringify(text.slice(0, 40))} is neither a class number nor a name` : said('cls', [one]);
}

const SILENT: MemberWords = { classes: [], split: null, fields: {} };
const said = (name: string, classes: readonly Class[]): MemberWords => ({ ...SILENT, classes: [{ name, classes }] });

function decoded(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes).trim();
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function parseJson(text: string): MemberWords | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return wordsOf(Object.entries(value));
  const one = classOf(value);
  return one === null ? { ...SILENT, fields: value === null ? {} : { json: JSON.stringify(value) } } : said('cls', [one]);
}

function wordsOf(entries: readonly (readonly [string, unknown])[]): MemberWords {
  const classes: ClassWord[] = [];
  const fields: [string, FieldValue][] = [];
  let split: string | null = null;
  for (const [key, value] of entries) {
    const found = CLASS_KEYS.has(key.toLowerCase()) ? classesOf(value) : null;
    if (found !== null) classes.push({ name: key, classes: found });
    else if (value !== null) fields.push([key, fieldOf(value)]);
    if (key === 'split' && typeof value === 'string') split = splitOfName(value);
  }
  return { classes, split, fields: Object.fromEntries(fields) };
}

const fieldOf = (value: unknown): FieldValue =>
  typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)) ? value : JSON.stringify(value);

/** @returns null where a value names none, or anything else */
function classesOf(value: unknown): readonly Class[] | null {
  const all = (Array.isArray(value) ? value : [value]).map(classOf);
  const known = all.filter((one) => one !== null);
  return known.length > 0 && known.length === all.length ? known : null;
}

/** Fractions and numbers below 0 are no classes. */
function classOf(value: unknown): Class | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^(?:0|[1-9]\d{0,8})$/.test(text)) return Number(text);
  const isName = text !== '' && text.length <= LONGEST_NAME && !/[\r\n\0]/.test(text);
  return isName && !/^(?:[+-]?(?:\d+\.\d*|\.\d+)(?:e[+-]?\d+)?|-\d+|[+-]?(?:nan|inf(?:inity)?))$/i.test(text) ? text : null;
}

export interface PictureWords {
  readonly label: string | null;
  readonly split: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/**
 * What the members of a picture say together. A name, or a number that is listed, says more than a number; else the first word
 * counts. Other words are kept as fields.
 * @param names of the classes by number; empty: there is no list
 */
export function combineWords(words: readonly MemberWords[], names: readonly string[]): PictureWords {
  const all = words.flatMap(({ classes }) => classes);
  const isNamed = ({ classes }: ClassWord): boolean => classes.every((one) => typeof one === 'string' || Boolean(names[one]));
  const chosen = all.find(isNamed) ?? all[0];
  const nameOf = (one: Class): string => (typeof one === 'string' ? one : names[one] || String(one));
  const textOf = ({ classes }: ClassWord): string => JSON.stringify(classes.map(nameOf));
  const others = all.filter((word) => chosen !== undefined && textOf(word) !== textOf(chosen));
  const { label, fields } = pictureClasses(chosen?.classes.map(nameOf) ?? []);
  const kept = others.map(({ name, classes }) => [name, classes.length === 1 ? (classes[0] ?? '') : JSON.stringify(classes)]);
  return {
    label,
    split: words.find(({ split }) => split !== null)?.split ?? null,
    fields: Object.assign({}, ...words.map((one) => one.fields).reverse(), Object.fromEntries(kept), fields),
  };
}
