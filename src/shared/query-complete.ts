import { type CarriedField, carriedField, isCarriedField } from './carried-field.ts';
import type { TextFacet } from './facets.ts';
import { ISSUE_KINDS, isIssueKind } from './issue.ts';
import { ISSUES } from './issue-meanings.ts';
import { type AnyTextField, CLAIMS, isTextField, SORT_FIELDS, type TextField } from './query.ts';
import { DOTTED_HINTS, FIELD_HINTS, type FieldHint } from './query-hints.ts';
import { printField, printValue } from './query-print.ts';
import { probabilityFieldOf } from './score.ts';

/** Values that the dataset has, most wanted first. */
export interface CompletionValues {
  readonly classes: readonly string[];
  readonly splits: readonly string[];
  readonly tags: readonly string[];
  readonly statuses: readonly string[];
  readonly formats: readonly string[];
  /** Classes of the active run. */
  readonly predicted?: readonly string[];
  /** Names of runs. */
  readonly runs?: readonly string[];
  /** Names of what annotation files say, without `field.`. */
  readonly carried?: readonly string[];
  /** How many samples have each value, among those that the rest of the query leaves. */
  readonly facets?: readonly TextFacet[];
  /** False: what is asked of these would find nothing, and is not offered. */
  readonly hasAnnotations?: boolean;
  readonly hasBoxes?: boolean;
}

export interface CompletionOption {
  /** Replaces the text between `start` and `end`. */
  readonly insert: string;
  readonly label: string;
  readonly hint: string;
  /** Samples that have the value; absent: not counted. */
  readonly count?: number;
}

export interface Completion {
  readonly start: number;
  readonly end: number;
  readonly options: readonly CompletionOption[];
}

const MOST_OPTIONS = 12;

/** A field whose values are known, what is asked of it, and the beginning of a value. */
const VALUE = /^([A-Za-z]\w*|field\.[^\s()"<>=!:]+|"field\.(?:[^"\\]|\\.)+")(:|=|!=)(.*)$/s;

/** What could stand at the caret: fields, values of the field already typed, orders. */
export function completeQuery(text: string, caret: number, values: CompletionValues): Completion {
  const { start, end } = termAround(text, caret);
  const typed = text.slice(start, caret);
  const [whole, field = '', operator = '', value = ''] = VALUE.exec(typed) ?? [];
  const options =
    whole === undefined
      ? [...fieldOptions(typed, values), ...probabilityOptions(typed, values), ...bareValues(typed, values)]
      : valueOptions(unquoted(field), operator, value, values);
  return { start, end, options: options.slice(0, MOST_OPTIONS) };
}

/** The term that the caret is in, without its `-`. */
export function termAround(text: string, caret: number): { readonly start: number; readonly end: number } {
  const start = termStart(text, caret);
  return { start, end: termEnd(text, start, caret) };
}

/** Start of the term around the caret, after its `-`; a quote that is open at the caret belongs to the term. */
function termStart(text: string, caret: number): number {
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < caret; at++) {
    const char = text[at] ?? '';
    if (isQuoted && char === '\\') at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[\s()]/.test(char)) start = at + 1;
  }
  while (start < caret && text[start] === '-') start++;
  return start;
}

function termEnd(text: string, start: number, caret: number): number {
  let isQuoted = false;
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at] ?? '';
    if (isQuoted && char === '\\') at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[\s()]/.test(char)) break;
  }
  // A quote that is never closed would swallow the rest of the text.
  return isQuoted ? caret : Math.max(at, caret);
}

const optionOf = ([insert, hint]: FieldHint): CompletionOption => ({ insert, label: insert, hint });

/** What a text stands for whose quote may still be open. */
const unquoted = (typed: string): string =>
  (typed.startsWith('"') ? typed.replace(/^"|"$/g, '') : typed).replaceAll(/\\(.)/g, '$1');

function fieldOptions(typed: string, values: CompletionValues): readonly CompletionOption[] {
  const carried = carriedOptions(typed, values);
  const hints = typed.includes('.') ? DOTTED_HINTS : FIELD_HINTS.filter(([start]) => isOfUse(start, values));
  return [...hints.filter(([start]) => startsWith(start, typed)).map(optionOf), ...carried];
}

const OF_RUNS = /^(?:prediction|confidence|prob|run)\b/;
const OF_BOXES = /^(?:match:|boxes|(?:true|false)(?:Positives|Negatives)|(?:missing|spurious)Boxes)/;

/** False where it is known that a dataset has nothing of the kind. */
function isOfUse(start: string, { runs, carried, hasAnnotations, hasBoxes }: CompletionValues): boolean {
  if (start === 'field.') return carried !== undefined && carried.length > 0;
  if (start === 'consensus:') return hasAnnotations !== false;
  if (OF_RUNS.test(start)) return runs === undefined || runs.length > 0;
  return !OF_BOXES.test(start) || hasBoxes !== false;
}

/** Fields of annotation files, once `field.` or a word that begins one is typed. */
function carriedOptions(typed: string, { carried = [] }: CompletionValues): readonly CompletionOption[] {
  const wanted = unquoted(typed);
  const isNamed = wanted.startsWith('field.');
  if (wanted === '') return [];
  return carried
    .map(carriedField)
    .filter((field) => startsWith(field, isNamed ? wanted : `field.${wanted}`))
    .map((field) => ({ insert: `${printField(field)}:`, label: `${field}:`, hint: 'of annotation files' }));
}

