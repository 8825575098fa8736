import { type CarriedField, nameOfCarried } from './carried-field.ts';
import { assertNever } from './errors.ts';
import type { Filter, Query } from './query.ts';
import { classOfField, isProbabilityField } from './score.ts';

/** What a dataset has to be asked for by name. */
export interface QueryNames {
  readonly classes: ReadonlySet<string>;
  readonly splits: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  readonly runs: ReadonlySet<string>;
  /** Classes of any run. */
  readonly predicted: ReadonlySet<string>;
  /** Of annotation files, without `field.`. */
  readonly fields: ReadonlySet<string>;
}

/** What a query names and the dataset has not, for a person, each once: `There is no class "cat".` */
export function absentNames({ filter, sort }: Query, names: QueryNames): readonly string[] {
  const said = filter === null ? [] : absentIn(filter, names);
  const ofSort = sort.field.startsWith('field.') ? absentField(sort.field as CarriedField, names) : [];
  const ofRun = 'run' in sort && sort.run !== undefined ? absentRun(sort.run, names) : [];
  return [...new Set([...said, ...ofSort, ...ofRun])];
}

function absentIn(filter: Filter, names: QueryNames): readonly string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.flatMap((child) => absentIn(child, names));
    case 'not':
      return absentIn(filter.of, names);
    case 'equals':
      return [...absentValue(filter, names), ...absentRun(filter.run, names)];
    case 'compare':
      return [
        ...(isProbabilityField(filter.field) ? absentOf('predicted class', classOfField(filter.field), names.predicted) : []),
        ...absentRun(filter.run, names),
      ];
    case 'field':
      return absentField(filter.field, names);
    case 'match':
      return [
        ...(filter.label === null ? [] : absentOf('class', filter.label, names.classes)),
        ...(filter.prediction === null ? [] : absentOf('predicted class', filter.prediction, names.predicted)),
        ...absentRun(filter.run, names),
      ];
    case 'run':
    case 'is':
    case 'agrees':
      return absentRun(filter.run, names);
    case 'path':
    case 'contains':
    case 'lasso':
      return [];
    default:
      return assertNever(filter);
  }
}

function absentValue({ field, value }: Extract<Filter, { readonly kind: 'equals' }>, names: QueryNames): readonly string[] {
  switch (field) {
    case 'label':
    case 'consensus':
      return absentOf('class', value, names.classes);
    case 'prediction':
      return absentOf('predicted class', value, names.predicted);
    case 'split':
      return absentOf('split', value, names.splits);
    case 'tag':
      return names.tags.has(value) ? [] : [`No sample has the tag "${value}".`];
    case 'status':
    case 'format':
    case 'issue':
    case 'note':
      return [];
    default:
      return assertNever(field);
  }
}

const absentRun = (run: string | undefined, { runs }: QueryNames): readonly string[] =>
  run === undefined ? [] : absentOf('run of predictions', run, runs);
const absentField = (field: CarriedField, { fields }: QueryNames): readonly string[] =>
  absentOf('field', nameOfCarried(field), fields);

function absentOf(what: string, name: string, known: ReadonlySet<string>): readonly string[] {
  return known.has(name) ? [] : [`There is no ${what} "${name}".`];
}
