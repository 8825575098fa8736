import type { AnnotatorMapping, MatchRule, ReadCounts } from '../../shared/prediction-file.ts';
import { columnKey, LABEL_NAMES, PREDICTION_NAMES, rankAmong } from './detect-column-names.ts';
import { detectPath, type HeadColumn } from './detect-columns.ts';
import { createClassFinder, createRunClasses } from './match-classes.ts';
import { createSampleMatcher, type SampleLookup } from './match-samples.ts';
import { badPredictions, createPauses, type PredictionSource, type PredictionTable, type TableBlock } from './prediction-file.ts';
import { textOf } from './read-number.ts';
import type { ReadingOptions } from './read-predictions.ts';
import { createProblemCounter } from './read-problems.ts';
import { openTable } from './read-table.ts';

/** Labels that people gave samples, ordered by sample, then annotator; one of each annotator per sample, the last. */
export interface ReadAnnotations {
  readonly annotators: readonly string[];
  readonly classes: readonly string[];
  /** Ascending. */
  readonly ids: Uint32Array;
  /** Place in `annotators`. */
  readonly annotator: Uint32Array;
  /** Place in `classes`. */
  readonly label: Int32Array;
  readonly counts: ReadCounts;
}

const ANNOTATOR_NAMES = [
  ...[
    'annotator',
    'annotator_id',
    'annotator_name',
    'worker',
    'worker_id',
    'workerid',
    'rater',
    'rater_id',
    'labeler',
    'labeller',
  ],
  ...['labeler_id', 'user', 'user_id', 'person', 'reviewer', 'expert', 'coder', 'judge'],
] as const;
const ANNOTATOR_COLUMN =
  /^(?:annotator|annotation|worker|rater|labeler|labeller|label|user|person|reviewer|expert|coder|judge)_?(?:\d+|[a-z])$/;

/** Guesses which columns say who labelled what. Null where they do not. */
export async function detectAnnotators(
  head: readonly HeadColumn[],
  lookup: SampleLookup,
  signal: AbortSignal,
): Promise<AnnotatorMapping | null> {
  const path = await detectPath(head, createSampleMatcher(lookup, signal));
  if (path === null) return null;
  const others = head.filter((column) => column !== path.column);
  const facts = { path: path.column.name, classes: null, rules: path.rules };
  const annotator = others.find(({ name }) => rankAmong(ANNOTATOR_NAMES, name) < ANNOTATOR_NAMES.length);
  const label = others.find((column) => column !== annotator && isLabelName(column.name));
  if (annotator !== undefined && label !== undefined) {
    return { ...facts, labels: { kind: 'long', annotator: annotator.name, label: label.name } };
  }
  const named = others.filter(({ name }) => ANNOTATOR_COLUMN.test(columnKey(name)));
  const columns =
    named.length >= 2 ? named : others.filter((column) => !isLabelName(column.name) && holdsClasses(column, lookup.classes));
  if (columns.length < 2) return null;
  return { ...facts, labels: { kind: 'wide', columns: columns.map(({ name }) => name) } };
}

function isLabelName(name: string): boolean {
  return (
    [LABEL_NAMES, PREDICTION_NAMES].some((names) => rankAmong(names, name) < names.length) ||
    /^(?:annotation|answer|choice|vote)$/.test(columnKey(name))
  );
}

function holdsClasses({ cells }: HeadColumn, classes: readonly string[]): boolean {
  const find = createClassFinder(classes);
  const texts = cells.map(textOf).filter((text) => text !== null);
  return texts.length > 0 && texts.filter((text) => find(text) !== null).length * 2 > texts.length;
}

/**
 * Reads several labels per sample.
 * @throws {WinnowError} bad_predictions, not_found, no_permission; AbortError
 */