/** Once `prob.` is typed, with the quote before it or without. */
function probabilityOptions(typed: string, { predicted = [] }: CompletionValues): readonly CompletionOption[] {
  const wanted = unquoted(typed);
  if (!wanted.startsWith('prob.')) return [];
  return predicted
    .map(probabilityFieldOf)
    .filter((field) => startsWith(field, wanted))
    .map((field) => ({ insert: `${printField(field)}<`, label: `${field}<`, hint: 'probability, 0 to 1' }));
}

/** A word that begins a class, a tag, a split or an issue offers that term; one that begins a score a comparison. */
function bareValues(typed: string, values: CompletionValues): readonly CompletionOption[] {
  if (typed.length === 0) return [];
  const carried = (values.facets ?? []).map(({ field }) => field).filter(isCarriedField);
  const fields: readonly AnyTextField[] = ['label', 'tag', 'split', 'issue', 'prediction', ...carried];
  const terms = fields.flatMap((field) =>
    valueOptions(field, ':', typed, values).filter(({ label }) => startsWith(label, unquoted(typed))),
  );
  return [...terms, ...DOTTED_HINTS.filter(([start]) => startsWith(start, `score.${typed}`)).map(optionOf)];
}

interface KnownValue {
  readonly value: string;
  readonly count?: number;
}

function valueOptions(field: string, operator: string, typed: string, values: CompletionValues): readonly CompletionOption[] {
  const wanted = unquoted(typed);
  const others = typed.startsWith('"') || operator === ':' ? [] : comparedWith(field, values);
  const known = [...others, ...knownValues(field, operator, values)];
  const begins = known.filter(({ value }) => startsWith(value, wanted));
  const contains = known.filter(({ value }) => !startsWith(value, wanted) && value.toLowerCase().includes(wanted.toLowerCase()));
  const name = isCarriedField(field) ? printField(field) : field;
  return [...begins, ...contains].slice(0, MOST_OPTIONS).map((one) => {
    const isClass = !others.includes(one) && isComparable(one.value) && operator !== ':';
    const written = isClass ? `"${one.value}"` : printValue(one.value);
    const option = {
      insert: `${name}${operator}${written}`,
      label: one.value,
      hint: hintOf(field, one.value, others.includes(one)),
    };
    return one.count === undefined ? option : { ...option, count: one.count };
  });
}

function hintOf(field: string, value: string, isOther: boolean): string {
  if (isOther) return 'compared with each other';
  if (field === 'issue' && isIssueKind(value)) return ISSUES[value].title;
  return field === 'sort' && value.endsWith(':') ? 'to samples, as in -similar:12,!7' : field;
}

const isComparable = (value: string): boolean => value === 'label' || value === 'prediction' || value === 'consensus';

/** What else says the class of a sample: `label!=prediction`. */
function comparedWith(field: string, { runs, hasAnnotations }: CompletionValues): readonly KnownValue[] {
  if (!isComparable(field)) return [];
  const others = ['label', ...(runs?.length === 0 ? [] : ['prediction']), ...(hasAnnotations === false ? [] : ['consensus'])];
  return others.filter((other) => other !== field).map((value) => ({ value }));
}

/** Those that are counted first, the most frequent before the others; then those that are known and none has. */
function knownValues(field: string, operator: string, values: CompletionValues): readonly KnownValue[] {
  const known = namesOf(field, operator, values);
  const facet = values.facets?.find((one) => one.field === field);
  if (facet === undefined || !(isTextField(field) || isCarriedField(field))) return known.map((value) => ({ value }));
  const counted = facet.values.flatMap(({ value, count }) => (value === null ? [] : [{ value, count }]));
  const seen = new Set(counted.map(({ value }) => value));
  return [...counted, ...known.filter((value) => !seen.has(value)).map((value) => ({ value, count: 0 }))];
}

function namesOf(field: string, operator: string, values: CompletionValues): readonly string[] {
  const { predicted = [], runs = [], carried = [] } = values;
  if (isTextField(field)) return textValues(field, values);
  if (operator !== ':') return [];
  if (field === 'is') return CLAIMS;
  if (field === 'run') return runs;
  if (field !== 'sort') return [];
  const fields = [
    ...SORT_FIELDS,
    ...predicted.map(probabilityFieldOf),
    ...carried.map((name): CarriedField => carriedField(name)),
  ];
  return [...fields.flatMap((name) => [name, `-${name}`]), 'similar:', '-similar:'];
}

function textValues(field: TextField, values: CompletionValues): readonly string[] {
  const known: Readonly<Record<TextField, readonly string[]>> = {
    label: values.classes,
    prediction: values.predicted ?? [],
    consensus: values.classes,
    split: values.splits,
    tag: values.tags,
    status: values.statuses,
    format: values.formats,
    issue: ISSUE_KINDS,
    // Sentences: `is:noted` finds them.
    note: [],
  };
  return known[field];
}

function startsWith(text: string, typed: string): boolean {
  return text.toLowerCase().startsWith(typed.toLowerCase());
}
