import {
  type ClassColumn,
  type ColumnMapping,
  MATCH_RULES,
  type MatchRule,
  type ProbabilityColumns,
} from '../../shared/prediction-file.ts';
import { hasImageName } from '../../workers/scan/is-image-file.ts';
import {
  CLASS_PREFIX,
  CLASS_SUFFIX,
  CONFIDENCE_NAMES,
  columnKey,
  LABEL_NAMES,
  LIST_NAMES,
  NAMELESS,
  OTHER_LISTS,
  OTHER_NUMBERS,
  PATH_NAMES,
  PREDICTION_NAMES,
  rankAmong,
} from './detect-column-names.ts';
import { countWholeSums, detectConfidenceKind, detectValueKind } from './detect-values.ts';
import { createClassFinder } from './match-classes.ts';
import type { SampleMatcher } from './match-samples.ts';
import type { Cell } from './prediction-file.ts';
import { listOf, numberOf, textOf } from './read-number.ts';

/** The first rows of a file. */
export interface HeadColumn {
  readonly name: string;
  readonly cells: readonly Cell[];
}

export interface KnownOfDataset {
  readonly matcher: SampleMatcher;
  /** The dataset's. */
  readonly classes: readonly string[];
  /** Of a list that came with the file. */
  readonly given: readonly string[] | null;
}

/** Rules that make few mistakes; the others are added where most rows find nothing by these. */
export const SURE_RULES: readonly MatchRule[] = ['exact', 'normalized', 'absolute', 'suffix'];
const QUICK_RULES: readonly MatchRule[] = ['exact', 'normalized'];
const PATHS_LOOKED_AT = 200;

/** Guesses what each column says, from its name and its first values. */
export async function detectColumns(head: readonly HeadColumn[], known: KnownOfDataset): Promise<ColumnMapping> {
  const path = await detectPath(head, known.matcher);
  const others = head.filter((column) => column !== path?.column);
  const numbers = others.filter(isNumeric);
  const list = listColumn(others, known);
  const confidence = named(numbers, CONFIDENCE_NAMES);
  const classColumns = list === null ? classColumnsOf(numbers, known) : [];
  const taken = new Set<string>(classColumns.map(({ column }) => column));
  const texts = others.filter(
    (column) => column !== list && column !== confidence && !taken.has(column.name) && hasValues(column),
  );
  const prediction = predictionOf(texts, known, list !== null || classColumns.length > 0);
  const label = named(
    texts.filter((column) => column !== prediction),
    LABEL_NAMES,
  );
  const probabilities: ProbabilityColumns | null =
    list !== null
      ? { kind: 'list', column: list.name }
      : classColumns.length > 0
        ? { kind: 'columns', columns: classColumns }
        : null;
  const rows = probabilities === null ? [] : classRows(head, probabilities);
  return {
    path: path?.column.name ?? null,
    prediction: prediction?.name ?? null,
    confidence: confidence?.name ?? null,
    label: label?.name ?? null,
    probabilities,
    values: detectValueKind(rows),
    confidenceValues: detectConfidenceKind((confidence?.cells ?? []).map((cell) => numberOf(cell) ?? Number.NaN)),
    classes: known.given ?? (list !== null && rows[0]?.length === known.classes.length ? known.classes : null),
    rules: path?.rules ?? SURE_RULES,
  };
}

export interface DetectedPath {
  readonly column: HeadColumn;
  readonly rules: readonly MatchRule[];
}

/**
 * The column whose values are samples; else the one that is named so, or holds names of images. Those that look like it are
 * tried first, and only they by the rules that take long on large datasets.
 */
export async function detectPath(head: readonly HeadColumn[], matcher: SampleMatcher): Promise<DetectedPath | null> {
  let best: (DetectedPath & { readonly score: number }) | null = null;
  for (const { column, texts, likeness } of likelyPaths(head)) {
    const rules = likeness > 0 ? await rulesFor(texts, matcher) : QUICK_RULES;
    const share = (await countMatched(texts, matcher, rules)) / texts.length;
    if (share + likeness > (best?.score ?? 0))
      best = { column, rules: likeness > 0 ? rules : SURE_RULES, score: share + likeness };
    if (share > 0.5) break;
  }
  return best;
}

