import { assertNever } from '../../shared/errors.ts';
import { isIssueKind } from '../../shared/issue.ts';
import { MAP_FIELDS } from '../../shared/score.ts';
import { rowsAgreeing } from './agreeing.ts';
import { type Bits, noBits, unite } from './bits.ts';
import { rowsCarrying } from './carried-filter.ts';
import { type Columns, numbersOf, versionOfField } from './columns.ts';
import { rowsComparing } from './comparing.ts';
import { LABEL_COLUMNS, rowsLabelled, rowsWithLabel } from './label-sets.ts';
import { rowsWithin } from './lasso.ts';
import { classPlace } from './predictions.ts';
import { anyCode, rowsWithCodes, someCodes } from './rows-with-codes.ts';
import type { Among, Has, Term } from './terms.ts';
import type { Checkpoint } from './turns.ts';

/** How the rows of a term are found in columns that are there. The set may be shorter than the table, or longer. */
interface Search {
  /** The same text while the rows stay the same; null: whoever finds them remembers them. */
  readonly version: string | null;
  readonly find: () => Bits | Promise<Bits>;
}

/** The rows of a term, remembered until what they were found in changes. To be read only; shorter than the table, or longer. */
export async function rowsOf(term: Term, columns: Columns, checkpoint: Checkpoint): Promise<Bits> {
  const { version, find } = await searchFor(term, columns, checkpoint);
  return version === null ? find() : columns.terms.of(JSON.stringify(term), version, find);
}

async function searchFor(term: Term, columns: Columns, checkpoint: Checkpoint): Promise<Search> {
  const { store, detections } = columns;
  switch (term.kind) {
    case 'among':
      return searchAmong(term, columns, checkpoint);
    case 'has':
      return searchHaving(term, columns, checkpoint);
    case 'compare': {
      const { field, comparison, value, run = null } = term;
      const version = await versionOfField(columns, field, run, checkpoint);
      const numbers = (): ReturnType<typeof numbersOf> => numbersOf(columns, field, checkpoint, run);
      return { version, find: async () => rowsComparing(await numbers(), store.size, comparison, value) };
    }
    case 'field': {
      const version = await versionOfField(columns, term.field, null, checkpoint);
      return { version, find: () => rowsCarrying(term, store.openedCarried(term.field), store.size) };
    }
    case 'path':
      return {
        version: await store.versionRead(['path'], checkpoint),
        find: () => store.paths.matching(term.pattern, checkpoint),
      };
    case 'contains':
      return {
        version: await store.versionRead(['path'], checkpoint),
        find: () => store.paths.containing(term.text, checkpoint),
      };
    case 'match': {
      const { run = null } = term;
      const version = await detections.version(run, checkpoint);
      return { version, find: () => detections.matching(term, run, checkpoint) };
    }
    case 'agrees': {
      const version = await versionOfField(columns, term.field, term.run ?? null, checkpoint);
      const consensus = await store.versionRead(['consensus'], checkpoint);
      return { version: `${version} ${consensus}`, find: () => rowsAgreeing(term, columns, checkpoint) };
    }
    case 'lasso': {
      const version = await store.versionRead(MAP_FIELDS, checkpoint);
      const [x, y] = [store.numbers('map.x'), store.numbers('map.y')];
      return { version, find: () => rowsWithin(term.polygon, x, y, store.size, checkpoint) };
    }
    default:
      return assertNever(term);
  }
}

async function searchAmong({ field, values, run }: Among, columns: Columns, checkpoint: Checkpoint): Promise<Search> {
  const { store, issues } = columns;
  if (field === 'prediction') return searchPredicted(values, run, columns, checkpoint);
  if (field === 'issue') {
    const sets: Bits[] = [];
    for (const kind of values.filter(isIssueKind)) sets.push(await issues.rows(kind, checkpoint));
    return { version: null, find: () => anyOf(sets, store.size) };
  }
  if (field === 'label') {
    const version = await store.versionRead(LABEL_COLUMNS, checkpoint);
    return { version, find: () => rowsLabelled(store, values) };
  }
  const version = await store.versionRead([field], checkpoint);
  if (field === 'tag') return { version: null, find: () => anyOf(setsOf(store.tags.sets, values), store.size) };
  const column = store.texts[field];
  const codes = values.map((value) => column.codeOf(value));
  const find = (): Bits => rowsWithCodes(column.values, someCodes(column.dictionary.length, codes), store.size);
  return { version, find };
}

/** @throws {WinnowError} bad_query where the run does not know a class */
async function searchPredicted(
  values: readonly string[],
  run: string | null,
  columns: Columns,
  checkpoint: Checkpoint,
): Promise<Search> {
  const { store, predictions, detections } = columns;
  const placed = await predictions.placed(run, checkpoint);
  const codes = values.map((value) => classPlace(placed.run, value) + 1);
  if (placed.run.boxes !== null) {
    const sets = setsOf(await detections.predictedClasses(placed, checkpoint), values);
    return { version: null, find: () => anyOf(sets, store.size) };
  }
  const version = await predictions.version('prediction', run, checkpoint);
  const isMeant = someCodes(placed.run.classes.length + 1, codes);
  return { version, find: () => rowsWithCodes(placed.codes, isMeant, store.size) };
}

async function searchHaving({ field, run }: Has, columns: Columns, checkpoint: Checkpoint): Promise<Search> {
  const { store, issues, predictions, detections } = columns;
  switch (field) {
    case 'prediction': {
      const version = await predictions.version(field, run, checkpoint);
      const placed = await predictions.placed(run, checkpoint);
      return { version, find: () => rowsWithCodes(placed.codes, anyCode(placed.run.classes.length + 1), store.size) };
    }
    case 'correct':
    case 'wrong': {
      const [isSame, hasBoxes] = [field === 'correct', predictions.find(run).boxes !== null];
      if (hasBoxes) {
        const version = await detections.version(run, checkpoint);
        return { version, find: () => detections.agreeing(run, isSame, checkpoint) };
      }
      const version = await predictions.version('prediction', run, checkpoint);
      const labels = await store.versionRead(['label'], checkpoint);
      return { version: `${version} ${labels}`, find: () => predictions.agreeing(run, isSame, checkpoint) };
    }
    case 'issue': {
      const flagged = await issues.flagged(checkpoint);
      return { version: null, find: () => flagged };
    }
    case 'label':
      return { version: await store.versionRead(LABEL_COLUMNS, checkpoint), find: () => rowsWithLabel(store) };
    case 'disagreed': {
      const version = await store.versionRead(['score.agreement'], checkpoint);
      return { version, find: () => rowsComparing(store.numbers('score.agreement'), store.size, '<', 1) };
    }
    case 'relabeled': {
      const version = await store.versionRead([field], checkpoint);
      return { version, find: () => rowsComparing(store.numbers(field), store.size, '=', 1) };
    }
    case 'tag':
      await store.ready([field], checkpoint);
      return { version: null, find: () => store.tags.tagged(store.size) };
    default: {
      const version = await store.versionRead([field], checkpoint);
      const { values, dictionary } = store.texts[field];
      return { version, find: () => rowsWithCodes(values, anyCode(dictionary.length), store.size) };
    }
  }
}

function setsOf(sets: ReadonlyMap<string, Bits>, names: readonly string[]): readonly Bits[] {
  return names.flatMap((name) => sets.get(name) ?? []);
}

function anyOf(sets: readonly Bits[], length: number): Bits {
  const any = noBits(length);
  for (const set of sets) unite(any, set);
  return any;
}