export async function readAnnotations(
  source: PredictionSource,
  mapping: AnnotatorMapping,
  lookup: SampleLookup,
  { signal, onProgress }: ReadingOptions,
): Promise<ReadAnnotations> {
  const table = await openTable(source, signal);
  try {
    const labelsOf = createLabelReader(source.file, table, mapping);
    const [pathPlace = -1] = placesOf(source.file, table, [mapping.path]);
    const classes = createRunClasses({ dataset: lookup.classes, given: mapping.classes ?? table.classes }, []);
    const matcher = createSampleMatcher(lookup, signal);
    const rules = new Set<MatchRule>(mapping.rules);
    const problems = createProblemCounter();
    const matchedBy = { exact: 0, normalized: 0, absolute: 0, suffix: 0, name: 0, stem: 0 };
    const annotators = new Map<string, number>();
    const given = new Map<number, Map<number, number>>();
    const pause = createPauses(signal);
    let rows = 0;
    for await (const block of table.blocks(signal)) {
      for (let i = 0; i < block.rows; i++) {
        const row = block.firstRow + i;
        rows += 1;
        const path = textOf(block.cell(i, pathPlace));
        const match = path === null ? null : await matcher.match(path, rules);
        if (match === null) problems.add('missing-path', row, 'no path');
        else if (match.place === null) problems.add(match.isAmbiguous ? 'ambiguous-path' : 'unmatched-path', row, path ?? '');
        else {
          matchedBy[match.rule] += 1;
          const ofSample = given.get(match.place) ?? new Map<number, number>();
          for (const { annotator, label } of labelsOf(block, i)) {
            // In the wide form not everyone has to have labelled everything.
            if (annotator === null || label === null) {
              if (mapping.labels.kind === 'long')
                problems.add('missing-value', row, `${path}: no ${annotator === null ? 'annotator' : 'label'}`);
              continue;
            }
            const person = annotators.get(annotator) ?? annotators.size;
            annotators.set(annotator, person);
            if (ofSample.has(person)) problems.add('duplicate-sample', row, `${path}: labelled by "${annotator}" before`);
            ofSample.set(person, classes.placeOf(label));
          }
          if (ofSample.size > 0) given.set(match.place, ofSample);
        }
        await pause();
      }
      onProgress?.(block.share, rows);
    }
    const known = new Set(lookup.classes);
    for (const name of classes.names) if (known.size > 0 && !known.has(name)) problems.add('unknown-class', null, `"${name}"`);
    return {
      ...(await columnsOf(given, lookup.ids, pause)),
      annotators: [...annotators.keys()],
      classes: classes.names,
      counts: { rows, samples: given.size, matchedBy, problems: problems.list() },
    };
  } finally {
    await table.close();
  }
}

interface GivenLabel {
  readonly annotator: string | null;
  readonly label: string | null;
}

function createLabelReader(
  file: string,
  table: PredictionTable,
  { labels }: AnnotatorMapping,
): (block: TableBlock, row: number) => readonly GivenLabel[] {
  if (labels.kind === 'long') {
    const [annotator = -1, label = -1] = placesOf(file, table, [labels.annotator, labels.label]);
    return (block, row) => [{ annotator: textOf(block.cell(row, annotator)), label: textOf(block.cell(row, label)) }];
  }
  const places = placesOf(file, table, labels.columns);
  return (block, row) => labels.columns.map((annotator, i) => ({ annotator, label: textOf(block.cell(row, places[i] ?? -1)) }));
}

function placesOf(file: string, { columns }: PredictionTable, wanted: readonly string[]): readonly number[] {
  return wanted.map((name) => {
    const place = columns.indexOf(name);
    if (place === -1)
      throw badPredictions(
        file,
        `has no column "${name}". It has ${columns
          .slice(0, 20)
          .map((one) => `"${one}"`)
          .join(', ')}.`,
      );
    return place;
  });
}

async function columnsOf(
  given: ReadonlyMap<number, ReadonlyMap<number, number>>,
  ids: Uint32Array,
  pause: () => Promise<void> | undefined,
): Promise<Pick<ReadAnnotations, 'ids' | 'annotator' | 'label'>> {
  const found: { readonly ids: number[]; readonly annotator: number[]; readonly label: number[] } = {
    ...{ ids: [], annotator: [], label: [] },
  };
  for (let place = 0; place < ids.length; place++) {
    for (const [person, label] of [...(given.get(place) ?? [])].toSorted(([a], [b]) => a - b)) {
      found.ids.push(ids[place] ?? 0);
      found.annotator.push(person);
      found.label.push(label);
    }
    await pause();
  }
  return {
    ids: Uint32Array.from(found.ids),
    annotator: Uint32Array.from(found.annotator),
    label: Int32Array.from(found.label),
  };
}

/** Samples whose labels are not all the same. */
export function disagreedSamples({ ids, label }: Pick<ReadAnnotations, 'ids' | 'label'>): number {
  const disagreed = new Set<number>();
  for (let at = 1; at < ids.length; at++) if (ids[at] === ids[at - 1] && label[at] !== label[at - 1]) disagreed.add(ids[at] ?? 0);
  return disagreed.size;
}