interface LikelyPath {
  readonly column: HeadColumn;
  readonly texts: readonly string[];
  /** In [0, 1): by its name and by what its values look like. */
  readonly likeness: number;
}

function likelyPaths(head: readonly HeadColumn[]): readonly LikelyPath[] {
  const likely = head.flatMap((column) => {
    const texts = column.cells.filter((cell) => typeof cell !== 'object').map(textOf);
    const known = texts.filter((text) => text !== null).slice(0, PATHS_LOOKED_AT);
    const byName = 1 - rankAmong(PATH_NAMES, column.name) / PATH_NAMES.length;
    const likeness = byName * 0.4 + (known.some(hasImageName) ? 0.5 : 0);
    return known.length === 0 || known.every((text) => listOf(text) !== null) ? [] : [{ column, texts: known, likeness }];
  });
  return likely.toSorted((a, b) => b.likeness - a.likeness);
}

/** Names alone, then stems, where without them most rows find nothing and with them more do. */
async function rulesFor(texts: readonly string[], matcher: SampleMatcher): Promise<readonly MatchRule[]> {
  let rules = SURE_RULES;
  let matched = await countMatched(texts, matcher, rules);
  for (const rule of ['name', 'stem'] as const) {
    if (matched * 2 >= texts.length) break;
    const wider = MATCH_RULES.filter((one) => rules.includes(one) || one === rule);
    const more = await countMatched(texts, matcher, wider);
    if (more > matched) [rules, matched] = [wider, more];
  }
  return rules;
}

async function countMatched(texts: readonly string[], matcher: SampleMatcher, rules: readonly MatchRule[]): Promise<number> {
  const wanted = new Set(rules);
  let matched = 0;
  for (const text of texts) if ((await matcher.match(text, wanted)).place !== null) matched += 1;
  return matched;
}

function named(columns: readonly HeadColumn[], names: readonly string[]): HeadColumn | null {
  const ranked = columns
    .map((column) => ({ column, rank: rankAmong(names, column.name) }))
    .filter(({ rank }) => rank < names.length);
  return ranked.toSorted((a, b) => a.rank - b.rank)[0]?.column ?? null;
}

function hasValues({ cells }: HeadColumn): boolean {
  return cells.some((cell) => textOf(cell) !== null);
}

function isNumeric({ cells }: HeadColumn): boolean {
  const numbers = cells.map(numberOf);
  const bad = numbers.filter((value) => value === null).length;
  return numbers.some((value) => value !== null && !Number.isNaN(value)) && bad * 2 < numbers.length;
}

/**
 * The predicted class: by name; one that labels go by too only where nothing says it better and no probabilities do. Else a
 * column whose values are classes.
 */
function predictionOf(columns: readonly HeadColumn[], known: KnownOfDataset, hasProbabilities: boolean): HeadColumn | null {
  const isLabel = ({ name }: HeadColumn): boolean => rankAmong(LABEL_NAMES, name) < LABEL_NAMES.length;
  const byName = named(
    columns.filter((column) => !isLabel(column)),
    PREDICTION_NAMES,
  );
  if (byName !== null || hasProbabilities) return byName;
  const byLabel = named(columns, PREDICTION_NAMES);
  if (byLabel !== null) return byLabel;
  const find = createClassFinder([...(known.given ?? []), ...known.classes]);
  const isOfClasses = ({ name, cells }: HeadColumn): boolean => {
    const texts = cells.map(textOf).filter((text) => text !== null);
    return !isOtherNumber(name) && texts.filter((text) => find(text) !== null).length * 2 > texts.length;
  };
  return columns.find(isOfClasses) ?? null;
}

