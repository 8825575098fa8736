import type { AppliedLabels } from '../../shared/applied-labels.ts';
import { assertNever } from '../../shared/errors.ts';
import { LABEL_FORMAT_NAMES, type LabelColumnRole, type LabelFilesSummary } from '../../shared/label-files.ts';
import type { FileProblem } from '../../shared/prediction-file.ts';
import { formatCount, formatNoun } from '../ui/format.ts';

type Origin = Pick<LabelFilesSummary, 'format' | 'files' | 'origin'>;

/** `Pascal VOC`, `Table`: a format as a heading. */
export function formatTitle(format: LabelFilesSummary['format']): string {
  const name = LABEL_FORMAT_NAMES[format].replace(/^a /, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Where files lie, from the dataset's folder where they are in it. @param folder of the dataset, absolute */
export function originText(origin: string, folder: string): string {
  if (origin === folder) return 'the dataset’s folder';
  const isInside = origin.startsWith(folder) && /[/\\]/.test(origin.charAt(folder.length));
  return isInside ? origin.slice(folder.length + 1) : origin;
}

/** `Read from 364 Pascal VOC files in Annotations: 4,888 boxes of 3 classes.` @param folder of the dataset, absolute */
export function labelsSentence({ sets, classes }: Pick<AppliedLabels, 'sets' | 'classes'>, folder: string): string {
  const named = sets.map((set) => filesText(set, folder));
  return `Read from ${listed(named)}: ${saidText({ sets, classes })}.`;
}

/** `4,888 boxes of 3 classes`, `the class of 300 samples, 2 classes`: what sets come to together. */
export function saidText({ sets, classes }: Pick<AppliedLabels, 'sets' | 'classes'>): string {
  const sum = (count: (set: AppliedLabels['sets'][number]) => number): number => sets.reduce((all, set) => all + count(set), 0);
  const [boxes, labelled, samples] = [sum((set) => set.boxes), sum((set) => set.labelled), sum((set) => set.samples)];
  const all = formatNoun(classes, 'class');
  if (boxes > 0 && labelled > 0) return `${formatNoun(boxes, 'box')} and the class of ${formatNoun(labelled, 'sample')}, ${all}`;
  if (boxes > 0) return `${formatNoun(boxes, 'box')} of ${all}`;
  if (labelled > 0) return `the class of ${formatNoun(labelled, 'sample')}, ${all}`;
  return `splits or fields of ${formatNoun(samples, 'sample')}`;
}

function filesText({ format, files, origin }: Origin, folder: string): string {
  const where = originText(origin, folder);
  // Beside a table lie lists of splits and names of classes.
  if (format === 'csv' || format === 'list') return `${LABEL_FORMAT_NAMES[format]}, ${where}`;
  if (files === 1) return `${LABEL_FORMAT_NAMES[format]} in ${where}`;
  return `${formatNoun(files, `${formatTitle(format)} file`)} in ${where}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** `364 samples · 4,888 boxes · 3 classes`. */
export function countsText({ samples, labelled, boxes }: LabelFilesSummary, classes: number): string {
  return [
    formatNoun(samples, 'sample'),
    ...(labelled === 0 ? [] : [`${labelled === samples ? 'each' : formatCount(labelled)} with a class`]),
    ...(boxes === 0 ? [] : [formatNoun(boxes, 'box')]),
    ...(classes === 0 ? [] : [formatNoun(classes, 'class')]),
  ].join(' · ');
}

/** `Annotations, 364 files`; of a table, which lists may lie beside: `labels.csv, with 3 more files`. */
export function whereText({ format, files, origin }: Origin, folder: string): string {
  const where = originText(origin, folder);
  if (files === 1) return where;
  return format === 'csv' || format === 'list'
    ? `${where}, with ${formatNoun(files - 1, 'more file')}`
    : `${where}, ${formatNoun(files, 'file')}`;
}

/** What a column of a table is taken for. */
export const ROLE_WORDS: Readonly<Record<LabelColumnRole, string>> = {
  path: 'Path of the picture',
  label: 'Class',
  'several labels': 'Several classes: a field',
  'class flag': 'Whether it has this class',
  split: 'Split',
  size: 'Size of the picture',
  box: 'Box',
  field: 'A field of the sample',
  'box field': 'A field of the box',
};

/** What of annotation files could not be used, and what is done about it. */
export function labelProblemText({ kind, count }: FileProblem): string {
  switch (kind) {
    case 'unmatched-path':
      return `${formatNoun(count, 'picture')} named that ${count === 1 ? 'is' : 'are'} not in this dataset: left out`;
    case 'ambiguous-path':
      return `${formatNoun(count, 'name')} that could mean several pictures: left out`;
    case 'missing-path':
      return `${formatNoun(count, 'row')} without the name of a picture: left out`;
    case 'duplicate-sample':
      return `${formatNoun(count, 'picture')} named twice`;
    case 'unknown-class':
      return `${formatNoun(count, 'class')} that the files number and do not name`;
    case 'missing-value':
      return `${formatNoun(count, 'row')} with something missing`;
    case 'bad-value':
      return `${formatNoun(count, 'row')} with a value that cannot be used`;
    case 'out-of-range':
    case 'row-sum':
    case 'not-highest':
      return `${formatNoun(count, 'row')} with numbers out of range: kept as they are`;
    case 'extra-cells':
      return `${formatNoun(count, 'row')} with more or fewer cells than the header`;
    case 'unknown-image':
      return `${formatNoun(count, 'box')} of pictures that the files do not name: left out`;
    case 'bad-box':
      return `${formatNoun(count, 'object')} without a box of four numbers: left out`;
    case 'other-size':
      return `${formatNoun(count, 'picture')} of another size than the files say: kept as they are`;
    case 'no-size':
      return `${formatNoun(count, 'picture')} that cannot be decoded, with boxes in shares of its size: these are left out`;
    case 'bad-file':
      return `${formatNoun(count, 'file')} that cannot be read: left out`;
    case 'labelled-before':
      return `${formatNoun(count, 'picture')} that a set above labels already: left as that says`;
    case 'several-labels':
      return `${formatNoun(count, 'picture')} of more or fewer classes than one: kept in fields, as no label`;
    default:
      return assertNever(kind);
  }
}