function listColumn(columns: readonly HeadColumn[], { classes, given }: KnownOfDataset): HeadColumn | null {
  const lists = columns.filter(({ name, cells }) => {
    if (OTHER_LISTS.test(columnKey(name))) return false;
    const values = cells.filter((cell) => cell !== null);
    return values.length > 0 && values.every((cell) => listOf(cell) !== null);
  });
  const byName = named(lists, LIST_NAMES);
  if (byName !== null) return byName;
  const length = (given ?? classes).length;
  return lists.find(({ cells }) => cells.some((cell) => listOf(cell)?.length === length)) ?? lists[0] ?? null;
}

/** Columns of numbers that are named for classes: as the dataset's are, alone or with a prefix or suffix that they share. */
function classColumnsOf(numbers: readonly HeadColumn[], { classes, given }: KnownOfDataset): readonly ClassColumn[] {
  const find = createClassFinder([...(given ?? []), ...classes]);
  const columns = numbers.filter(({ name }) => !isOtherNumber(name) && !NAMELESS.test(name));
  const known = columns.filter(({ name }) => find(name.trim()) !== null);
  const affixed = largestAffixed(columns);
  if (affixed.length >= 2 && affixed.filter(({ className }) => find(className) !== null).length >= known.length) {
    return affixed.map(({ column, className }) => ({ column, className: find(className) ?? className }));
  }
  const named = (chosen: readonly HeadColumn[]): readonly ClassColumn[] =>
    chosen.map(({ name }) => ({ column: name, className: find(name.trim()) ?? name.trim() }));
  // Classes that the dataset lacks are recognised by making sums whole.
  if (known.length >= 2) return named(known.length < columns.length && sumsOf(columns) > sumsOf(known) ? columns : known);
  const isWhole = classes.length === 0 && columns.length >= 2 && sumsOf(columns) * 2 > (columns[0]?.cells.length ?? 0);
  return isWhole ? named(columns) : [];
}

/** Numbers that are something else by their name. */
function isOtherNumber(name: string): boolean {
  const isNamed = [PATH_NAMES, PREDICTION_NAMES, LABEL_NAMES, CONFIDENCE_NAMES].some(
    (names) => rankAmong(names, name) < names.length,
  );
  return isNamed || OTHER_NUMBERS.test(columnKey(name));
}

/** Columns that share what says that a number of a class follows, or went before. */
function largestAffixed(columns: readonly HeadColumn[]): readonly ClassColumn[] {
  const groups = new Map<string, ClassColumn[]>();
  for (const { name } of columns) {
    const whole = name.trim();
    const affix = CLASS_PREFIX.exec(whole)?.[0] ?? CLASS_SUFFIX.exec(whole)?.[0];
    if (affix === undefined) continue;
    const className = (whole.startsWith(affix) ? whole.slice(affix.length) : whole.slice(0, -affix.length)).trim();
    const group = groups.get(affix.toLowerCase()) ?? [];
    if (className !== '') group.push({ column: name, className });
    groups.set(affix.toLowerCase(), group);
  }
  return [...groups.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
}

function sumsOf(columns: readonly HeadColumn[]): number {
  return countWholeSums(rowsOf(columns));
}

function rowsOf(columns: readonly HeadColumn[]): readonly (readonly number[])[] {
  return (columns[0]?.cells ?? []).map((_, row) => columns.map(({ cells }) => numberOf(cells[row] ?? null) ?? Number.NaN));
}

/** The class values of the first rows that have them. */
export function classRows(head: readonly HeadColumn[], probabilities: ProbabilityColumns): readonly ArrayLike<number>[] {
  if (probabilities.kind === 'columns') {
    const byName = new Map(head.map((column) => [column.name, column]));
    return rowsOf(probabilities.columns.map(({ column }) => byName.get(column) ?? { name: column, cells: [] }));
  }
  const cells = head.find(({ name }) => name === probabilities.column)?.cells ?? [];
  return cells.map(listOf).filter((list) => list !== null);
}
